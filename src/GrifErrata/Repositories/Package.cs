using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>A package that a repository, folder or listing holds.</summary>
/// <param name="Nevra">Name, EVR and architecture.</param>
/// <param name="BuildTime">When it was built or became available, UTC; null where the source does not say, and then it was always there.</param>
/// <param name="SourceRpm">File name of the source package (<c>glibc-2.5-49.src.rpm</c>), or null.</param>
/// <param name="Origin">Where it was read.</param>
public sealed record Package(Nevra Nevra, DateTimeOffset? BuildTime, string? SourceRpm, SourceLocation Origin)
{
    /// <summary>The packages that it obsoletes; empty too where the reader was not asked for them (<see cref="PrimaryReader.WithObsoletes"/>).</summary>
    public ImmutableArray<PackageRelation> Obsoletes { get; init; } = [];

    /// <summary>Size of the RPM file in bytes; null where the source does not say, or the reader was not asked for it (<see cref="PrimaryReader.WithSizes"/>).</summary>
    public long? Size { get; init; }
}
