using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Updates;

namespace GrifErrata.Federation;

/// <summary>How far the sites of a kernel plan are, and what their kernels lack.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Age">Days since the date of the plan's version; below 0 before it.</param>
/// <param name="Sites">The overdue ones first, those that have moved last; among those of one state the most days since the fix first, then by planned day and name.</param>
public sealed record KernelPlanStatus(KernelPlan Plan, int Age, ImmutableArray<KernelSiteStatus> Sites)
{
    /// <summary>Looks at a plan.</summary>
    /// <param name="federation">The federation.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="updates">The update definitions of the plan's OS.</param>
    /// <param name="fixes">The kernel fixes of that OS.</param>
    /// <param name="today">The day against which days and deadlines are held.</param>
    public static KernelPlanStatus Of(
        FederationDefinition federation, KernelPlan plan, IReadOnlyList<UpdateDefinition> updates, KernelFixes fixes, DateOnly today)
    {
        int age = UpdateVersionName.TryParse(plan.Version, out DateTimeOffset version) ? DaysSince(version) : 0;
        return new(plan, age,
        [
            .. plan.Sites.Select(Site).OrderBy(s => s.State).ThenByDescending(s => s.DaysSinceFix)
                .ThenBy(s => s.Row.Date ?? plan.Deadline ?? DateOnly.MaxValue).ThenBy(s => s.Row.Site, StringComparer.Ordinal),
        ]);

        KernelSiteStatus Site(KernelPlanSite row)
        {
            string? kernel = row.Done is not null ? plan.Kernel : row.Kernel ?? updates.FirstOrDefault(u => u.Version == row.Version)?.Kernel?.Version;
            ImmutableArray<Advisory> lacks = fixes.LackedBy(kernel, today);
            DateTimeOffset? earliest = lacks.Min(a => a.Date);
            int? days = earliest is { } fix ? DaysSince(fix) : row.Done is null ? age : null;
            string owner = row.Owner.Length > 0 ? row.Owner : federation.Sites.FirstOrDefault(s => s.Name == row.Site)?.Contact ?? string.Empty;
            return new(row, StateOf(row, plan, today), kernel, owner, days, lacks);
        }

        int DaysSince(DateTimeOffset time) => today.DayNumber - DateOnly.FromDateTime(time.UtcDateTime).DayNumber;
    }

    /// <summary>How far a site is.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day against which its day and the deadline are held.</param>
    public static KernelSiteState StateOf(KernelPlanSite row, KernelPlan plan, DateOnly today) =>
        row.Done is not null ? KernelSiteState.Moved
        : row.Date < today || plan.Deadline < today ? KernelSiteState.Overdue : KernelSiteState.Waits;
}

/// <summary>A site in a kernel plan.</summary>
/// <param name="Row">Its row.</param>
/// <param name="State">How far it is.</param>
/// <param name="Kernel">The kernel that it runs: the row's, else the one that the row's version sets, else null, that of the OS release; once it has moved the plan's.</param>
/// <param name="Owner">Who answers for the move, else the site's contact; may be empty.</param>
/// <param name="DaysSinceFix">
/// Days since the earliest advisory that the kernel lacks; where none is known, since the date of the plan's version; null for a site
/// that has moved and lacks none.
/// </param>
/// <param name="Lacks">The security advisories that its kernel lacks, oldest first.</param>
public sealed record KernelSiteStatus(
    KernelPlanSite Row, KernelSiteState State, string? Kernel, string Owner, int? DaysSinceFix, ImmutableArray<Advisory> Lacks)
{
    /// <summary>Whether <see cref="DaysSinceFix"/> counts from an advisory and not from the plan's version.</summary>
    public bool HasDatedFix => Lacks.Any(a => a.Date is not null);

    /// <summary>The advisories, the worst first, then the oldest.</summary>
    public ImmutableArray<Advisory> WorstFirst => [.. Lacks.OrderByDescending(a => a.Severity)];

    /// <summary>Their CVEs, each once with the worst severity of the advisories that name it: the worst first, then in ordinal order.</summary>
    public ImmutableArray<(string Id, AdvisorySeverity Severity)> Cves =>
    [
        .. Lacks.SelectMany(a => a.Cves.Select(cve => (Id: cve, a.Severity))).GroupBy(c => c.Id, StringComparer.Ordinal)
            .Select(g => (Id: g.Key, Severity: g.Max(c => c.Severity))).OrderByDescending(c => c.Severity).ThenBy(c => c.Id, StringComparer.Ordinal),
    ];
}

/// <summary>How far a site is with a kernel plan, the worst first.</summary>
public enum KernelSiteState
{
    /// <summary>Its own day or the plan's deadline has passed.</summary>
    Overdue,

    /// <summary>It has not moved yet.</summary>
    Waits,

    /// <summary>It has moved.</summary>
    Moved,
}
