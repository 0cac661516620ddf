using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GrifErrata.Advisories.Mails;

/// <summary>
/// Names an erratum whose mail has no id, as Scientific Linux's had none until 2011: <c>SL-2010-10-21-glibc</c>, of the date and of what
/// the subject says is updated (<c>Security ERRATA Important: glibc on SL5.x i386/x86_64</c>).
/// </summary>
internal static partial class MailId
{
    private const int LongestName = 60;

    /// <summary>The id, or null where there is no date or the subject names nothing.</summary>
    public static string? Of(string subject, DateTimeOffset? date)
    {
        if (date is not { } day) return null;
        int start = 0;
        while (Lead().Match(subject, start) is { Success: true } lead) start += lead.Length;
        string text = subject[start..];
        int on = text.IndexOf(" on SL", StringComparison.OrdinalIgnoreCase);
        if (on >= 0) text = text[..on];
        StringBuilder name = new();
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+') name.Append(c);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length == LongestName) break;
        }

        string made = name.ToString().Trim('-', '.');
        return made.Length == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"SL-{day.UtcDateTime:yyyy-MM-dd}-{made}");
    }

    // What stands before the package: list names, answers, "Security ERRATA Important:", "for".
    [GeneratedRegex(
        @"\G\s*(\[[^\]]*\]|(re|fwd?)\s*:|(security|bug\s?fix|enhancement|fastbugs?)\s+errata|errata|(critical|important|moderate|low)\s*:|:|-|for\s)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();
}
