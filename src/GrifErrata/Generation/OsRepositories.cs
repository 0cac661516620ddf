using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>
/// The repositories of an OS's sources with what their packages require: errata before base before other repositories. Where packages are wanted
/// too, each primary.xml is read once for both.
/// </summary>
public sealed class OsRepositories
{
    private readonly PackageTableBuilder _table = new();
    private readonly List<(string Path, PackageOrigin Origin)> _listings = [];
    private readonly Dictionary<string, (IReadOnlyList<Package> Packages, DiagnosticBag Found)> _packages = new(StringComparer.Ordinal);
    private readonly DiagnosticBag _found = [];

    private OsRepositories()
    {
    }

    /// <summary>Reads them.</summary>
    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="os">The OS.</param>
    /// <param name="withPackages">Whether <see cref="Packages"/> is asked for too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static OsRepositories Read(string osDirectory, OsDefinition os, bool withPackages, CancellationToken cancellationToken)
    {
        OsRepositories read = new();
        List<(string Path, PackageOrigin Origin)> repositories = [];
        foreach ((PackageOrigin origin, ImmutableArray<SourcePattern> patterns) in (ReadOnlySpan<(PackageOrigin, ImmutableArray<SourcePattern>)>)
            [(PackageOrigin.Errata, os.Errata), (PackageOrigin.Base, os.Base), (PackageOrigin.Other, os.Other)])
        {
            foreach (string path in SourceFiles.Find(osDirectory, patterns, read._found, cancellationToken))
                (PackageSources.HasDependencies(path, cancellationToken) ? repositories : read._listings).Add((path, origin));
        }

        PackageTables.Add(repositories, read._table, withPackages ? read.Keep : null, read._found, cancellationToken);
        return read;
    }

    /// <summary>The packages of a repository with repodata, in its order, as <see cref="RepodataReader.ReadPackages"/> has them.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="diagnostics">Takes what was wrong with them when they were read.</param>
    /// <returns>Null where it is none of those that were read.</returns>
    internal IReadOnlyList<Package>? Packages(string path, DiagnosticBag diagnostics)
    {
        if (!_packages.TryGetValue(Key(path), out (IReadOnlyList<Package> Packages, DiagnosticBag Found) read)) return null;
        diagnostics.AddRange(read.Found);
        return read.Packages;
    }

    /// <summary>Makes the table, once.</summary>
    /// <param name="errata">The OS's facts; its errata are candidates from the time on at which they became available.</param>
    /// <param name="listed">The listings, with how many packages are known from them alone.</param>
    /// <param name="diagnostics">Takes errors and warnings, those of the repositories too; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The table. Packages of listings are in it by their names; nobody has said what they require.</returns>
    public PackageTable Table(OsErrata errata, out ImmutableArray<(string Path, int Packages)> listed, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ImmutableArray<(string, int)>.Builder counts = ImmutableArray.CreateBuilder<(string, int)>();
        diagnostics.AddRange(_found);

        // Metadata first: a package that a listing names too keeps its dependencies.
        foreach ((string path, PackageOrigin origin) in _listings)
        {
            _table.StartOrigin(origin);
            _table.StartRepository();
            int known = _table.Listed.Count;
            foreach (Package package in PackageSources.Read(path, diagnostics, cancellationToken)) _table.AddListed(package.Nevra, package.SourceRpm, package.BuildTime);
            if (_table.Listed.Count > known) counts.Add((path, _table.Listed.Count - known));
        }

        listed = counts.ToImmutable();
        foreach (Package package in errata.Errata.Packages)
        {
            if (package.BuildTime is { } available) _table.HoldBack(package.Nevra, available);
        }

        return _table.Build();
    }

    private void Keep(string path, IReadOnlyList<Package> packages, DiagnosticBag found) => _packages[Key(path)] = (packages, found);

    private static string Key(string path) => Path.GetFullPath(RepodataReader.IndexOf(path));
}
