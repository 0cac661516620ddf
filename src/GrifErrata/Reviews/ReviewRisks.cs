using System.Collections.Immutable;
using GrifErrata.Monitoring;
using GrifErrata.Pan;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Reviews;

/// <summary>What can go wrong in a step, the gravest first; what is not there is left out.</summary>
internal static class ReviewRisks
{
    // One row a thing to do, not a package: a reviewer must see them all.
    private const int MaxRestartsShown = 12;
    private const string PackageColumns = "package|architectures|before|now";

    public static ImmutableArray<ReviewTable> Of(VersionStep step, ReviewFederation? federation, MonitoredFleet? monitored) =>
    [
        .. new[]
        {
            TakenBack(step),
            Changes("Packages that leave", "The version sets them no longer; machines keep what their own profile says.", step, c => c.Kind == ChangeKind.Left),
            Changes("Packages that are lowered", "Machines go back to an older build.", step, IsLowered),
            ReviewTable.Of("Architecture changes", "A machine follows only if the old package is deleted by a fix or by hand.", "package|before|now",
                step.ArchChanges.Select(a => Row(a.Name, a.From, a.To))),
            Changes("Epoch changes", "A profile names no epoch: what pins an old version of these may be taken as newer.", step, IsEpochChange),
            Changes("Major version steps", "The first number of the version changes: configuration and interfaces may too.", step, IsMajorStep),
            Missing("Fixes with no deployable package", "No repository of the OS has the fix; nothing is invented.", step, m => !m.IsKeptOut),
            Missing("Fixes that decisions keep out", "A deployable package has the fix; a decision by hand keeps it out.", step, m => m.IsKeptOut),
            ReviewTable.Of("Advisories for a person to decide", "What their publishers wrote does not say whether this version needs them.", "advisory|packages|why|do",
                step.After.Questions.Select(q => Row(q.Advisory.Id, Some(q.Packages), Why(q), Do(q.Kind)))),
            ReviewFixes.ToDecide(step),
            ReviewFixes.Of(step),
            ReviewFixes.NotChecked(step),
            ReviewFreezes.Of(step, federation),
            monitored is null ? null : ReviewMonitored.Of(step, monitored),
            ReviewTable.Of("Decisions by hand", string.Empty, "version|action|packages|reason", Decisions(step)),
            ReviewTable.Of("Restarts and reboots", "An update replaces files; what runs keeps the old ones until then.", "do|packages", Restarts(step), MaxRestartsShown),
            ReviewTable.Of("Kernel and variables", "A new kernel runs after a reboot, which each site plans.", "name|before|now|reason",
                step.Settings.Select(s => Row(s.Name, s.From ?? "not set", s.To ?? "not set", s.Reason ?? string.Empty))),
        }.OfType<ReviewTable>().Where(t => t.Rows.Length > 0),
    ];

    private static string Some(ImmutableArray<string> packages) =>
        string.Join(", ", packages.Take(3)) + (packages.Length > 3 ? $" and {packages.Length - 3} more" : string.Empty);

    private static string Why(AdvisoryQuestion question) => question.Kind switch
    {
        AdvisoryQuestionKind.Retracted => "taken back by its publisher",
        AdvisoryQuestionKind.OtherType => $"not of type security, but names {Some(question.Advisory.Cves)}",
        AdvisoryQuestionKind.NoModule => "does not name the module of its packages",
        AdvisoryQuestionKind.ForeignArchitecture => "names architectures that the OS cannot install",
        _ => $"has no issued date; its last update, {(question.Advisory.Date is { } day ? Time.UtcText.Day(day) : "undated")}, was held against the cutoff",
    };

    private static string Do(AdvisoryQuestionKind kind) => kind switch
    {
        AdvisoryQuestionKind.Retracted => "exclude or pin its builds",
        AdvisoryQuestionKind.OtherType => "name it under `advisories` if it matters",
        AdvisoryQuestionKind.NoModule => "find the stream, then add the packages by hand",
        AdvisoryQuestionKind.ForeignArchitecture => "look for the OS's own builds",
        _ => "nothing, if the day is right",
    };

