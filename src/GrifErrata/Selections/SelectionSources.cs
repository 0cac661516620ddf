using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Sources;

namespace GrifErrata.Selections;

/// <summary>Reads what a selection is made from.</summary>
public static class SelectionSources
{
    /// <summary>Reads repositories. One without advisories is warned of where another has some, and an error where none has.</summary>
    /// <param name="paths">Folders of repositories, or whatever holds packages, with their priorities.</param>
    /// <param name="feeds">Files or folders of advisories besides those of the repositories.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<SelectionSource> Read(
        IReadOnlyList<(string Path, int Priority)> paths, IReadOnlyList<string> feeds, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<SelectionSource> sources = [];
        List<Diagnostic> silent = [];
        foreach ((string path, int priority) in paths)
        {
            if (!Directory.Exists(path) || !RepodataFolder.Is(path))
            {
                sources.Add(new(path, priority, PackageSources.Read(path, diagnostics, cancellationToken), [], ModuleMetadata.Empty));
                continue;
            }

            RepodataReader reader = new() { WithObsoletes = true };
            DiagnosticBag own = [];
            IReadOnlyList<Advisory> advisories = reader.ReadAdvisories(path, own, cancellationToken);
            silent.AddRange(own.Where(d => d.Code == RepodataDiagnostics.NoUpdateInfo.Code));
            diagnostics.AddRange(own.Where(d => d.Code != RepodataDiagnostics.NoUpdateInfo.Code));
            sources.Add(new(path, priority, reader.ReadPackages(path, diagnostics, cancellationToken), advisories, reader.ReadModules(path, diagnostics, cancellationToken)));
        }

        foreach (string feed in feeds) sources.Add(new(feed, SelectionSource.DefaultPriority, [], AdvisorySources.Read(feed, diagnostics, cancellationToken), ModuleMetadata.Empty));
        bool anySpeaks = sources.Exists(s => s.Advisories.Count > 0);
        foreach (Diagnostic diagnostic in silent)
        {
            if (anySpeaks) diagnostics.Add(SelectionDiagnostics.NoAdvisories, diagnostic.Location, "The repository has packages and no advisories, so nothing is chosen for advisories of its own. Check that it never had any.");
            else diagnostics.AddRange([diagnostic]);
        }

        return sources;
    }
}
