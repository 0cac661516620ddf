using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Judgements;

/// <summary>What a set of installed packages lacks, or has beyond, an update version of its OS.</summary>
/// <param name="Os">Name of the OS's folder.</param>
/// <param name="Version">The update version that it was held against, or null for none.</param>
/// <param name="Behind">Packages that the version has newer, in ordinal order of name and architecture.</param>
/// <param name="Ahead">Packages that are newer than the version's, in the same order.</param>
/// <param name="Unknown">Builds that neither the OS release, nor its errata, nor the version have, in the same order.</param>
/// <param name="Open">Published security fixes that are not installed, whatever the version has, in the same order.</param>
public sealed record Judgement(
    string Os,
    string? Version,
    ImmutableArray<PackageDifference> Behind,
    ImmutableArray<PackageDifference> Ahead,
    ImmutableArray<Nevra> Unknown,
    ImmutableArray<OpenFinding> Open)
{
    /// <summary>The security advisories that the packages behind lack and the version has, each once, the most severe first.</summary>
    public ImmutableArray<Advisory> LackedAdvisories { get; } = WorstFirst(Behind.SelectMany(p => p.Advisories));

    /// <summary>All security advisories that are open, each once, the most severe first.</summary>
    public ImmutableArray<Advisory> OpenAdvisories { get; } = WorstFirst(Open.Select(f => f.Advisory));

    /// <summary>The gravest severity of what the packages behind lack; unknown where nothing is lacked.</summary>
    public AdvisorySeverity WorstLacked { get; } = Worst(Behind.SelectMany(p => p.Advisories));

    /// <summary>The gravest severity of what is open; unknown where nothing is.</summary>
    public AdvisorySeverity WorstOpen { get; } = Worst(Open.Select(f => f.Advisory));

    private static AdvisorySeverity Worst(IEnumerable<Advisory> advisories) => advisories.Select(a => a.Severity).DefaultIfEmpty(AdvisorySeverity.Unknown).Max();

    private static ImmutableArray<Advisory> WorstFirst(IEnumerable<Advisory> advisories) =>
    [
        .. advisories.DistinctBy(a => a.Id, StringComparer.Ordinal)
            .OrderByDescending(a => a.Severity).ThenBy(a => a.Date ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal),
    ];
}

/// <summary>A package whose installed build is not the update version's.</summary>
/// <param name="Installed">The newest installed build.</param>
/// <param name="Expected">The version's build; its architecture differs where the package changed between noarch and the OS's.</param>
/// <param name="Advisories">Security advisories that the version's build fixes and the installed one does not, oldest first; empty for one that is ahead.</param>
public sealed record PackageDifference(Nevra Installed, Nevra Expected, ImmutableArray<Advisory> Advisories);

/// <summary>A published security fix that is not installed.</summary>
/// <param name="Installed">The newest installed build; of a held kernel the one that runs, where it is known.</param>
/// <param name="Fixed">The first EVR that is fixed.</param>
/// <param name="Advisory">The advisory.</param>
public sealed record OpenFinding(Nevra Installed, Evr Fixed, Advisory Advisory);
