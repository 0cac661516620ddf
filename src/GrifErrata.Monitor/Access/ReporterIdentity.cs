using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Access;

/// <summary>Who sends a report, as far as it is proven.</summary>
/// <param name="Reporter">For records: the address and what proved it. Printable, and without any secret.</param>
public sealed record ReporterIdentity(string Reporter)
{
    /// <summary>The site that is proven; null for those who report for several sites, and where no access is configured.</summary>
    public string? Site { get; init; }

    /// <summary>The sites for which it may report; null is all.</summary>
    public ImmutableArray<string>? Sites { get; init; }

    /// <summary>The hosts for which it may report; null is all of its sites.</summary>
    public ImmutableArray<string>? Hosts { get; init; }

    /// <summary>The report as it may be taken, with the site under its own name; or why this reporter may not send it, 403.</summary>
    public (Report? Report, Refusal? Refusal) Admit(Report report, AccessRules rules)
    {
        if (Hosts is { } hosts && !hosts.Contains(report.Host, StringComparer.Ordinal))
        {
            return No(hosts.IsEmpty
                ? "the certificate names no host, so it cannot report for one; a certificate that reports for others is listed under reporters"
                : $"the certificate of {hosts[0]} cannot report for {report.Host}");
        }

        string? said = report.Site is { } name ? rules.Site(name)?.Name ?? name : null;
        if (Site is not null)
        {
            return said is null || said == Site ? (report with { Site = Site }, null)
                : No($"the report says site {PrintableText.Quote(report.Site!)} and comes from site {Site}; report with --site {Site}, or list the other name as an alias");
        }

        if (Sites is { } sites && !(said is not null && sites.Contains(said, StringComparer.Ordinal)))
            return No($"this reporter reports for {string.Join(", ", sites)}, and the report says {(said is null ? "no site" : PrintableText.Quote(report.Site!))}");
        return (report with { Site = said }, null);
    }

    private static (Report? Report, Refusal? Refusal) No(string why) => (null, new(StatusCodes.Status403Forbidden, why));
}
