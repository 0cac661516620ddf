using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>The packages of one or several sources, each once, and what is asked of them.</summary>
/// <remarks>Equal where the packages are equal.</remarks>
public sealed record Repository
{
    private readonly Dictionary<(string Name, string Arch), Range> _builds = [];

    private Repository(ImmutableArray<Package> packages)
    {
        Packages = packages;
        for (int start = 0, i = 1; i <= packages.Length; i++)
        {
            Nevra nevra = packages[start].Nevra;
            if (i < packages.Length && packages[i].Nevra.Name == nevra.Name && packages[i].Nevra.Arch == nevra.Arch) continue;
            _builds.Add((nevra.Name, nevra.Arch), start..i);
            start = i;
        }
    }

    /// <summary>No packages.</summary>
    public static Repository Empty { get; } = new([]);

    /// <summary>All packages: by name, then architecture (ordinal), then EVR as rpm orders it, then its text.</summary>
    public ImmutableArray<Package> Packages { get; }

    /// <summary>Each name and architecture with at least one build, in the order of <see cref="Packages"/>.</summary>
    public IEnumerable<(string Name, string Arch)> NamesAndArchitectures => Packages
        .Select(package => (package.Nevra.Name, package.Nevra.Arch)).Distinct();

    /// <summary>Puts packages of any number of sources together. The result does not depend on their order.</summary>
    /// <remarks>
    /// Packages are one where name, version, release and architecture are the same and the epochs are equal or one is missing; a
    /// missing epoch, build time or source package is taken from the other. Different build times are error GE1220, after which
    /// the earliest is kept; a missing epoch that may be either of two is error GE1221.
    /// </remarks>
    public static Repository Merge(IEnumerable<Package> packages, DiagnosticBag diagnostics) =>
        new(RepositoryMerge.Merge(packages, diagnostics));

    /// <summary>All builds of a name and architecture, the oldest first by rpm's order.</summary>
    public ReadOnlySpan<Package> Builds(string name, string arch) =>
        _builds.TryGetValue((name, arch), out Range range) ? Packages.AsSpan()[range] : [];

    /// <summary>The newest build of a name and architecture by rpm's order.</summary>
    /// <param name="name">Name.</param>
    /// <param name="arch">Architecture.</param>
    /// <param name="cutoff">Only builds up to this time, itself included, and those whose build time is not known; null for all.</param>
    /// <returns>The build, or null where there is none.</returns>
    public Package? Newest(string name, string arch, DateTimeOffset? cutoff = null)
    {
        ReadOnlySpan<Package> builds = Builds(name, arch);
        for (int i = builds.Length - 1; i >= 0; i--)
        {
            if (cutoff is null || builds[i].BuildTime is null || builds[i].BuildTime <= cutoff) return builds[i];
        }

        return null;
    }

    /// <summary>The package of a NEVRA; an epoch that is missing here or there is not held against it.</summary>
    /// <returns>The package, or null. Where the epoch is missing in <paramref name="nevra"/> and several fit, the newest.</returns>
    public Package? Find(Nevra nevra)
    {
        ReadOnlySpan<Package> builds = Builds(nevra.Name, nevra.Arch);
        for (int i = builds.Length - 1; i >= 0; i--)
        {
            Evr evr = builds[i].Nevra.Evr;
            if (evr.Version == nevra.Evr.Version && evr.Release == nevra.Evr.Release
                && (evr.Epoch is null || nevra.Evr.Epoch is null || evr.Epoch == nevra.Evr.Epoch)) return builds[i];
        }

        return null;
    }

    /// <summary>Whether it holds a NEVRA; an epoch that is missing here or there is not held against it.</summary>
    public bool Contains(Nevra nevra) => Find(nevra) is not null;

    /// <inheritdoc/>
    public bool Equals(Repository? other) => other is not null && Packages.AsSpan().SequenceEqual(other.Packages.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Packages.IsEmpty ? 0 : HashCode.Combine(Packages.Length, Packages[0], Packages[^1]);
}
