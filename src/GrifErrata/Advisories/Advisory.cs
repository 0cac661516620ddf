using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories;

/// <summary>One erratum of a distribution: why it was published and which packages it fixes.</summary>
public sealed record Advisory
{
    /// <summary>Id as written, for example <c>RHSA-2010:0793</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The format in which it was read, for example <c>updateinfo.xml</c>; see <see cref="IAdvisoryReader.Format"/>.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>Who published it, as written (updateinfo's <c>update@from</c>); empty where the feed does not say.</summary>
    public string Publisher { get; init; } = string.Empty;

    /// <summary>
    /// Version as written; empty where there is none. Publishers mean different things by it (a revision, the format's version), so
    /// it is compared only within one publisher.
    /// </summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>Kind of the erratum.</summary>
    public AdvisoryType Type { get; init; }

    /// <summary>Severity; <see cref="AdvisorySeverity.Unknown"/> where the feed gives none.</summary>
    public AdvisorySeverity Severity { get; init; }

    /// <summary>The severity's word as written (<c>medium</c>, <c>MODERATE</c>); empty where there is none.</summary>
    public string SeverityText { get; init; } = string.Empty;

    /// <summary>Status as written (<c>final</c>, <c>stable</c>, <c>retracted</c>); empty where there is none.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>Title, cut to the reader's limit.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>When it was published, UTC; null where the feed gives no readable date.</summary>
    public DateTimeOffset? Issued { get; init; }

    /// <summary>When it was last changed, UTC; null where the feed gives no readable date.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>CVEs, bugs and pages, in the feed's order.</summary>
    public ImmutableArray<AdvisoryReference> References { get; init; } = [];

    /// <summary>The packages that fix it, in the feed's order.</summary>
    public ImmutableArray<AdvisoryPackage> Packages { get; init; } = [];

    /// <summary>The publisher advises a reboot after the update.</summary>
    public bool RebootSuggested { get; init; }

    /// <summary>The publisher advises to restart the package manager or service after the update.</summary>
    public bool RestartSuggested { get; init; }

    /// <summary>The publisher advises to log in again after the update.</summary>
    public bool ReloginSuggested { get; init; }

    /// <summary>Where it was read.</summary>
    public SourceLocation Origin { get; init; }

    /// <summary>
    /// What it was before its publisher rewrote it with other versions of packages (pulp_rpm #2422: EPEL puts the newest builds under old ids),
    /// where both are known; else null.
    /// </summary>
    public Advisory? Before { get; init; }

    /// <summary>Whether its publisher took it back (SUSE's status <c>retracted</c>, OSV's <c>withdrawn</c>): it fixes nothing.</summary>
    public bool IsRetracted => Status.Equals("retracted", StringComparison.OrdinalIgnoreCase) || Status.Equals("withdrawn", StringComparison.OrdinalIgnoreCase);

    /// <summary>The advisory as it was at a time, as far as that is known: what was rewritten later must not change what was decided before.</summary>
    public Advisory AsOf(DateTimeOffset time) => Before is { } before && (Updated ?? Issued) > time ? before.AsOf(time) : this;

    /// <summary>The date that a cutoff is held against: issued, or updated where issued is missing (feeds without <c>issued</c>: bodhi #718).</summary>
    public DateTimeOffset? Date => Issued ?? Updated;

    /// <summary>The CVE ids among the references, each once, in ordinal order.</summary>
    public ImmutableArray<string> Cves =>
    [
        .. References.Where(r => r.Type == "cve").Select(r => r.Id)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
