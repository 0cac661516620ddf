using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Blocks for packages that require what a raised package no longer provides.</summary>
internal sealed class BrokenBlocks(FixWorld world, HeldRequirements held, Closure closure, RequirementBlocks requirements, IReadOnlySet<string> renamed, List<FixFinding> findings)
{
    private Queue<(int Raised, int Before)> _open = [];

    /// <summary>The blocks.</summary>
    public IReadOnlyList<FixBlock> Find(IReadOnlyList<(int Raised, int Before)> steps)
    {
        SortedDictionary<string, FixBlock> blocks = new(StringComparer.Ordinal);
        HashSet<(int, int, int)> seen = [];

        // What another takes away is lost as what a newer build no longer provides; and what a block raises loses things in turn.
        _open = new(steps);
        for (int removals = 0; ; removals = requirements.Removals.Count)
        {
            foreach ((int By, int Gone) removal in requirements.Removals.Keys.Skip(removals)) _open.Enqueue(removal);
            if (!_open.TryDequeue(out (int Raised, int Before) step)) break;
            foreach ((int package, int requirement) in Losers(step.Raised, step.Before))
            {
                if (!seen.Add((package, requirement, world.Table.NameOf(step.Before))) || Cure(step.Raised, step.Before, package, requirement) is not { } block) continue;
                string key = string.Join(' ', block.Actions);
                blocks[key] = blocks.TryGetValue(key, out FixBlock? other) ? Join(other, block) : block;
            }
        }

        return BlockOrder.Of([.. blocks.Values.GroupBy(b => (string.Join('|', b.When), string.Join('|', b.Unless))).Select(Together)]);
    }

    private static FixBlock Together(IEnumerable<FixBlock> same) => same.First() with
    {
        Actions = [.. same.SelectMany(b => b.Actions).Distinct()],
        Because = [.. same.SelectMany(b => b.Because).Distinct()],
    };

    // Two reasons for one and the same step, each under its own condition.
    private static FixBlock Join(FixBlock left, FixBlock right) => left with
    {
        When = left.When.IsEmpty || right.When.IsEmpty ? [] : [.. left.When.Concat(right.When).DistinctBy(c => c.ToString()).OrderBy(c => c.ToString(), StringComparer.Ordinal)],
        Because = [.. left.Because.Union(right.Because).OrderBy(b => b.ToString(), StringComparer.Ordinal)],
    };

    // Packages that machines can have, with a requirement that the old build met and the new one does not.
    private IEnumerable<(int Package, int Requirement)> Losers(int raised, int before)
    {
        HashSet<int> still = [.. world.Table.Provides[raised]];
        HashSet<int> names = [];
        foreach (int provided in world.Table.Provides[before])
        {
            if (!still.Contains(provided)) names.Add(world.Dependencies.Name(provided));
        }

        foreach (int file in world.Table.Files[before]) names.Add(file);
        foreach (int file in world.Table.Files[raised]) names.Remove(file);
        foreach (int name in names)
        {
            foreach (int package in world.Table.RequiresByName[name].ToArray().Distinct())
            {
                if (package == raised || package == before || !world.IsAfter(package) || renamed.Contains(world.NameText(package))) continue;
                foreach (int requirement in world.Table.Requires[package].ToArray())
                {
                    if (world.Dependencies.Name(requirement) != name || world.Dependencies.IsRich(requirement)) continue;
                    int[] ways = world.Table.ProvidersOf(requirement).ToArray();
                    if (ways.Contains(before) && !ways.Contains(raised)) yield return (package, requirement);
                }
            }
        }
    }

