using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>What a package manager would do on one machine for an update.</summary>
/// <param name="Answer">Whether the update can be applied.</param>
/// <param name="Steps">Each package that comes or leaves, by action, then by name; empty where the update cannot be applied or changes nothing.</param>
public sealed record Transaction(CheckAnswer Answer, ImmutableArray<TransactionStep> Steps);

/// <summary>A package that comes to a machine, or that leaves it.</summary>
/// <param name="Action">What happens.</param>
/// <param name="Package">The package.</param>
/// <param name="Origin">The kind of repository that it comes from; null for one that leaves, or that no repository has.</param>
/// <param name="Replaces">The older or newer builds of its name that leave for it.</param>
/// <param name="Obsoletes">The packages of other names that leave because it obsoletes them.</param>
/// <param name="Because">Why it comes or leaves where the update does not name it, else null.</param>
public sealed record TransactionStep(
    TransactionAction Action, Nevra Package, PackageOrigin? Origin, ImmutableArray<Nevra> Replaces, ImmutableArray<Nevra> Obsoletes, string? Because)
{
    /// <summary>Size of the RPM file in bytes, or null where that is not known.</summary>
    public long? Size { get; init; }
}

/// <summary>The sections of a transaction, in the order in which dnf prints them.</summary>
public enum TransactionAction
{
    /// <summary>A package comes that stands beside another build of its name, or takes the place of one that it obsoletes.</summary>
    Install,

    /// <summary>A package takes the place of an older build of its name.</summary>
    Upgrade,

    /// <summary>A package comes because another requires it.</summary>
    InstallDependency,

    /// <summary>A package leaves and nothing new takes its place.</summary>
    Remove,

    /// <summary>A package takes the place of a newer build of its name.</summary>
    Downgrade,
}
