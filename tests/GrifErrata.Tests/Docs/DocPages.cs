using System.Text.RegularExpressions;

namespace GrifErrata.Tests.Docs;

/// <summary>The Markdown pages of the repository and what stands in them.</summary>
internal static partial class DocPages
{
    /// <summary>README.md and every page under docs/, relative to the root, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Checkout.Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.EndsWith(".received.md", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public static string Text(string page) => File.ReadAllText(Path.Combine(Checkout.Root, page));

    /// <summary>The fenced blocks of a language, with the line of their first line.</summary>
    public static IEnumerable<(int Line, string Text)> Blocks(string page, string language)
    {
        string text = Text(page);
        foreach (Match match in Fence().Matches(text))
        {
            if (match.Groups["language"].Value == language)
                yield return (text.AsSpan(0, match.Groups["body"].Index).Count('\n') + 1, match.Groups["body"].Value);
        }
    }

    /// <summary>The text without what stands in fenced blocks.</summary>
    public static string Prose(string page) => Fence().Replace(Text(page), string.Empty);

    /// <summary>The anchors of a page's headings, as GitHub makes them.</summary>
    public static IReadOnlyCollection<string> Anchors(string page) =>
    [
        .. Heading().Matches(Prose(page)).Select(m => string.Concat(m.Groups["text"].Value.Select(char.ToLowerInvariant)
            .Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-')),
    ];

    [GeneratedRegex("^```(?<language>[^\n`]*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
