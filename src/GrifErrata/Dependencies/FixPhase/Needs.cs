namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Takes requirements apart.</summary>
internal sealed class Needs(FixWorld world)
{
    /// <summary>What a requirement asks for, each part by itself; null where it is a rich one of a kind that no condition of a template can say.</summary>
    public IReadOnlyList<Need>? Of(int requirement)
    {
        string text = world.Dependencies.Text(requirement);
        if (!world.Dependencies.IsRich(requirement)) return [new([.. world.Table.ProvidersOf(requirement)], text, [])];
        return world.Dependencies.Rich(requirement) is { } rich ? Of(rich, text) : null;
    }

    private List<Need>? Of(RichDependency rich, string text)
    {
        switch (rich.Operator)
        {
            case RichOperator.And:
                List<Need> all = [];
                foreach (RichDependency part in rich.Parts)
                {
                    if (Of(part, text) is not { } needs) return null;
                    all.AddRange(needs);
                }

                return all;
            case RichOperator.If when rich.Parts.Count == 2:
                return Names(rich.Parts[1]) is { } names && Of(rich.Parts[0], text) is { } conditional
                    ? [.. conditional.Select(n => n with { Beside = [.. n.Beside.Union(names).Order(StringComparer.Ordinal)] })]
                    : null;
            default:
                return Ways(rich) is { } ways ? [new(ways, text, [])] : null;
        }
    }

    private HashSet<int>? Ways(RichDependency rich)
    {
        switch (rich.Operator)
        {
            case RichOperator.Atom:
                return [.. world.Table.ProvidersOf(rich.Dependency)];
            case RichOperator.Or or RichOperator.With or RichOperator.Without:
                if (Ways(rich.Parts[0]) is not { } all) return null;
                foreach (RichDependency part in rich.Parts.Skip(1))
                {
                    if (Ways(part) is not { } ways) return null;
                    if (rich.Operator == RichOperator.Or) all.UnionWith(ways);
                    else if (rich.Operator == RichOperator.With) all.IntersectWith(ways);
                    else all.ExceptWith(ways);
                }

                return all;
            default:
                return null;
        }
    }

    // A condition of a template is the name of a package, so each part must be met by packages of one name, whatever their version.
    private HashSet<string>? Names(RichDependency condition)
    {
        if (condition.Operator == RichOperator.And)
        {
            HashSet<string> all = [];
            foreach (RichDependency part in condition.Parts)
            {
                if (Names(part) is not { } names) return null;
                all.UnionWith(names);
            }

            return all;
        }

        if (condition.Operator != RichOperator.Atom) return null;
        HashSet<int> found = [];
        foreach (int way in world.Table.ProvidersOf(condition.Dependency)) found.Add(world.Table.NameOf(way));
        return found.Count == 1 ? [world.Dependencies.Symbols.Text(found.First())] : null;
    }
}
