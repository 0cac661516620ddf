using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Generation;

/// <summary>Reads what an OS's source patterns mean.</summary>
internal static class OsSources
{
    public static OsErrata Read(
        string osDirectory, OsDefinition os, ImmutableArray<UpdateDefinition> updates, DiagnosticBag diagnostics, CancellationToken cancellationToken, OsRepositories? repositories = null)
    {
        ModuleStreams streams = new(os, new(ReadModules(osDirectory, [.. os.Base, .. os.Errata, .. os.Advisories], diagnostics, cancellationToken)));
        Repository shipped = ReadPackages(osDirectory, os.Base, repositories, streams, diagnostics, cancellationToken);
        Repository errata = ReadPackages(osDirectory, os.Errata, repositories, streams, diagnostics, cancellationToken);
        ImmutableArray<Advisory> advisories = streams.Of(ReadAdvisories(osDirectory, os.Advisories, diagnostics, cancellationToken), diagnostics);
        return OsErrata.Of(os, shipped, errata, new AdvisoryScope(os, shipped, errata).Of(advisories, diagnostics), updates);
    }

    private static ModuleMetadata ReadModules(
        string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // A pattern that matches nothing is told where packages and advisories are read.
        IEnumerable<string> repositories = SourceFiles.Find(osDirectory, patterns, [], cancellationToken)
            .Where(path => Path.GetFileName(path) == "repomd.xml" || (Directory.Exists(path) && RepodataFolder.Is(path))).Distinct(StringComparer.Ordinal);
        return ModuleMetadata.Join(repositories.Select(path => new RepodataReader().ReadModules(path, diagnostics, cancellationToken)));
    }

    private static Repository ReadPackages(
        string osDirectory, ImmutableArray<SourcePattern> patterns, OsRepositories? repositories, ModuleStreams streams, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Package> packages = [];
        foreach (string path in SourceFiles.Find(osDirectory, patterns, diagnostics, cancellationToken))
        {
            IReadOnlyList<Package> found = repositories?.Packages(path, diagnostics) ?? PackageSources.Read(path, diagnostics, cancellationToken);
            if (found.Count == 0) ReportNothing(path, "package", diagnostics);
            packages.AddRange(found);
        }

        return Repository.Merge(streams.Of(packages), diagnostics);
    }

    private static ImmutableArray<Advisory> ReadAdvisories(
        string osDirectory, ImmutableArray<SourcePattern> patterns, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Advisory> advisories = [];
        foreach (string path in SourceFiles.Find(osDirectory, patterns, diagnostics, cancellationToken))
        {
            IReadOnlyList<Advisory> found = AdvisorySources.Read(path, diagnostics, cancellationToken);
            if (found.Count == 0) ReportNothing(path, "advisory", diagnostics);
            advisories.AddRange(found);
        }

        return AdvisoryMerge.Merge(advisories, diagnostics);
    }

    private static void ReportNothing(string path, string what, DiagnosticBag diagnostics)
    {
        // After an error the reader has said why.
        if (diagnostics.HasErrors) return;
        diagnostics.Add(SourceDiagnostics.Nothing, new(path),
            $"The source holds not a single {what}. Check that it is the right file and was fetched whole; take it out of os.yaml if it is meant to be empty.");
    }
}
