using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>Chooses as <c>dnf upgrade</c> and <c>dnf upgrade-minimal</c> do for one machine (docs/selection-as-dnf.md).</summary>
public static class MachineSelection
{
    /// <summary>The packages that the machine should get, ordered by NEVRA (ordinal).</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="sources">The repositories.</param>
    /// <param name="installed">What is installed; an epoch that is not known is taken from the same build of a source.</param>
    /// <param name="diagnostics">Takes GE1901 to GE1903, GE2901, GE2902, GE2905, GE2357 and GE2401; after an error the result must not be used.</param>
    public static ImmutableArray<SelectedPackage> Select(
        SelectionRequest request, IReadOnlyList<SelectionSource> sources, IReadOnlyCollection<Nevra> installed, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(installed);
        ArgumentNullException.ThrowIfNull(diagnostics);
        ModuleMetadata modules = ModuleMetadata.Join(sources.Select(s => s.Modules));

        // Build times and source packages do not matter here, so repositories that contradict each other in these are no error.
        Repository all = Repository.Merge(sources.SelectMany(s => s.Packages), []);
        List<Nevra> there = [.. installed.Select(n => n.Evr.Epoch is null ? all.Find(n)?.Nevra ?? n : n).Distinct()];
        HashSet<StreamBuild> active = new StreamUse(modules).Of(request.Streams, there);
        foreach (string stream in StreamUse.Unknown(request.Streams, active))
            diagnostics.Add(SelectionDiagnostics.UnknownStream, request.Origin, $"No source has the module stream {stream}. Write name:stream as modules.yaml has it, or give the repository that has it.");
        ActiveStreams streams = new(modules, active);
        Candidates candidates = new(sources, streams, there);
        IReadOnlyList<WantedFix>? fixes = null;
        if (AdvisoryFilter.IsWanted(request))
        {
            ImmutableArray<Advisory> wanted = AdvisoryFilter.Apply(request, [.. sources.SelectMany(s => s.Advisories)], diagnostics);
            fixes = WantedFixes.Of(request, wanted, new(modules), streams, all, diagnostics);
        }

        return new Upgrade(request, candidates, fixes, there, diagnostics).Select();
    }
}
