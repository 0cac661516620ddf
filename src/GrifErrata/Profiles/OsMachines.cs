using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Profiles;

/// <summary>Tells the machines of an OS from those of others.</summary>
public static class OsMachines
{
    // A machine of the OS has hundreds of its builds, one of another release only what was never rebuilt.
    private const int LeastShare = 10;

    /// <summary>The machines that say that they are the OS's, and of those that say nothing the ones with its packages.</summary>
    /// <param name="errata">The OS.</param>
    /// <param name="machines">All machines.</param>
    /// <returns>In the order of <paramref name="machines"/>.</returns>
    public static ImmutableArray<Machine> Of(OsErrata errata, IReadOnlyCollection<Machine> machines)
    {
        HashSet<Machine> likely = new(Likely(errata, machines.Where(m => m.NodeOsVersion is null)), ReferenceEqualityComparer.Instance);
        return [.. machines.Where(m => m.NodeOsVersion is null ? likely.Contains(m) : m.NodeOsVersion == errata.Os.NodeOsVersion)];
    }

    /// <summary>Reads the machines of an OS. A file that a person named is meant, whatever its packages are; in a folder are machines of all kinds.</summary>
    /// <param name="errata">The OS.</param>
    /// <param name="path">Folder of profiles and package lists, or one such file.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The machines, and how many there are of other OSs.</returns>
    public static (ImmutableArray<Machine> Ours, int Others) Read(OsErrata errata, string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ImmutableArray<Machine> all = MachineFolder.Read(path, diagnostics, cancellationToken);
        ImmutableArray<Machine> ours = Directory.Exists(path)
            ? Of(errata, all)
            : [.. all.Where(m => m.NodeOsVersion is null || m.NodeOsVersion == errata.Os.NodeOsVersion)];
        return (ours, all.Length - ours.Length);
    }

    /// <summary>Those whose packages are the OS's: at least one of ten in the same build.</summary>
    /// <param name="errata">The OS.</param>
    /// <param name="machines">Machines that do not say their OS.</param>
    public static IEnumerable<Machine> Likely(OsErrata errata, IEnumerable<Machine> machines)
    {
        HashSet<(string, string)> builds = [.. errata.Base.Packages.Concat(errata.Errata.Packages).Select(p => (p.Nevra.Name, p.Nevra.Evr.VersionRelease))];
        return machines.Where(m =>
        {
            List<MachinePackage> set = [.. m.Packages.Where(p => p.Evr is not null)];
            return set.Count > 0 && set.Count(p => builds.Contains((p.Name, p.Evr!.Value.VersionRelease))) * LeastShare >= set.Count;
        });
    }
}
