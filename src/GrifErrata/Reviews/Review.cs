using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Monitoring;
using GrifErrata.Pan;
using GrifErrata.Profiles;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Reviews;

/// <summary>Makes the page that a reviewer reads before a version goes to machines.</summary>
public static class Review
{
    private const int NamesInShort = 3;

    // One line an advisory: so many fit three screens beside the risks. One without severity may be critical.
    private const int MaxAdvisoriesShown = 40;
    private const int MaxLesserShown = 8;

    /// <summary>The model of a review.</summary>
    /// <param name="step">The step.</param>
    /// <param name="machines">Machines whose profiles or package lists are known, or null where none were given.</param>
    /// <param name="federation">The federation: its freezes, and the sites of machines that do not say theirs; or null.</param>
    /// <param name="monitored">How machines are as the monitor says it, or null where that is not known.</param>
    public static ReviewModel Of(VersionStep step, IReadOnlyCollection<Machine>? machines, ReviewFederation? federation = null, MonitoredFleet? monitored = null)
    {
        UpdateVersion after = step.After;
        ILookup<ChangeKind, PackageChange> changes = step.Changes.ToLookup(c => c.Kind);
        List<Advisory> advisories = [.. step.Advisories];
        return new ReviewModel
        {
            Os = step.Errata.Os.Name,
            Version = after.Name,
            Against = step.Before?.Name ?? "the base release",
            Kind = after.Definition.Kind == UpdateKind.Monthly ? "monthly" : "unscheduled",
            State = after.Definition.State switch
            {
                UpdateState.Draft => "draft",
                UpdateState.Released => "released",
                _ => "withdrawn",
            },
            Replaces =
            [
                .. step.Errata.Updates.Where(u => u.ReplacedBy == after.Name || after.Definition.Replaces.Any(r => r.Name == u.Version))
                    .OrderBy(u => u.Version, StringComparer.Ordinal).Select(u => new ReviewReplaced(u.Version, WhyWithdrawn(u))),
            ],
            Withdrawn = WhyWithdrawn(after.Definition),
            ReplacedBy = Replacement.Of(after.Definition, step.Errata.Updates) is { } other && other != after.Name ? other : string.Empty,
            Cutoff = UtcText.Second(after.Definition.Cutoff),
            PackageCount = after.Packages.Length,
            AddedCount = changes[ChangeKind.Added].Count(),
            AsShippedCount = changes[ChangeKind.Added].Count(ReviewRisks.IsAsShipped),
            RaisedCount = changes[ChangeKind.Raised].Count(),
            LoweredCount = changes[ChangeKind.Lowered].Count(),
            GoneCount = changes[ChangeKind.Left].Count(),
            AdvisoryCount = advisories.Count,
            CveCount = advisories.SelectMany(a => a.Cves).Distinct(StringComparer.Ordinal).Count(),
            Risks = ReviewRisks.Of(step, federation, monitored),
            Machines = machines is null ? [] : ReviewMachines.Of(step, machines, federation),
            Severities = Severities(step, advisories),
            Rest = [.. Rest(step).Where(t => t.Rows.Length > 0)],
        };
    }

    private static string WhyWithdrawn(UpdateDefinition update) =>
        update.State == UpdateState.Withdrawn ? update.WithdrawnReason ?? "no reason is written" : string.Empty;

    private static ImmutableArray<ReviewSeverity> Severities(VersionStep step, List<Advisory> advisories)
    {
        ILookup<string, PackageChange> packages = step.Changes.SelectMany(c => c.Advisories.Select(a => (a.Id, Change: c)))
            .ToLookup(p => p.Id, p => p.Change, StringComparer.Ordinal);
        ImmutableArray<ReviewSeverity>.Builder severities = ImmutableArray.CreateBuilder<ReviewSeverity>();
        int shown = 0;
        foreach (IGrouping<AdvisorySeverity, Advisory> group in advisories.GroupBy(a => a.Severity).OrderByDescending(g => g.Key))
        {
            int count = group.Count(), most = group.Key is AdvisorySeverity.Low or AdvisorySeverity.Moderate ? MaxLesserShown : MaxAdvisoriesShown;
            bool folded = shown + count > most;
            if (!folded) shown += count;
            string name = group.Key == AdvisorySeverity.Unknown ? "Severity unknown" : group.Key.ToString();
            severities.Add(new(name, folded, [.. group.Select(a => Of(a, packages[a.Id]))]));
        }

        return severities.ToImmutable();
    }

    private static ReviewAdvisory Of(Advisory advisory, IEnumerable<PackageChange> changes)
    {
        ImmutableArray<ChangeLogPackage> packages = ChangeLogPackage.Group(changes);
        ImmutableArray<string> cves = advisory.Cves;
        return new(
            advisory.Id, advisory.Date is { } day ? UtcText.Day(day) : string.Empty, advisory.Title,
            InShort([.. packages.Select(p => p.Name).Distinct(StringComparer.Ordinal)]),
            cves.IsEmpty ? "no CVE" : InShort(cves), string.Join(", ", cves), advisory.RebootSuggested, packages);
    }

    private static string InShort(ImmutableArray<string> names) => names.Length <= NamesInShort
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesInShort))} and {names.Length - NamesInShort} more";

    private static IEnumerable<ReviewTable> Rest(VersionStep step)
    {
        yield return ReviewTable.Of(
            "Changed without an advisory", "New builds in the repository that no security advisory names.", "package|architectures|before|now",
            ReviewRisks.Rows(step.Changes.Where(c => c.Kind is ChangeKind.Added or ChangeKind.Raised
                && c.Advisories.Length == 0 && !ReviewRisks.IsAsShipped(c) && !ReviewRisks.IsLowered(c)))) with { IsFolded = true };
        yield return ReviewTable.Of(
            "New in the version as the base release ships them", "No machine of the base release changes.", "package|architectures|version",
            ChangeLogPackage.Group(step.Changes.Where(ReviewRisks.IsAsShipped)).Select(p => ReviewRisks.Row(p.Name, p.Arches, p.To))) with { IsFolded = true };
        yield return ReviewTable.Of(
            "Held kernels", "Listed, never deployed; a site plans its reboot.", "package|architectures|newest",
            ChangeLogPackage.Group(step.After.Held.Select(h => new PackageChange(ChangeKind.Added, h.Nevra.Name, h.Nevra.Arch, null, h.Nevra.Evr, [])))
                .Select(p => ReviewRisks.Row(p.Name, p.Arches, p.To))) with { IsFolded = true };
        yield return ReviewTable.Of(
            "Kernel debt", $"Advisories that the held kernels fix and {step.After.Definition.Kernel?.Version ?? "the base release's kernel"} does not.",
            "advisory|severity|date|CVEs",
            step.After.KernelDebt.Select(a => ReviewRisks.Row(
                a.Id, ReviewRisks.Severity(a.Severity), a.Date is { } day ? UtcText.Day(day) : string.Empty, string.Join(", ", a.Cves)))) with { IsFolded = true };
    }
}
