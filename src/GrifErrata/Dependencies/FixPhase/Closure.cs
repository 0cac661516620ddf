using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Finds all that must come beside a package: what meets its new requirements, and what that requires in turn.</summary>
internal sealed class Closure(FixWorld world, HeldRequirements held, Needs needs, List<FixFinding> findings)
{
    // A template that would bring more than this for one package is another release's, not an update's.
    private const int MaxAdditions = 500;

    /// <summary>What must come where a package replaces an older build.</summary>
    /// <param name="package">The package as it comes.</param>
    /// <param name="before">The build that machines had, or null: then all its requirements are new.</param>
    /// <param name="on">A package that is whole on the machines that it comes to: what its requirements bring is there.</param>
    /// <param name="beside">A package that is there already, with all that it needs.</param>
    public IReadOnlyList<Addition> Of(int package, int? before, int on, int? beside = null)
    {
        List<Addition> found = [];
        HashSet<int> had = before is { } old ? [.. world.Table.Requires[old]] : [];
        HashSet<int> there = [package];
        Dictionary<int, IReadOnlyList<string>> seen = new() { [package] = [] };
        Queue<(int Package, HashSet<int> Had, IReadOnlyList<string> Unless)> open = new([(package, had, [])]);
        while (open.TryDequeue(out (int Package, HashSet<int> Had, IReadOnlyList<string> Unless) next))
        {
            foreach (int requirement in world.Table.Requires[next.Package].ToArray())
            {
                if (next.Had.Contains(requirement)) continue;
                if (needs.Of(requirement) is not { } parts)
                {
                    Report(FixDiagnostics.NotTaken, next.Package, $"{world.Text(next.Package)} requires {world.Dependencies.Text(requirement)}, which no condition of a template can say. Write a block under `fix` where machines need one.");
                    continue;
                }

                foreach (Need need in parts)
                {
                    if (need.Ways.Contains(package) || (beside is { } comrade && need.Ways.Contains(comrade)) || held.IsMet(need.Ways, held.Of(on))) continue;
                    if (need.Ways.Where(there.Contains).Cast<int?>().Min() is { } comes)
                    {
                        // It comes already, but now for this need too: an older build that a machine has may not do.
                        if (comes != next.Package) found.Add(new(comes, next.Package, need, [], []) { Unless = next.Unless });
                        continue;
                    }

                    if (Choose(need, next.Package, requirement, there) is not { } addition) continue;
                    if (found.Count >= MaxAdditions) return found;
                    if (next.Unless.Count > 0) addition = addition with { Unless = [.. addition.Unless.Union(next.Unless).Order(StringComparer.Ordinal)] };
                    found.Add(addition);

                    // Where another would do, or only beside another, it is not there on every machine. By two ways it comes on every one.
                    if (addition.Unless.Count == 0 && need.Beside.Count == 0) there.Add(addition.Package);
                    if (!seen.TryGetValue(addition.Package, out IReadOnlyList<string>? unless)) unless = addition.Unless;
                    else if (unless.Count == 0 || unless.SequenceEqual(addition.Unless)) continue;
                    else unless = [];
                    seen[addition.Package] = unless;
                    open.Enqueue((addition.Package, [], unless));
                }
            }
        }

        return found;
    }

    private Addition? Choose(Need need, int by, int requirement, HashSet<int> there)
    {
        // Of a name that comes already another build cannot come too.
        List<int> candidates = [.. need.Ways.Where(w => world.IsCandidate(w) && !there.Any(t => IsInTheWay(t, w)))];
        if (candidates.Count == 0)
        {
            if (need.Ways.Count == 0 && CannotKnow(by, requirement)) return null;
            string why = need.Ways.Count == 0
                ? "no source has a package that provides it"
                : string.Join("; ", need.Ways.OrderBy(world.Text, StringComparer.Ordinal).Take(3).Select(w => $"{world.Text(w)} {world.WhyNot(w) ?? $"cannot come beside {world.Text(there.First(t => IsInTheWay(t, w)))}"}"));
            Report(FixDiagnostics.Unmet, by, $"{world.Text(by)} requires {need.Text}, but {why}. Exclude {world.NameText(by)} with a reason, or give a source that has what it requires.");
            return null;
        }

        // A package that was split stays together: its own parts come first.
        candidates.Sort(world.Compare);
        int source = world.Table.SourceOf(by), chosen = candidates[0];
        bool isOwn = source >= 0 && candidates.Exists(c => world.Table.SourceOf(c) == source);
        if (isOwn) chosen = candidates.Find(c => world.Table.SourceOf(c) == source);
        List<string> others = [], unless = [];
        List<int> raised = [];
        foreach (int other in candidates.Where(c => world.Table.NameOf(c) != world.Table.NameOf(chosen)).DistinctBy(world.Table.NameOf).OrderBy(world.NameText, StringComparer.Ordinal))
        {
            // Of a name of which machines have a build that will not do, the presence says nothing, unless raising it cures that.
            ImmutableArray<int> stale = world.Named(world.Table.NameOf(other), o => world.IsAfter(o) && !need.Ways.Contains(o));
            if (!isOwn || world.Table.SourceOf(other) == source) others.Add(world.NameText(other));
            if (!stale.All(s => IsMereRaise(s, other))) continue;
            unless.Add(world.NameText(other));
            if (stale.Length > 0) raised.Add(other);
        }

        return new(chosen, by, need, others, raised) { Unless = unless };
    }

    // The same architecture, nothing required that the older build did not require, and nothing lost that others require.
    private bool IsMereRaise(int older, int newer)
    {
        if (world.Table.ArchSymbol(older) != world.Table.ArchSymbol(newer) || world.Table.Version(older).CompareTo(world.Table.Version(newer)) > 0) return false;
        HashSet<int> had = [.. world.Table.Requires[older]];
        foreach (int requirement in world.Table.Requires[newer])
        {
            if (!had.Contains(requirement) && !world.Table.ProvidersOf(requirement).Contains(newer)) return false;
        }

        foreach (int lost in world.Table.Provides[older].ToArray().Except(world.Table.Provides[newer].ToArray()))
        {
            foreach (int by in world.Table.RequiresByName[world.Dependencies.Name(lost)])
            {
                if (!world.IsAfter(by)) continue;
                foreach (int requirement in world.Table.Requires[by])
                {
                    if (world.Dependencies.IsRich(requirement)) continue;
                    ReadOnlySpan<int> ways = world.Table.ProvidersOf(requirement);
                    if (ways.Contains(older) && !ways.Contains(newer)) return false;
                }
            }
        }

        return true;
    }

    private bool IsInTheWay(int package, int other) => package != other && world.Table.NameOf(package) == world.Table.NameOf(other)
        && (PackageArch.Displace(world.Table.Arch(package), world.Table.Arch(other)) || world.Table.Version(package).CompareTo(world.Table.Version(other)) != 0);

    private bool CannotKnow(int by, int requirement)
    {
        if (!world.Table.CannotKnow(requirement)) return false;
        Report(FixDiagnostics.NotTaken, by, $"whether {world.Dependencies.Text(requirement)} is there is not known: primary.xml does not list it. Give the repositories' filelists.");
        return true;
    }

    private void Report(Diagnostics.DiagnosticDescriptor descriptor, int by, string text)
    {
        FixFinding finding = new(descriptor, text, [world.NameText(by)]);
        if (!findings.Contains(finding)) findings.Add(finding);
    }
}
