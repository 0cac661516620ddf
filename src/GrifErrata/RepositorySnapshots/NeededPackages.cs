using GrifErrata.Dependencies;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>
/// Finds what packages of an update version require and nothing in the snapshot provides, so that a machine that installs one of them for the
/// first time can: the best candidates of the errata up to the cutoff, and what they require in turn.
/// </summary>
internal static class NeededPackages
{
    // A snapshot that needs more than this beside the version is another release's.
    private const int MaxPackages = 5_000;

    /// <summary>Finds them.</summary>
    /// <param name="table">The packages of the OS's sources.</param>
    /// <param name="version">The version.</param>
    /// <param name="os">The OS.</param>
    /// <param name="entries">The packages that come with the version.</param>
    /// <param name="isThere">Whether a package is in the snapshot anyway.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<Nevra> Find(
        PackageTable table, UpdateVersion version, OsDefinition os, IEnumerable<Nevra> entries, Func<Nevra, bool> isThere, CancellationToken cancellationToken)
    {
        FixWorld world = new(table, version, os);
        Needs needs = new(world);
        HashSet<int> there = [], seen = [];
        List<Nevra> found = [];
        Queue<int> open = new();
        Dictionary<int, bool> known = [];
        foreach (Nevra entry in entries)
        {
            if (table.Find(entry) is { } package && there.Add(package)) open.Enqueue(package);
        }

        while (open.TryDequeue(out int package) && found.Count < MaxPackages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int requirement in table.Requires[package].ToArray())
            {
                // A rich requirement of a kind that cannot be taken apart is one for the fix phase, which reports it.
                if (!seen.Add(requirement) || needs.Of(requirement) is not { } parts) continue;
                foreach (Need need in parts)
                {
                    if (need.Ways.Any(IsThere)) continue;
                    List<int> candidates = [.. need.Ways.Where(world.IsCandidate)];
                    if (candidates.Count == 0) continue;
                    candidates.Sort(world.Compare);
                    there.Add(candidates[0]);
                    found.Add(table.Nevra(candidates[0]));
                    open.Enqueue(candidates[0]);
                }
            }
        }

        return found;

        bool IsThere(int package)
        {
            if (there.Contains(package)) return true;
            if (!known.TryGetValue(package, out bool yes)) known[package] = yes = isThere(table.Nevra(package));
            return yes;
        }
    }
}
