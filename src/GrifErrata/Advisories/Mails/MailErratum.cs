using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Mails;

/// <summary>Reads the text of one erratum mail.</summary>
internal sealed partial class MailErratum(MailText mail, SourceLocation origin, DiagnosticBag diagnostics)
{
    private const int MostReferences = 10_000;

    private readonly List<(DiagnosticDescriptor Descriptor, string Message)> _found = [];

    /// <summary>Whether a mail's text is an erratum: it has a line that begins with <c>Synopsis:</c>.</summary>
    public static bool Is(string body) => SynopsisLine().IsMatch(body);

    /// <summary>The advisory, or null if neither an id nor a date and a package name it.</summary>
    public Advisory? Read()
    {
        string[] lines = mail.Body.ReplaceLineEndings("\n").Split('\n');
        string synopsis = Field(lines, "Synopsis");
        DateTimeOffset? issued = Date(lines, "Issue date", "Issue");
        DateTimeOffset? updated = Date(lines, "Updated on", "Updated");
        string id = Field(lines, "Advisory ID").Split(' ', '\t')[0];
        if (!IsId(id)) id = MailId.Of(mail.Subject, issued ?? mail.Sent) ?? string.Empty;
        if (id.Length == 0)
        {
            diagnostics.Add(MailDiagnostics.NoId, origin,
                "The erratum has no Advisory ID: line, and its subject and dates do not name it either. Write an Advisory ID: line into it.");
            return null;
        }

        ImmutableArray<AdvisoryPackage> packages = MailPackages.Of(lines, refusal => _found.Add((AdvisoryDiagnostics.RefusedPackage, refusal)));
        foreach ((DiagnosticDescriptor descriptor, string message) in _found) diagnostics.Add(descriptor, origin, $"Advisory {id} {message}");
        if (packages.IsEmpty)
        {
            diagnostics.Add(MailDiagnostics.NoPackages, origin,
                $"Advisory {id} lists no package file under a release and an architecture, so it fixes nothing. Check the mail's text.");
        }

        string severity = FirstWord(synopsis);
        return new Advisory
        {
            Id = id,
            Format = MailReader.Name,
            Publisher = mail.From,
            Type = TypeOf(id, synopsis, severity),
            Severity = AdvisoryWords.Severity(severity),
            SeverityText = severity,
            Title = synopsis,
            Issued = issued ?? mail.Sent,
            Updated = updated,
            References = References(id, lines),
            Packages = packages,
            Origin = origin,
        };
    }

    // "Important: glibc security update"; Red Hat's early ones begin with the package.
    private static string FirstWord(string synopsis)
    {
        int colon = synopsis.IndexOf(':', StringComparison.Ordinal);
        string word = (colon > 0 ? synopsis[..colon] : synopsis.Split(' ')[0]).Trim();
        return AdvisoryWords.Severity(word) == AdvisorySeverity.Unknown ? string.Empty : word;
    }

    private AdvisoryType TypeOf(string id, string synopsis, string severity)
    {
        if (AdvisoryWords.TypeOf(id) is var type and not AdvisoryType.Unknown) return type;
        string words = $"{mail.Subject} {synopsis}";
        return severity.Length > 0 || words.Contains("security", StringComparison.OrdinalIgnoreCase) ? AdvisoryType.Security
            : words.Contains("enhancement", StringComparison.OrdinalIgnoreCase) ? AdvisoryType.Enhancement
            : words.Contains("bug fix", StringComparison.OrdinalIgnoreCase) || words.Contains("bugfix", StringComparison.OrdinalIgnoreCase) ? AdvisoryType.Bugfix
            : AdvisoryType.Unknown;
    }

    // Ids reach Markdown, HTML and logs; publishers use only these characters.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '.' or '_' or '+')
        && id.Any(char.IsAsciiDigit);

    private static ImmutableArray<AdvisoryReference> References(string id, string[] lines)
    {
        AdvisoryReferences references = new(MostReferences);
        foreach (string line in lines.Where(l => !l.StartsWith('>')))
        {
            // CAN- is what a CVE was called until 2005; the number stayed.
            foreach (Match match in Cve().Matches(line)) references.AddId($"CVE-{match.Groups["number"].Value}", "cve");
        }

        return references.ToImmutable(id);
    }

    private static string Field(string[] lines, string name)
    {
        foreach (string line in lines)
        {
            string text = line.TrimStart();
            if (text.Length > name.Length && text[name.Length] == ':' && text.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return text[(name.Length + 1)..].Trim();
        }

        return string.Empty;
    }

    private DateTimeOffset? Date(string[] lines, string field, string what)
    {
        DateTimeOffset? date = FeedDate.Read(Field(lines, field), what, feedRevision: null, out (DiagnosticDescriptor Descriptor, string Message)? wrong);
        if (wrong is { } found) _found.Add(found);
        return date;
    }

    [GeneratedRegex(@"^[ \t]*Synopsis:", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SynopsisLine();

    [GeneratedRegex(@"\b(CVE|CAN)-(?<number>[0-9]{4}-[0-9]{4,10})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Cve();
}
