using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the template of the change log sees: the texts that a reviewer reads, already grouped.</summary>
public sealed record ChangeLogModel
{
    /// <summary>Name of the OS's folder.</summary>
    public required string Os { get; init; }

    /// <summary>Update version.</summary>
    public required string Version { get; init; }

    /// <summary><c>monthly</c> or <c>unscheduled</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version that it is compared with; null for an OS's first, which is compared with the base release.</summary>
    public required string? Previous { get; init; }

    /// <summary>Versions that this one was made to replace.</summary>
    public required ImmutableArray<string> Replaces { get; init; }

    /// <summary>Cutoff, <c>2010-10-27T20:00:00Z</c>.</summary>
    public required string Cutoff { get; init; }

    /// <summary>The kernel that machines run, or null.</summary>
    public required string? Kernel { get; init; }

    /// <summary>Kernel and variables that differ from the previous version's; none for an OS's first.</summary>
    public required ImmutableArray<ChangeLogSetting> Settings { get; init; }

    /// <summary>Number of packages in the version.</summary>
    public required int PackageCount { get; init; }

    /// <summary>Number of packages, a name and architecture each, that are new in the version.</summary>
    public required int AddedCount { get; init; }

    /// <summary>Number of new ones that the base release ships at the same EVR, so that no machine changes.</summary>
    public required int AsShippedCount { get; init; }

    /// <summary>Number that are at a newer EVR.</summary>
    public required int RaisedCount { get; init; }

    /// <summary>Advisories that this version fixes and the previous one did not, the worst first.</summary>
    public required ImmutableArray<ChangeLogAdvisory> Advisories { get; init; }

    /// <summary>Packages that changed without an advisory.</summary>
    public required ImmutableArray<ChangeLogPackage> Others { get; init; }

    /// <summary>Packages at an older EVR than before.</summary>
    public required ImmutableArray<ChangeLogPackage> Lowered { get; init; }

    /// <summary>Packages that left.</summary>
    public required ImmutableArray<ChangeLogPackage> Gone { get; init; }

    /// <summary>Changes to and from noarch.</summary>
    public required ImmutableArray<ArchChange> ArchChanges { get; init; }

    /// <summary>Fixes with no deployable package.</summary>
    public required ImmutableArray<ChangeLogMissing> Missing { get; init; }

    /// <summary>Fixes that decisions keep out.</summary>
    public required ImmutableArray<ChangeLogMissing> KeptOut { get; init; }

    /// <summary>New packages that are older than what the base release ships: machines with the base release's would be lowered.</summary>
    public required ImmutableArray<ChangeLogPackage> BelowBase { get; init; }

    /// <summary>Number of security advisories of other products in the same feed.</summary>
    public required int OtherProducts { get; init; }

    /// <summary>Held kernels.</summary>
    public required ImmutableArray<ChangeLogPackage> Held { get; init; }

    /// <summary>Advisories that the held kernels fix and the running one does not.</summary>
    public required ImmutableArray<ChangeLogAdvisory> KernelDebt { get; init; }

    /// <summary>Decisions by hand.</summary>
    public required ImmutableArray<ChangeLogDecision> Decisions { get; init; }

    /// <summary>What the version needs besides itself.</summary>
    public required ImmutableArray<ChangeLogNeed> Needs { get; init; }

    /// <summary>What a person must know or decide about it, as texts.</summary>
    public required ImmutableArray<string> NeedsToDecide { get; init; }

    /// <summary>Number of packages of the version that were not checked for what they need, because a listing says nothing of it; 0 where none could be checked.</summary>
    public required int NeedsNotChecked { get; init; }