    private FixBlock? Cure(int raised, int before, int package, int requirement)
    {
        HashSet<int> ways = [.. world.Table.ProvidersOf(requirement)];
        ways.Remove(before);
        int old = world.Before(package) ?? package;
        if (ways.Contains(package) || requirements.ComesWith(raised).Overlaps(ways) || requirements.ComesWith(package).Overlaps(ways) || held.IsMet(ways, held.Of(old))) return null;

        // What another block brought came with all that it needs.
        int? beside = world.IsEntry(raised) ? null : raised;

        // A machine that has another package that provides it is not broken.
        string[] others = [.. ways.Where(w => world.IsAfter(w) && world.NameText(w) != world.NameText(raised)).Select(world.NameText).Distinct().Order(StringComparer.Ordinal)];
        string lost = world.Table.NameOf(raised) == world.Table.NameOf(before)
            ? $"{world.Text(raised)} no longer provides {world.Dependencies.Text(requirement)}, which {world.Text(package)} requires"
            : $"{world.Text(raised)} takes {world.Text(before)} away and does not provide {world.Dependencies.Text(requirement)}, which {world.Text(package)} requires";
        if (Newer(package, raised) is { } newer)
        {
            // Whatever brought the one has brought the other, without which it is not whole.
            if (beside is not null && closure.Of(raised, before, before).Any(a => a.Package == newer && a.Unless.Count == 0 && a.Need.Beside.Count == 0 && !requirements.WillDo(newer, [a.Need]))) return null;
            IReadOnlyList<Addition> with = closure.Of(newer, package, old, beside);

            // Raising what is not there does nothing, and where only the raised name ever met the requirement it is there.
            bool isCertain = world.IsEntry(raised) && world.Table.NameOf(raised) == world.Table.NameOf(before) && ways.All(w => world.Table.NameOf(w) == world.Table.NameOf(raised));
            if (!world.IsEntry(newer)) _open.Enqueue((newer, package));
            FixAction[] gone = [.. requirements.Actions(newer, []).Skip(1)];
            ImmutableArray<FixCondition> when = with.Count + gone.Length > 0 ? [Both(raised, package)] : isCertain ? [] : [new([Raised(raised)])];
            return new(FixRule.Broken, when, [.. others],
                [.. with.SelectMany(a => requirements.Actions(a.Package, [a.Need])), new FixAction.Raise(world.Table.Nevra(newer)), .. gone],
                [new(world.NameText(package), world.NameText(raised), lost), .. requirements.Because(with), .. requirements.Gone(newer)]);
        }

        List<int> candidates = [.. ways.Where(w => world.IsCandidate(w) && world.Table.NameOf(w) != world.Table.NameOf(raised))];
        if (candidates.Count > 0)
        {
            candidates.Sort(world.Compare);
            IReadOnlyList<Addition> with = closure.Of(candidates[0], null, old, beside);
            return new(FixRule.Broken, [Both(raised, package)], [.. others.Where(o => o != world.NameText(candidates[0]))],
                [.. with.SelectMany(a => requirements.Actions(a.Package, [a.Need])), .. requirements.Actions(candidates[0], [new(ways, string.Empty, [])])],
                [new(world.NameText(candidates[0]), world.NameText(raised), lost), .. requirements.Because(with)]);
        }

        if (Obsoleter(package) is { } obsoleter)
        {
            IReadOnlyList<Addition> with = closure.Of(obsoleter, null, old, beside);
            return new(FixRule.Broken, [Both(raised, package)], [.. others],
                [.. with.SelectMany(a => requirements.Actions(a.Package, [a.Need])), new FixAction.Replace(world.NameText(package), [world.Table.Nevra(obsoleter)])],
                [new(world.NameText(obsoleter), world.NameText(raised), lost), new(world.NameText(obsoleter), string.Empty, $"{world.Text(obsoleter)} obsoletes {world.NameText(package)}"), .. requirements.Because(with)]);
        }

        FixFinding finding = new(FixDiagnostics.Breaks,
            $"{lost}; nothing else provides it, so a machine with both cannot have the update. "
            + $"Exclude {world.NameText(raised)} with a reason, or give a source that has a build of {world.NameText(package)} for it.", [world.NameText(raised), world.NameText(package)]);
        if (!findings.Contains(finding)) findings.Add(finding);
        return null;
    }

    private FixCondition Both(int raised, int package) => new(
    [
        .. new[] { Raised(raised), new FixPresence(world.NameText(package), null) }.DistinctBy(p => p.Name).OrderBy(p => p.ToString(), StringComparer.Ordinal),
    ]);

    // What only another block brings breaks nothing on machines for which that block is not.
    private FixPresence Raised(int raised) => new(world.NameText(raised), world.IsEntry(raised) ? null : world.Table.Nevra(raised));

    // A newer build that has nothing against what the version brings.
    private int? Newer(int package, int raised)
    {
        int? found = null;
        foreach (int other in world.Table.ByName[world.Table.NameOf(package)])
        {
            if (!PackageArch.MayReplace(world.Table.Arch(package), world.Table.Arch(other)) || world.Table.Version(other).CompareTo(world.Table.Version(package)) <= 0) continue;
            if (!world.IsCandidate(other) || !IsWholeWith(other, raised)) continue;
            if (found is null || world.Compare(other, found.Value) < 0) found = other;
        }

        return found;
    }

    private bool IsWholeWith(int package, int raised)
    {
        int name = world.Table.NameOf(raised);
        foreach (int requirement in world.Table.Requires[package])
        {
            if (world.Dependencies.IsRich(requirement)) continue;
            ReadOnlySpan<int> ways = world.Table.ProvidersOf(requirement);
            bool isOfName = ways.Length > 0, isRaised = false;
            foreach (int way in ways)
            {
                isOfName &= world.Table.NameOf(way) == name;
                isRaised |= way == raised || !world.Table.Arch(way).Equals(world.Table.Arch(raised), StringComparison.Ordinal);
            }

            if (isOfName && !isRaised) return false;
        }

        return true;
    }

    private int? Obsoleter(int package)
    {
        int? found = null;
        int name = world.Table.NameOf(package);
        foreach (int other in world.Table.ObsoletesByName[name])
        {
            if (world.Table.NameOf(other) == name || !world.IsCandidate(other) || !world.Obsoletes(other, package)) continue;
            if (found is null || world.Compare(other, found.Value) < 0) found = other;
        }

        return found;
    }
}
