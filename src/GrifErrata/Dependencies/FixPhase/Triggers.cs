using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Says by which packages of a machine a block is called for.</summary>
internal sealed class Triggers(FixWorld world)
{
    /// <summary>A condition a package; of the name alone where every build of the name that a machine can have calls for it.</summary>
    /// <param name="packages">The packages.</param>
    /// <param name="beside">Names that must be there too.</param>
    public ImmutableArray<FixCondition> Of(IReadOnlySet<int> packages, IReadOnlyList<string> beside)
    {
        SortedDictionary<string, FixCondition> conditions = new(StringComparer.Ordinal);
        foreach (int package in packages)
        {
            FixPresence presence = new(world.NameText(package), IsWholeName(package, packages) ? null : world.Table.Nevra(package));
            FixCondition condition = new([.. beside.Where(b => b != presence.Name).Select(b => new FixPresence(b, null)).Prepend(presence).OrderBy(p => p.ToString(), StringComparer.Ordinal)]);
            conditions[condition.ToString()] = condition;
        }

        return [.. conditions.Values];
    }

    private bool IsWholeName(int package, IReadOnlySet<int> packages)
    {
        foreach (int other in world.Table.ByName[world.Table.NameOf(package)])
        {
            // A build that no source has an older one of was on no machine before.
            if (world.IsAfter(other) && !packages.Contains(other) && (!world.IsEntry(other) || world.Before(other) is not null)) return false;
        }

        return true;
    }
}
