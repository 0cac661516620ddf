using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads what an OS's source patterns mean.</summary>
internal static class OsSources
{
    public static OsErrata Read(
        string osDirectory, OsDefinition os, ImmutableArray<UpdateDefinition> updates, DiagnosticBag diagnostics, CancellationToken cancellationToken) => new(
        os,
        ReadPackages(osDirectory, os.Base, diagnostics, cancellationToken),
        ReadPackages(osDirectory, os.Errata, diagnostics, cancellationToken),
        ReadAdvisories(osDirectory, os.Advisories, diagnostics, cancellationToken),
        updates);

    private static Repository ReadPackages(
        string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Package> packages = [];
        foreach (string path in SourceFiles.Find(osDirectory, patterns, diagnostics))
            packages.AddRange(PackageSources.Read(path, diagnostics, cancellationToken));
        return Repository.Merge(packages, diagnostics);
    }

    private static ImmutableArray<Advisory> ReadAdvisories(
        string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Advisory> advisories = [];
        foreach (string path in SourceFiles.Find(osDirectory, patterns, diagnostics))
            advisories.AddRange(AdvisorySources.Read(path, diagnostics, cancellationToken));
        return AdvisoryMerge.Merge(advisories, diagnostics);
    }
}
