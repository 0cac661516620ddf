using System.Collections.Immutable;
using GrifErrata.Time;

namespace GrifErrata.Updates;

/// <summary>An open advisory in words: id, day, severity, CVEs, and each package with the step that it needs.</summary>
public static class OpenFixText
{
    /// <summary><c>RHSA-2010:0793 2010-10-25 critical CVE-2010-3856</c>.</summary>
    public static string Heading(OpenAdvisory open)
    {
        string severity = open.Advisory.Severity == Advisories.AdvisorySeverity.Unknown ? "severity unknown" : open.Advisory.Severity.ToString().ToLowerInvariant();
        return string.Join(' ', (string[])[open.Advisory.Id, open.Advisory.Date is { } day ? UtcText.Day(day) : "no date", severity, .. open.Advisory.Cves]);
    }

    /// <summary><c>glibc 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (i686, x86_64)</c>, one line a package and step.</summary>
    public static ImmutableArray<string> Steps(OpenAdvisory open) =>
    [
        .. open.Fixes.GroupBy(f => (f.Name, f.IsDecided, From: f.From?.ToString(), To: f.To?.ToString(), Fixed: f.To is null ? f.Fixed.ToString() : null))
            .Select(g => $"{g.Key.Name} {g.Key.From ?? "not there"} -> "
                + (g.Key.To ?? $"{g.Key.Fixed}, and no such package can be deployed") + $" ({string.Join(", ", g.Select(f => f.Arch))})"
                + (g.Key.IsDecided ? ", kept out by a decision by hand" : string.Empty)),
    ];
}