    /// <summary>The model of a version.</summary>
    public static ChangeLogModel Of(UpdateVersion version, FixPlan fix, OsDefinition os)
    {
        UpdateDefinition definition = version.Definition;
        ILookup<ChangeKind, PackageChange> changes = version.Changes.ToLookup(c => c.Kind);
        return new ChangeLogModel
        {
            Os = os.Name,
            Version = version.Name,
            Kind = definition.Kind == UpdateKind.Monthly ? "monthly" : "unscheduled",
            Previous = version.Previous,
            Replaces = [.. definition.Replaces.Select(r => r.Name)],
            Cutoff = UtcText.Second(definition.Cutoff),
            Kernel = definition.Kernel?.Version,
            Settings = version.Previous is null
                ? []
                : [.. version.Settings.Select(s => new ChangeLogSetting(s.Name, s.From ?? "not set", s.To ?? "not set", s.Reason ?? string.Empty))],
            PackageCount = version.Packages.Length,
            AddedCount = changes[ChangeKind.Added].Count(),
            RaisedCount = changes[ChangeKind.Raised].Count(),
            Advisories = ByAdvisory(version.Changes),
            AsShippedCount = version.Changes.Count(IsAsShipped),
            Others = ChangeLogPackage.Group(version.Changes
                .Where(c => c.Kind is ChangeKind.Added or ChangeKind.Raised && c.Advisories.Length == 0 && !IsAsShipped(c) && !IsBelowBase(c))),
            BelowBase = ChangeLogPackage.Group(version.Changes.Where(IsBelowBase)),
            Lowered = ChangeLogPackage.Group(changes[ChangeKind.Lowered]),
            Gone = ChangeLogPackage.Group(changes[ChangeKind.Left]),
            ArchChanges = version.ArchChanges,
            Missing = ChangeLogMissing.Group(version.Missing.Where(m => !m.IsKeptOut)),
            KeptOut = ChangeLogMissing.Group(version.Missing.Where(m => m.IsKeptOut)),
            OtherProducts = version.OtherProducts.Length,
            Held = ChangeLogPackage.Group(version.Held.Select(h =>
                new PackageChange(ChangeKind.Added, h.Nevra.Name, h.Nevra.Arch, null, h.Nevra.Evr, []))),
            KernelDebt = [.. version.KernelDebt.Select(a => ChangeLogAdvisory.Of(a, []))],
            Decisions = ChangeLogDecision.Group(definition.Decisions),
            Needs = [.. fix.Blocks.Select(b => new ChangeLogNeed(FixText.When(b), [.. b.Actions.Select(FixText.Of)], FixText.Because(b)))],
            NeedsToDecide = [.. fix.Findings.Select(f => f.Text)],
            NeedsNotChecked = fix.Checked > 0 ? fix.Unchecked : 0,
        };
    }

    private static bool IsBelowBase(PackageChange change) =>
        change is { Kind: ChangeKind.Added, From: { } shipped, To: { } now } && Fix.Compare(shipped, now) > 0;

    private static bool IsAsShipped(PackageChange change) =>
        change is { Kind: ChangeKind.Added, From: { } shipped, To: { } now } && Fix.Compare(shipped, now) == 0;

    private static ImmutableArray<ChangeLogAdvisory> ByAdvisory(ImmutableArray<PackageChange> changes) =>
    [
        .. changes.SelectMany(c => c.Advisories.Select(a => (Advisory: a, Change: c)))
            .GroupBy(p => p.Advisory, p => p.Change)
            .OrderByDescending(g => g.Key.Severity).ThenBy(g => g.Key.Date).ThenBy(g => g.Key.Id, StringComparer.Ordinal)
            .Select(g => ChangeLogAdvisory.Of(g.Key, g)),
    ];
}

/// <summary>A block of the fix.</summary>
/// <param name="When">On which machines.</param>
/// <param name="Actions">What is done.</param>
/// <param name="Because">Why.</param>
public sealed record ChangeLogNeed(string When, ImmutableArray<string> Actions, string Because);

