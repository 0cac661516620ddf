using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>What a snapshot is made of.</summary>
/// <param name="Errata">The OS's facts.</param>
/// <param name="Version">The update version.</param>
/// <param name="Fixes">What its -fix brings.</param>
/// <param name="Table">What the packages of the OS's sources require.</param>
/// <param name="Repositories">The repositories of which it shows a part.</param>
public sealed record SnapshotRequest(
    OsErrata Errata, UpdateVersion Version, FixPlan Fixes, PackageTable Table, ImmutableArray<SnapshotRepository> Repositories)
{
    /// <summary>The federation, whose freezes and kernel plans name kernels, or null.</summary>
    public FederationDefinition? Federation { get; init; }

    /// <summary>The OS's repositories where they were read already; without them each is read again.</summary>
    public OsRepositories? Sources { get; init; }

    /// <summary>Further kernels that machines run, <c>version-release</c>.</summary>
    public ImmutableArray<string> Kernels { get; init; } = [];

    /// <summary>Whether the snapshot of a released version may get another content.</summary>
    public bool Replace { get; init; }
}

/// <summary>A snapshot that is there.</summary>
/// <param name="Path">Where machines see it: a folder for each repository.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Repositories">Its repositories.</param>
public sealed record SnapshotResult(string Path, SnapshotOutcome Outcome, ImmutableArray<SnapshotPart> Repositories);

/// <summary>A repository in a snapshot.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Packages">How many of its packages the snapshot has.</param>
/// <param name="All">How many it has itself.</param>
/// <param name="Advisories">How many advisories the snapshot has of it.</param>
public sealed record SnapshotPart(SnapshotRepository Repository, int Packages, int All, int Advisories);

/// <summary>What was done to make a snapshot be there.</summary>
public enum SnapshotOutcome
{
    /// <summary>It is new.</summary>
    Made,

    /// <summary>It was there with the same content; no byte changed.</summary>
    Unchanged,

    /// <summary>It was there with another content.</summary>
    Replaced,
}
