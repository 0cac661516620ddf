using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>What comes out of a definition: the packages of one update version and why they are in it.</summary>
public sealed record UpdateVersion
{
    /// <summary>The definition that it was planned from.</summary>
    public required UpdateDefinition Definition { get; init; }

    /// <summary>The version that it builds on, or null for an OS's first.</summary>
    public required string? Previous { get; init; }

    /// <summary>Its packages, one a name and architecture, in the order of <see cref="GrifOrder"/>.</summary>
    public required ImmutableArray<UpdatePackage> Packages { get; init; }

    /// <summary>Kernel packages that are held back: the newest a name and architecture, in the same order.</summary>
    public required ImmutableArray<UpdatePackage> Held { get; init; }

    /// <summary>Security advisories that the held kernels fix and the kernel of this version does not.</summary>
    public required ImmutableArray<Advisory> KernelDebt { get; init; }

    /// <summary>Fixes that the version does not bring.</summary>
    public required ImmutableArray<MissingFix> Missing { get; init; }

    /// <summary>Ids of security advisories up to the cutoff of which the OS has no package at all (other products in one feed).</summary>
    public required ImmutableArray<string> OtherProducts { get; init; }

    /// <summary>Advisories up to the cutoff that a person should look at, by kind and id.</summary>
    public required ImmutableArray<AdvisoryQuestion> Questions { get; init; }

    /// <summary>What differs from the previous version.</summary>
    public required ImmutableArray<PackageChange> Changes { get; init; }

    /// <summary>Packages that became noarch, or stopped being it, since the previous version or the base release.</summary>
    public required ImmutableArray<ArchChange> ArchChanges { get; init; }

    /// <summary>Kernel and variables that differ from the previous version's.</summary>
    public required ImmutableArray<SettingChange> Settings { get; init; }

    /// <summary>Name of the version, its date.</summary>
    public string Name => Definition.Version;
}

/// <summary>A package of an update version.</summary>
/// <param name="Nevra">Name, EVR and architecture.</param>
/// <param name="Rule">The rule that put it there.</param>
/// <param name="Since">The update version that set this EVR.</param>
/// <param name="Advisories">The advisories that this EVR fixes and the base release does not, oldest first.</param>
/// <param name="Reason">The reason of a decision by hand, or null.</param>
/// <param name="Origin">Where the package was read; the decision for one that no source holds.</param>
public sealed record UpdatePackage(
    Nevra Nevra, PackageRule Rule, string Since, ImmutableArray<Advisory> Advisories, string? Reason, Diagnostics.SourceLocation Origin);

/// <summary>Why a package is in an update version.</summary>
public enum PackageRule
{
    /// <summary>Newest build in the errata (<c>select: repository</c>).</summary>
    Newest,

    /// <summary>Newest build that fixes an advisory.</summary>
    Advisory,

    /// <summary>Added by hand.</summary>
    Added,

    /// <summary>Set by hand.</summary>
    Pinned,

    /// <summary>A kernel package: listed, never deployed.</summary>
    Held,
}

/// <summary>A fix that the version does not bring: no deployable package has it, or a decision keeps that package out.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Fixed">The EVR that would be the fix.</param>
/// <param name="Advisory">The advisory that names it.</param>
/// <param name="Deployable">The newest EVR up to the cutoff; null if there is none.</param>
public sealed record MissingFix(string Name, string Arch, Evr Fixed, Advisory Advisory, Evr? Deployable)
{
    /// <summary>Whether a deployable package has the fix, so that only a decision by hand keeps it out.</summary>
    public bool IsKeptOut => Deployable is { } build && Fix.Compare(build, Fixed) >= 0;
}

/// <summary>A difference between an update version and the one it builds on.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">Package name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="From">EVR before: of the previous version, else of the base release; null if neither has it.</param>
/// <param name="To">EVR now, or null for one that left.</param>
/// <param name="Advisories">The advisories that the step from one to the other fixes, oldest first.</param>
public sealed record PackageChange(
    ChangeKind Kind, string Name, string Arch, Evr? From, Evr? To, ImmutableArray<Advisory> Advisories);

/// <summary>Kind of a difference.</summary>
public enum ChangeKind
{
    /// <summary>New in this version.</summary>
    Added,

    /// <summary>At a newer EVR.</summary>
    Raised,

    /// <summary>At an older EVR, by a decision.</summary>
    Lowered,

    /// <summary>No longer in the version, by a decision.</summary>
    Left,
}
