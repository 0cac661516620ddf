using System.Collections.Concurrent;
using GrifErrata.Modules;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// Says which packages are in a snapshot of an update version. docs/snapshots.md has the rules; <c>docs/rules.md</c> those of the version itself.
/// </summary>
internal sealed class AllowedPackages
{
    private readonly Dictionary<(string Name, string Version, string Release, string Arch), int?> _builds = [];
    private readonly Dictionary<(string Name, string Arch), Evr> _highest = [];
    private readonly HashSet<(string Name, string? Arch)> _excluded;
    private readonly KernelRule _kernel;
    private readonly ConcurrentDictionary<string, bool> _isKernel = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _cutoff;
    private readonly IReadOnlySet<string> _named;
    private readonly HashSet<string> _namesOfKernels = new(StringComparer.Ordinal);

    /// <summary>Starts with the packages of the version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="kernel">Which packages are the kernel.</param>
    /// <param name="named">The kernels that machines run, <c>version-release</c>.</param>
    public AllowedPackages(UpdateVersion version, KernelRule kernel, IReadOnlySet<string> named)
    {
        (_kernel, _named, _cutoff) = (kernel, named, version.Definition.Cutoff);
        foreach (UpdatePackage package in version.Packages)
        {
            _highest[(package.Nevra.Name, package.Nevra.Arch)] = package.Nevra.Evr;
            Add(package.Nevra);
        }

        _excluded = [.. version.Definition.Decisions.Where(d => d.Action == PackageAction.Exclude).Select(d => (d.Name, d.Arch))];
    }

    /// <summary>Adds a build that the snapshot holds wherever it is.</summary>
    public void Add(Nevra nevra) => _builds[Key(nevra)] = nevra.Evr.Epoch;

    /// <summary>Tells of a package that a repository has, before the first question: the names of the named kernels are learnt from them.</summary>
    public void Learn(Nevra nevra)
    {
        if (_named.Contains(nevra.Evr.VersionRelease) && _isKernel.GetOrAdd(nevra.Name, _kernel.Holds)) _namesOfKernels.Add(nevra.Name);
    }

    /// <summary>Whether a package of a repository is in the snapshot.</summary>
    /// <param name="nevra">The package.</param>
    /// <param name="built">When it was built; null where that is not known, and then it was always there.</param>
    /// <param name="kind">What its repository is.</param>
    public bool Allows(Nevra nevra, DateTimeOffset? built, SnapshotRepositoryKind kind)
    {
        bool isListed = _builds.TryGetValue(Key(nevra), out int? epoch) && (epoch is null || nevra.Evr.Epoch is null || epoch == nevra.Evr.Epoch);
        bool isBase = isListed || kind.HasFlag(SnapshotRepositoryKind.Base);
        if (_isKernel.GetOrAdd(nevra.Name, _kernel.Holds)) return _namesOfKernels.Contains(nevra.Name) ? _named.Contains(nevra.Evr.VersionRelease) : isBase;
        if (_highest.TryGetValue((nevra.Name, nevra.Arch), out Evr highest) && Compare(nevra.Evr, highest) > 0

            // Of another stream, which the version says nothing about.
            && !ModularPackages.SaysModular(nevra.Evr.Release)) return false;
        if (isBase) return true;
        return kind.HasFlag(SnapshotRepositoryKind.Other) && (built is null || built <= _cutoff)
            && !_excluded.Contains((nevra.Name, null)) && !_excluded.Contains((nevra.Name, nevra.Arch));
    }

    // An epoch that one side leaves out is not held against the other.
    private static int Compare(Evr left, Evr right) => left.Epoch is null || right.Epoch is null
        ? (left with { Epoch = null }).CompareTo(right with { Epoch = null })
        : left.CompareTo(right);

    private static (string Name, string Version, string Release, string Arch) Key(Nevra nevra) => (nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch);
}
