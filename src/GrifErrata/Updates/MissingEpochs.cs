using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>
/// Finds the epochs that one advisory leaves out (dnf #2237: a fix <c>1:3.2-4</c> listed as <c>3.2-4</c> would be satisfied by
/// any old build with an epoch) and reports them once an advisory.
/// </summary>
internal sealed class MissingEpochs(Advisory advisory, IReadOnlyList<Repository> repositories)
{
    private readonly List<string> _taken = [];
    private readonly List<string> _unknown = [];

    /// <summary>The NEVRA with its epoch, if a repository holds that build.</summary>
    public Nevra Complete(Nevra nevra)
    {
        if (nevra.Evr.Epoch is not null) return nevra;
        bool epochsInUse = false;
        int? found = null;
        foreach (Repository repository in repositories)
        {
            foreach (Package build in repository.Builds(nevra.Name, nevra.Arch))
            {
                if (build.Nevra.Evr.Epoch is not { } epoch) continue;
                epochsInUse |= epoch > 0;
                bool same = build.Nevra.Evr.Version == nevra.Evr.Version && build.Nevra.Evr.Release == nevra.Evr.Release;

                // Of several the highest: the lower one would call builds fixed that are not.
                if (same && (found is null || epoch > found)) found = epoch;
            }
        }

        if (found > 0) _taken.Add($"{nevra} ({found})");
        if (found is null && epochsInUse) _unknown.Add(nevra.ToString());
        return found is null ? nevra : nevra with { Evr = nevra.Evr with { Epoch = found } };
    }

    public void Report(DiagnosticBag diagnostics)
    {
        if (_taken.Count > 0)
        {
            diagnostics.Add(PlanDiagnostics.MissingEpoch, advisory.Origin,
                $"No epoch in {advisory.Id}; taken from the repository: {Some(_taken)}.");
        }

        if (_unknown.Count > 0)
        {
            diagnostics.Add(PlanDiagnostics.MissingEpoch, advisory.Origin,
                $"No epoch in {advisory.Id}, and no repository holds that build, so epochs are left out of the comparison: {Some(_unknown)}.");
        }
    }

    private static string Some(List<string> items) =>
        string.Join(", ", items.Take(3)) + (items.Count > 3 ? $" and {items.Count - 3} more" : string.Empty);
}