    internal static ImmutableArray<string> Row(params string[] cells) => [.. cells];

    internal static IEnumerable<ImmutableArray<string>> Rows(IEnumerable<PackageChange> changes) =>
        ChangeLogPackage.Group(changes).Select(p => Row(p.Name, p.Arches, p.From, p.To));

    /// <summary>Whether no machine of the base release changes.</summary>
    internal static bool IsAsShipped(PackageChange change) =>
        change is { Kind: ChangeKind.Added, From: { } shipped, To: { } now } && Fix.Compare(shipped, now) == 0;

    /// <summary>Also a new package that is older than what the base release ships.</summary>
    internal static bool IsLowered(PackageChange change) =>
        change.Kind == ChangeKind.Lowered
        || (change is { Kind: ChangeKind.Added, From: { } shipped, To: { } now } && Fix.Compare(shipped, now) > 0);

    private static bool IsEpochChange(PackageChange change) =>
        change is { From.Epoch: { } from, To.Epoch: { } to } && from != to;

    private static bool IsMajorStep(PackageChange change) =>
        change is { From: { } from, To: { } to } && !FirstNumber(from).SequenceEqual(FirstNumber(to));

    // Leading zeros do not count, as in rpm's comparison.
    private static ReadOnlySpan<char> FirstNumber(Evr evr)
    {
        ReadOnlySpan<char> version = evr.Version;
        int start = version.IndexOfAnyInRange('0', '9');
        if (start < 0) return version;
        int length = version[start..].IndexOfAnyExceptInRange('0', '9');
        return version.Slice(start, length < 0 ? version.Length - start : length).TrimStart('0');
    }

    private static ReviewTable Changes(string title, string note, VersionStep step, Func<PackageChange, bool> matches) =>
        ReviewTable.Of(title, note, PackageColumns, Rows(step.Changes.Where(matches)));

    private static ReviewTable TakenBack(VersionStep step) => ReviewTable.Of(
        "Fixes taken back", "The other version fixes these advisories; this one does not.", "advisory|severity|CVEs|packages",
        step.TakenBack.SelectMany(c => c.Advisories.Select(a => (Advisory: a, c.Name))).GroupBy(p => p.Advisory.Id, StringComparer.Ordinal)
            .OrderByDescending(g => g.First().Advisory.Severity).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Row(
                g.Key, Severity(g.First().Advisory.Severity), string.Join(", ", g.First().Advisory.Cves),
                string.Join(", ", g.Select(p => p.Name).Distinct(StringComparer.Ordinal)))));

    internal static string Severity(Advisories.AdvisorySeverity severity) =>
        severity == Advisories.AdvisorySeverity.Unknown ? "unknown" : severity.ToString();

    private static ReviewTable Missing(string title, string note, VersionStep step, Func<MissingFix, bool> matches) => ReviewTable.Of(
        title, note, "packages|architectures|fixed in|deployable|advisory",
        ChangeLogMissing.Group(step.After.Missing.Where(matches)).Select(m => Row(m.Name, m.Arches, m.Fixed, m.Deployable, m.Advisory)));

    private static IEnumerable<ImmutableArray<string>> Decisions(VersionStep step) => step.Decisions
        .GroupBy(d => d.Version, d => d.Decision)
        .SelectMany(g => ChangeLogDecision.Group([.. g]).Select(d => Row(g.Key, d.Action, d.Packages, d.Reason)));

    private static IEnumerable<ImmutableArray<string>> Restarts(VersionStep step) =>
        step.Changes.Where(c => c.Kind != ChangeKind.Left && !IsAsShipped(c))
            .Select(c => (c.Name, Do: c.Advisories.Any(a => a.RebootSuggested) ? ServiceRestarts.Reboot : ServiceRestarts.Of(c.Name)))
            .Where(r => r.Do is not null)
            .GroupBy(r => r.Do!, r => r.Name, StringComparer.Ordinal)
            .OrderByDescending(g => g.Key == ServiceRestarts.Reboot).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Row(g.Key, string.Join(", ", g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))));
}
