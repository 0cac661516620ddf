using System.Collections.Immutable;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Judgements;

/// <summary>Holds what a machine's profile wants against what it has: a difference says that the deployment failed, or has not run yet.</summary>
public static class ProfileComparison
{
    /// <summary>The packages of the profile that are not installed as it wants them, in the profile's order.</summary>
    /// <remarks>Versions in Quattor's profiles have no epoch, so epochs are not compared. A package without version or architecture is there in any.</remarks>
    /// <param name="wanted">The profile's packages.</param>
    /// <param name="installed">The machine's packages.</param>
    public static ImmutableArray<ProfileDifference> Of(IEnumerable<MachinePackage> wanted, IEnumerable<Nevra> installed)
    {
        ILookup<string, Nevra> there = installed.ToLookup(p => p.Name, StringComparer.Ordinal);
        return
        [
            .. wanted.Where(w => !there[w.Name].Any(p => (w.Arch is null || p.Arch == w.Arch) && (w.Evr is not { } evr || evr.VersionRelease == p.Evr.VersionRelease)))
                .Select(w => new ProfileDifference(w, [.. there[w.Name].Where(p => w.Arch is null || p.Arch == w.Arch).OrderBy(p => p.Evr)])),
        ];
    }
}

/// <summary>A package that a profile wants and the machine does not have so.</summary>
/// <param name="Wanted">What the profile says.</param>
/// <param name="Installed">What is installed in its place, oldest first; empty where nothing is.</param>
public sealed record ProfileDifference(MachinePackage Wanted, ImmutableArray<Nevra> Installed);
