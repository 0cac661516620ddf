using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>The packages of several repositories together.</summary>
internal sealed class PresentPackages
{
    private readonly Dictionary<(string Name, string Version, string Release, string Arch), (int? Epoch, DateTimeOffset? Built, SnapshotRepositoryKind Kind)> _packages = [];

    public PresentPackages(IEnumerable<(SnapshotRepository Repository, IReadOnlyList<Package> Packages)> read)
    {
        foreach ((SnapshotRepository repository, IReadOnlyList<Package> packages) in read)
        {
            foreach (Package package in packages)
            {
                (string, string, string, string) key = Key(package.Nevra);
                _packages[key] = _packages.TryGetValue(key, out (int? Epoch, DateTimeOffset? Built, SnapshotRepositoryKind Kind) other)
                    ? (other.Epoch == package.Nevra.Evr.Epoch ? other.Epoch : null, other.Built < package.BuildTime ? other.Built : package.BuildTime, other.Kind | repository.Kind)
                    : (package.Nevra.Evr.Epoch, package.BuildTime, repository.Kind);
            }
        }
    }

    /// <summary>When a package was built and what the repositories that have it are, or null; an epoch that is missing is not held against it.</summary>
    public (DateTimeOffset? Built, SnapshotRepositoryKind Kind)? Find(Nevra nevra) =>
        _packages.TryGetValue(Key(nevra), out (int? Epoch, DateTimeOffset? Built, SnapshotRepositoryKind Kind) found)
            && (found.Epoch is null || nevra.Evr.Epoch is null || found.Epoch == nevra.Evr.Epoch) ? (found.Built, found.Kind) : null;

    /// <summary>Whether a kernel can be locked: the package <c>kernel</c> must have that version, or any held package where the OS has none of that name.</summary>
    public bool HasKernel(string versionRelease, KernelRule rule)
    {
        bool Is(string name) => rule.Holds("kernel") ? name == "kernel" : rule.Holds(name);
        return _packages.Keys.Any(k => $"{k.Version}-{k.Release}" == versionRelease && Is(k.Name));
    }

    private static (string Name, string Version, string Release, string Arch) Key(Nevra nevra) => (nevra.Name, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch);
}
