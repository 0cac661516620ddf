using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>A build at which an advisory that counts is fixed.</summary>
/// <param name="Nevra">The build; its architecture is empty where the feed gives none, and then it means every one.</param>
/// <param name="Advisory">The advisory.</param>
internal sealed record WantedFix(Nevra Nevra, Advisory Advisory)
{
    /// <summary>Whether a build is of the fix's package and has the fix.</summary>
    public bool IsIn(Nevra build) => IsOf(build) && Compare(build.Evr, Nevra.Evr) >= 0;

    /// <summary>Whether a build is of the fix's package.</summary>
    public bool IsOf(Nevra build) => build.Name == Nevra.Name && (Nevra.Arch.Length == 0 || build.Arch == Nevra.Arch);

    /// <summary>rpm's order; where one side's epoch is not known, the epochs are left out.</summary>
    public static int Compare(Evr left, Evr right) => left.Epoch is null || right.Epoch is null
        ? (left with { Epoch = null }).CompareTo(right with { Epoch = null })
        : left.CompareTo(right);
}
