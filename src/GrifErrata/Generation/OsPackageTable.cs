using System.Collections.Immutable;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
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
        string osDirectory, OsErrata errata, out ImmutableArray<(string Path, int Packages)> listed, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        OsRepositories.Read(osDirectory, errata.Os, withPackages: false, cancellationToken).Table(errata, out listed, diagnostics, cancellationToken);
}
