using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Modules;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>
/// Leaves out what belongs to module streams that an OS's machines do not use, as dnf does: a build of another stream is no update, however high
/// its version.
/// </summary>
internal sealed class ModuleStreams(OsDefinition os, ModularPackages modules)
{
    private readonly HashSet<string> _used = [.. os.Modules ?? []];

    /// <summary>The builds outside modules and of the streams in use.</summary>
    public IEnumerable<Package> Of(IEnumerable<Package> packages) => packages.Where(p => IsUsed(modules.StreamsOf(p.Nevra)));

    /// <summary>The advisories without the packages of other streams.</summary>
    /// <param name="advisories">As they were read and merged.</param>
    /// <param name="diagnostics">Takes one warning where fixes of modules were left out because os.yaml does not say which streams are in use.</param>
    public ImmutableArray<Advisory> Of(ImmutableArray<Advisory> advisories, DiagnosticBag diagnostics)
    {
        SortedDictionary<string, int> left = new(StringComparer.Ordinal);
        ImmutableArray<Advisory> ofOs = [.. advisories.Select(modules.WithModules).Select(a => Of(a, left))];
        if (os.Modules is null && left.Count > 0)
        {
            string more = left.Count > 8 ? $" and {left.Count - 8} more" : string.Empty;
            diagnostics.Add(PlanDiagnostics.ModulesNotSaid, os.Location,
                $"Fixes of module streams were left out, since os.yaml does not say which are in use: {string.Join(", ", left.Take(8).Select(l => $"{l.Key} ({l.Value} advisories)"))}{more}. "
                + "Write those that machines use into `modules`, or `modules: []` if none is.");
        }

        return ofOs;
    }

    private Advisory Of(Advisory advisory, SortedDictionary<string, int> left)
    {
        if (advisory.Packages.All(p => IsUsed(p.Modules))) return advisory;
        foreach (string stream in advisory.Packages.Where(p => !IsUsed(p.Modules)).SelectMany(p => p.Modules.Select(Text)).Distinct(StringComparer.Ordinal))
            left[stream] = left.GetValueOrDefault(stream) + 1;
        return advisory with { Packages = [.. advisory.Packages.Where(p => IsUsed(p.Modules))] };
    }

    private bool IsUsed(ImmutableArray<ModuleStream> streams) => streams.IsEmpty || streams.Any(s => _used.Contains(Text(s)));

    private static string Text(ModuleStream stream) => $"{stream.Name}:{stream.Stream}";
}
