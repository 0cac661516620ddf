using System.Reflection;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Docs;

/// <summary>Every diagnostic of the sources.</summary>
internal static partial class DiagnosticCodes
{
    /// <summary>Those that the library declares.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfLibrary { get; } =
    [
        .. typeof(DiagnosticDescriptor).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor)).Select(f => (DiagnosticDescriptor)f.GetValue(null)!)
            .OrderBy(d => d.Code, StringComparer.Ordinal),
    ];

    /// <summary>Those that stand in the text of the sources: the library's and those of the tasks and the command, which no test here loads.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> OfSources { get; } =
    [
        .. SourceFiles("src", "*.cs").SelectMany(path => Declaration().Matches(File.ReadAllText(path)))
            .Select(m => new DiagnosticDescriptor(m.Groups["code"].Value, m.Groups["title"].Value))
            .OrderBy(d => d.Code, StringComparer.Ordinal),
    ];

    /// <summary>Source files below a folder of the repository, without what builds leave there.</summary>
    public static IEnumerable<string> SourceFiles(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Checkout.Root, path).Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"], StringComparer.Ordinal).Any());

    [GeneratedRegex("""DiagnosticDescriptor\s+\w+\s*=\s*new\(\s*"(?<code>GE[0-9]{4})",\s*"(?<title>[^"\\]+)"\s*\)""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
