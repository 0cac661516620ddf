using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>Why a package is in an update version, or why it is not. Made by <see cref="Explanations"/>.</summary>
/// <param name="Name">Package name that was asked for.</param>
/// <param name="Version">The update version.</param>
/// <param name="Architectures">One answer an architecture that any source, advisory or decision knows, in ordinal order; empty if none does.</param>
/// <param name="Similar">Names that were perhaps meant, the most similar first; only where <paramref name="Architectures"/> is empty.</param>
public sealed record Explanation(
    string Name, UpdateVersion Version, ImmutableArray<ArchExplanation> Architectures, ImmutableArray<string> Similar);

/// <summary>The answer for one architecture.</summary>
public sealed record ArchExplanation
{
    /// <summary>The architecture.</summary>
    public required string Arch { get; init; }

    /// <summary>The package as the version has it, deployed or held; null if it is absent.</summary>
    public UpdatePackage? Package { get; init; }

    /// <summary>Why it is absent; null if it is there.</summary>
    public AbsenceReason? Absence { get; init; }

    /// <summary>What the OS release shipped, or null.</summary>
    public Package? Base { get; init; }

    /// <summary>The decision of this version, or of one that it builds on, by which it is as it is; null if there is none.</summary>
    public PackageDecision? Decision { get; init; }

    /// <summary>Newer builds that the cutoff keeps out, the oldest first by rpm's order.</summary>
    public ImmutableArray<Package> AfterCutoff { get; init; } = [];

    /// <summary>Newer builds up to the cutoff that the version does not take, the oldest first by rpm's order.</summary>
    public ImmutableArray<Package> NotTaken { get; init; } = [];

    /// <summary>Fixes of security advisories up to the cutoff that no deployable build brings.</summary>
    public ImmutableArray<MissingFix> Missing { get; init; } = [];

    /// <summary>Fixes of security advisories up to the cutoff that a deployable build brings, but the version does not take.</summary>
    public ImmutableArray<MissingFix> Waiting { get; init; } = [];

    /// <summary>Fixes of advisories after the cutoff.</summary>
    public ImmutableArray<MissingFix> Later { get; init; } = [];

    /// <summary>For a held kernel package: the security advisories that the kernel of the version lacks and this build has.</summary>
    public ImmutableArray<Advisory> Debt { get; init; } = [];
}

/// <summary>Why a package is absent from an update version.</summary>
public enum AbsenceReason
{
    /// <summary>A decision by hand leaves it out.</summary>
    Excluded,

    /// <summary>A source package, which is never deployed.</summary>
    SourcePackage,

    /// <summary>A machine of this OS cannot install the architecture.</summary>
    ForeignArchitecture,

    /// <summary>Advisories name it, but neither the OS release nor the errata has it: another product in the same feed.</summary>
    OtherProduct,

    /// <summary>The OS release ships it, no build of it can be deployed and no advisory up to the cutoff needs one.</summary>
    BaseOnly,

    /// <summary>The OS release already ships the fix.</summary>
    FixedInBase,

    /// <summary>An advisory fixes it at an EVR that no deployable build reaches.</summary>
    NotDeployable,

    /// <summary>Every deployable build was built after the cutoff.</summary>
    AfterCutoff,

    /// <summary>Packages are chosen by security advisories and none up to the cutoff names it.</summary>
    NoAdvisory,

    /// <summary>The version is unscheduled and names other advisories.</summary>
    NotNamed,
}
