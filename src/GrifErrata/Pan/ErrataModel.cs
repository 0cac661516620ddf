using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the templates of the packages see, whatever their shape.</summary>
/// <param name="Version">Update version.</param>
/// <param name="NodeOsVersion">Quattor's NODE_OS_VERSION.</param>
/// <param name="LocksUnversioned">Whether profiles name packages without a version, as those for yum and dnf do, and these are to be locked too.</param>
/// <param name="Lines">Packages and held kernels together, in the order of <see cref="GrifOrder"/>.</param>
public sealed record ErrataModel(string Version, string NodeOsVersion, bool LocksUnversioned, ImmutableArray<ErrataLine> Lines)
{
    /// <summary>The packages without the held ones by name, in ordinal order of the names and then of the architectures.</summary>
    public ImmutableArray<ErrataEntry> Entries { get; } =
    [
        .. Lines.Where(l => !l.IsHeld).GroupBy(l => l.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ErrataEntry(g.Key, [.. g.OrderBy(l => l.Arch, StringComparer.Ordinal)], g.First().Family)),
    ];

    /// <summary>The held ones, in the order of <see cref="Lines"/>.</summary>
    public ImmutableArray<ErrataLine> Held { get; } = [.. Lines.Where(l => l.IsHeld)];

    /// <summary>Whether one of the packages is of a family.</summary>
    public bool HasFamilies { get; } = Lines.Any(l => !l.IsHeld && l.Family is not null);

    /// <summary>The model of a version.</summary>
    public static ErrataModel Of(UpdateVersion version, OsDefinition os) => new(version.Name, os.NodeOsVersion, os.Pan.FollowsRepositories,
    [
        .. version.Packages.Concat(version.Held)
            .OrderBy(p => (p.Nevra.Name, p.Nevra.Arch), GrifOrder.Instance)
            // Pan has no epochs: ncm-spma's names do not, and one in a version fails the host.
            .Select(p => new ErrataLine(p.Nevra.Name, p.Nevra.Evr.VersionRelease, p.Nevra.Arch, p.Rule == PackageRule.Held, os.Families.Of(p.Nevra.Name))),
    ]);
}

/// <summary>A package of one architecture.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Version">Version and release, without epoch.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="IsHeld">A kernel, which is listed but not deployed.</param>
/// <param name="Family">The family in which a site may hold it, or null.</param>
public sealed record ErrataLine(string Name, string Version, string Arch, bool IsHeld, string? Family = null);

/// <summary>A name with its builds.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Builds">One an architecture.</param>
/// <param name="Family">The family in which a site may hold it, or null.</param>
public sealed record ErrataEntry(string Name, ImmutableArray<ErrataLine> Builds, string? Family);
