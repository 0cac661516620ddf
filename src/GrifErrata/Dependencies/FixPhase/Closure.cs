namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Finds all that must come beside a package: what meets its new requirements, and what that requires in turn.</summary>
internal sealed class Closure(FixWorld world, HeldRequirements held, Needs needs, List<FixFinding> findings)
{
    // A template that would bring more than this for one package is another release's, not an update's.
    private const int MaxAdditions = 500;

    /// <summary>What must come where a package replaces an older build.</summary>
    /// <param name="package">The package as it comes.</param>
    /// <param name="before">The build that machines had, or null: then all its requirements are new.</param>
    /// <param name="on">Requirements that are met on the machines that it comes to.</param>
    public IReadOnlyList<Addition> Of(int package, int? before, HashSet<int> on)
    {
        List<Addition> found = [];
        HashSet<int> had = before is { } old ? [.. world.Table.Requires[old]] : [];
        HashSet<int> there = [package], seen = [package];
        Queue<(int Package, HashSet<int> Had)> open = new([(package, had)]);
        while (open.TryDequeue(out (int Package, HashSet<int> Had) next))
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
                    if (need.Ways.Contains(package) || held.IsMet(need.Ways, on)) continue;
                    if (need.Ways.Where(there.Contains).Cast<int?>().Min() is { } comes)
                    {
                        // It comes already, but now for this need too: an older build that a machine has may not do.
                        if (comes != next.Package) found.Add(new(comes, next.Package, need, []));
                        continue;
                    }

                    if (Choose(need, next.Package, requirement, there) is not { } addition) continue;
                    if (found.Count >= MaxAdditions) return found;
                    found.Add(addition);

                    // Where another would do, or only beside another, it is not there on every machine.
                    if (addition.Others.Count == 0 && need.Beside.Count == 0) there.Add(addition.Package);
                    if (seen.Add(addition.Package)) open.Enqueue((addition.Package, []));
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
        int source = world.Table.SourceOf(by);
        List<int> same = source < 0 ? [] : [.. candidates.Where(c => world.Table.SourceOf(c) == source)];
        if (same.Count > 0) candidates = same;
        candidates.Sort(world.Compare);
        string name = world.NameText(candidates[0]);
        string[] others = [.. candidates.Select(world.NameText).Where(n => n != name).Distinct().Order(StringComparer.Ordinal)];
        return new(candidates[0], by, need, others);
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
