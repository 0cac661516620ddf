using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>A security advisory that applies to an OS and that its last update version does not fix.</summary>
/// <param name="Advisory">The advisory.</param>
/// <param name="Fixes">What it fixes and the version does not, by name and architecture in ordinal order; never empty.</param>
public sealed record OpenAdvisory(Advisory Advisory, ImmutableArray<OpenFix> Fixes)
{
    /// <summary>Whether an unscheduled version that names it would bring one of the fixes.</summary>
    public bool IsDeployable => Fixes.Any(f => f.To is not null && !f.IsDecided);
}

/// <summary>A package that an advisory fixes and a version does not.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Arch">Architecture in which the OS has it.</param>
/// <param name="From">The EVR of the version, else of the base release; null if neither has it.</param>
/// <param name="Fixed">The first EVR that is fixed.</param>
/// <param name="To">The newest build that can be deployed, where it has the fix in the architecture that the advisory names; else null.</param>
/// <param name="IsDecided">A pin or exclusion by hand is in force, which the next version carries over and which keeps the fix out.</param>
public sealed record OpenFix(string Name, string Arch, Evr? From, Evr Fixed, Evr? To, bool IsDecided);
