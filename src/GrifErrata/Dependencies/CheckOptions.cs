using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies;

/// <summary>What bounds a check.</summary>
public sealed record CheckOptions
{
    /// <summary>Only packages built up to here are candidates, UTC; null for all. A package without build time always is one.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>Which packages are the kernel: never candidates, and left alone where they are installed.</summary>
    public KernelRule Kernel { get; init; } = KernelRule.Default;

    /// <summary>
    /// The enabled module streams, <c>name:stream</c> or <c>name:stream:context</c> (<c>modules</c> of os.yaml); other modules have their default stream. Null
    /// where they are not known: then of each module the streams count from which packages are installed.
    /// </summary>
    public ImmutableArray<string>? Streams { get; init; }

    /// <summary>Numbers of the repositories whose packages count whatever streams are active: dnf's <c>module_hotfixes</c>.</summary>
    public ImmutableHashSet<int> Hotfixes { get; init; } = [];

    /// <summary>
    /// Most steps of one search. Where it ends the answer is not exact: a correct fix that may not be the smallest, or none found, but never a
    /// wrong <see cref="CheckResult.Impossible"/>.
    /// </summary>
    public int MaxSteps { get; init; } = 200_000;
}
