using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads the dependencies of all packages that an OS's machines can have: errata before base before other repositories.</summary>
public static class OsPackageTable
{
    /// <summary>Reads the table of one OS.</summary>
    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="errata">The OS's facts; its errata are candidates from the time on at which they became available.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The table. Packages of listings are in it by their names; nobody has said what they require.</returns>
    public static PackageTable Read(string osDirectory, OsErrata errata, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        Read(osDirectory, errata, out _, diagnostics, cancellationToken);

    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="errata">The OS's facts; its errata are candidates from the time on at which they became available.</param>
    /// <param name="listed">The listings, with how many packages are known from them alone.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <inheritdoc cref="Read(string, OsErrata, DiagnosticBag, CancellationToken)"/>
    internal static PackageTable Read(
        string osDirectory, OsErrata errata, out ImmutableArray<(string Path, int Packages)> listed, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ImmutableArray<(string, int)>.Builder counts = ImmutableArray.CreateBuilder<(string, int)>();
        PackageTableBuilder table = new();
        List<(string Path, PackageOrigin Origin)> repositories = [], listings = [];
        foreach ((PackageOrigin origin, ImmutableArray<SourcePattern> patterns) in (ReadOnlySpan<(PackageOrigin, ImmutableArray<SourcePattern>)>)
            [(PackageOrigin.Errata, errata.Os.Errata), (PackageOrigin.Base, errata.Os.Base), (PackageOrigin.Other, errata.Os.Other)])
        {
            foreach (string path in SourceFiles.Find(osDirectory, patterns, diagnostics, cancellationToken))
            {
                (PackageSources.HasDependencies(path, cancellationToken) ? repositories : listings).Add((path, origin));
            }
        }

        // Metadata first: a package that a listing names too keeps its dependencies.
        PackageTables.Add(repositories, table, diagnostics, cancellationToken);
        foreach ((string path, PackageOrigin origin) in listings)
        {
            table.StartOrigin(origin);
            table.StartRepository();
            int known = table.Listed.Count;
            foreach (Package package in PackageSources.Read(path, diagnostics, cancellationToken)) table.AddListed(package.Nevra, package.SourceRpm, package.BuildTime);
            if (table.Listed.Count > known) counts.Add((path, table.Listed.Count - known));
        }

        listed = counts.ToImmutable();

        foreach (Package package in errata.Errata.Packages)
        {
            if (package.BuildTime is { } available) table.HoldBack(package.Nevra, available);
        }

        return table.Build();
    }
}
