using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Blocks for packages of the version that obsolete another name, which the build that machines had did not.</summary>
internal sealed class RenameBlocks(FixWorld world, Closure closure, RequirementBlocks requirements)
{
    /// <summary>The blocks: a new name takes the place of the old one; a name that machines had takes the old one's away where both are.</summary>
    public IReadOnlyList<FixBlock> Find()
    {
        SortedDictionary<string, FixBlock> blocks = new(StringComparer.Ordinal);
        foreach (IGrouping<int, int> name in world.Entries.GroupBy(world.Table.NameOf))
        {
            foreach (int old in name.SelectMany(Obsoleted).Distinct())
            {
                string oldName = world.Dependencies.Symbols.Text(old);
                ImmutableArray<int> gone = world.Named(old, world.IsAfter);
                ImmutableArray<int> by = [.. name.Where(e => gone.Any(g => world.Obsoletes(e, g))).Order(Comparer<int>.Create(world.Compare))];
                FixReason because = new(world.NameText(by[0]), string.Empty, $"{world.Text(by[0])} obsoletes {world.Text(gone.First(g => world.Obsoletes(by[0], g)))}");
                foreach (int package in gone) requirements.Removals.TryAdd((by[0], package), true);
                string newName = world.NameText(by[0]);
                if (world.IsKnownName(name.Key))
                {
                    FixCondition both = new([.. new[] { newName, oldName }.Order(StringComparer.Ordinal).Select(n => new FixPresence(n, null))]);
                    blocks.Add($"{oldName} {newName}", new(FixRule.Rename, [both], [], [new FixAction.Delete(oldName)], [because with { Package = oldName }]));
                    continue;
                }

                List<Addition> with = [.. by.SelectMany(b => closure.Of(b, null, Before(gone, b))).DistinctBy(a => a.Package)];
                blocks.Add($"{oldName} {newName}", new(FixRule.Rename, [new([new(oldName, null)])], [],
                [
                    .. with.SelectMany(a => requirements.Actions(a.Package, [a.Need])),
                    new FixAction.Replace(oldName, [.. by.Select(b => world.Table.Nevra(b)).OrderBy(n => n.ToString(), StringComparer.Ordinal)]),
                ],
                [because, .. requirements.Because(with)]));
            }
        }

        return [.. blocks.Values];
    }

    private int Before(ImmutableArray<int> gone, int by)
    {
        int same = gone.FirstOrDefault(g => world.Table.Arch(g) == world.Table.Arch(by), gone[0]);
        return world.Before(same) ?? same;
    }

    // Names that an entry obsoletes and that machines can have, unless the build that they had did so already.
    private IEnumerable<int> Obsoleted(int entry)
    {
        int? before = world.Before(entry);
        foreach (int dependency in world.Table.Obsoletes[entry].ToArray())
        {
            int name = world.Dependencies.Name(dependency);
            if (name == world.Table.NameOf(entry)) continue;
            foreach (int old in world.Table.ByName[name].ToArray())
            {
                if (!world.IsAfter(old) || !world.Obsoletes(entry, old)) continue;
                if (before is { } b && world.Obsoletes(b, world.Before(old) ?? old)) continue;
                yield return name;
                break;
            }
        }
    }
}