/// <summary>An advisory with the packages that it moves.</summary>
/// <param name="Id">Id.</param>
/// <param name="Severity">Severity as a word; <c>unknown</c> where the feed gives none.</param>
/// <param name="Date">Day of issue, or empty.</param>
/// <param name="Cves">CVE ids, comma-separated; empty if none.</param>
/// <param name="Title">Title; may be empty.</param>
/// <param name="RebootSuggested">The publisher advises a reboot.</param>
/// <param name="Packages">Its packages.</param>
public sealed record ChangeLogAdvisory(
    string Id, string Severity, string Date, string Cves, string Title, bool RebootSuggested, ImmutableArray<ChangeLogPackage> Packages)
{
    internal static ChangeLogAdvisory Of(Advisory advisory, IEnumerable<PackageChange> changes) => new(
        advisory.Id,
        advisory.Severity == AdvisorySeverity.Unknown ? "unknown" : advisory.Severity.ToString(),
        (advisory.Date is { } day ? UtcText.Day(day) : string.Empty),
        string.Join(", ", advisory.Cves),
        advisory.Title,
        advisory.RebootSuggested,
        ChangeLogPackage.Group(changes));
}

/// <summary>Packages of one name that change alike.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Arches">Architectures, comma-separated.</param>
/// <param name="From">EVR before; empty if there was none.</param>
/// <param name="To">EVR now; empty if it left.</param>
public sealed record ChangeLogPackage(string Name, string Arches, string From, string To)
{
    internal static ImmutableArray<ChangeLogPackage> Group(IEnumerable<PackageChange> changes) =>
    [
        .. changes.GroupBy(c => (c.Name, c.From, c.To)).Select(g => new ChangeLogPackage(
            g.Key.Name, string.Join(", ", g.Select(c => c.Arch)), Text(g.Key.From), Text(g.Key.To))),
    ];

    private static string Text(Evr? evr) => evr?.ToString() ?? string.Empty;
}

/// <summary>Packages of one advisory that lack its fix alike.</summary>
/// <param name="Name">Package names, comma-separated.</param>
/// <param name="Arches">Architectures, comma-separated.</param>
/// <param name="Fixed">The EVR that would be the fix.</param>
/// <param name="Deployable">The newest EVR that can be deployed; empty if there is none.</param>
/// <param name="Advisory">Id of the advisory.</param>
public sealed record ChangeLogMissing(string Name, string Arches, string Fixed, string Deployable, string Advisory)
{
    internal static ImmutableArray<ChangeLogMissing> Group(IEnumerable<MissingFix> missing) =>
    [
        .. missing.GroupBy(m => (m.Name, m.Fixed, m.Deployable, m.Advisory.Id))
            .Select(g => (g.Key, Arches: string.Join(", ", g.Select(m => m.Arch))))
            .GroupBy(p => (p.Key.Id, p.Arches, p.Key.Fixed, p.Key.Deployable))
            .Select(g => new ChangeLogMissing(
                string.Join(", ", g.Select(p => p.Key.Name)), g.Key.Arches, g.Key.Fixed.ToString(), g.Key.Deployable?.ToString() ?? string.Empty, g.Key.Id)),
    ];
}

/// <summary>A kernel or a variable that changes.</summary>
/// <param name="Name"><c>kernel</c>, or the name of a Pan variable.</param>
/// <param name="From">Value before, or <c>not set</c>.</param>
/// <param name="To">Value now, or <c>not set</c>.</param>
/// <param name="Reason">Reason; empty if there is none.</param>
public sealed record ChangeLogSetting(string Name, string From, string To, string Reason);

/// <summary>Decisions by hand of one kind with one reason.</summary>
/// <param name="Action"><c>pin</c>, <c>add</c> or <c>exclude</c>.</param>
/// <param name="Reason">Reason.</param>
/// <param name="Packages">Names, with EVR and architecture where given, comma-separated.</param>
public sealed record ChangeLogDecision(string Action, string Reason, string Packages)
{
    internal static ImmutableArray<ChangeLogDecision> Group(ImmutableArray<PackageDecision> decisions) =>
    [
        .. decisions.GroupBy(d => (d.Word, d.Reason))
            .Select(g => new ChangeLogDecision(g.Key.Word, g.Key.Reason, string.Join(", ", g.Select(Package)))),
    ];

    private static string Package(PackageDecision decision) =>
        decision.Name + (decision.Evr is { } evr ? $"-{evr}" : string.Empty) + (decision.Arch is { } arch ? $".{arch}" : string.Empty);
}
