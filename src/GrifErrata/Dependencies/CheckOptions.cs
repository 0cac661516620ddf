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
    /// Most steps of one search. Where it ends the answer is not exact: a correct fix that may not be the smallest, or none found, but never a
    /// wrong <see cref="CheckResult.Impossible"/>.
    /// </summary>
    public int MaxSteps { get; init; } = 200_000;
}
