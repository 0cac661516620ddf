namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// What surely is met on a machine that has a package: the package's requirements, and those of whatever meets them. A machine is not
/// known, so of a requirement that several packages can meet only what all of them require counts.
/// </summary>
internal sealed class HeldRequirements(FixWorld world)
{
    // More ways to meet a requirement than this have nothing in common that matters.
    private const int MaxWays = 8;

    // What is taken for granted may be less than what holds, never more: so both may end anywhere.
    private const int MaxHeld = 4000;
    private const int MaxKept = 500;

    private readonly Dictionary<int, int[]> _next = [];
    private readonly Dictionary<int, HashSet<int>> _of = [];

    /// <summary>The plain requirements that are met where a package is installed and whole.</summary>
    public HashSet<int> Of(int package)
    {
        if (_of.TryGetValue(package, out HashSet<int>? held)) return held;
        if (_of.Count >= MaxKept) _of.Clear();
        held = [];
        Queue<int> open = [];
        foreach (int requirement in world.Table.Requires[package])
        {
            if (!world.Dependencies.IsRich(requirement) && held.Add(requirement)) open.Enqueue(requirement);
        }

        while (held.Count < MaxHeld && open.TryDequeue(out int requirement))
        {
            foreach (int next in Next(requirement))
            {
                if (held.Add(next)) open.Enqueue(next);
            }
        }

        _of.Add(package, held);
        return held;
    }

    /// <summary>Whether, once the version is applied, one of some packages is there: whatever met one of the held requirements is one of them now.</summary>
    public bool IsMet(HashSet<int> packages, HashSet<int> held)
    {
        foreach (int requirement in held)
        {
            ReadOnlySpan<int> ways = world.Table.ProvidersOf(requirement);
            if (ways.IsEmpty) continue;
            bool all = true;
            foreach (int way in ways)
            {
                if (packages.Contains(world.After(way))) continue;
                all = false;
                break;
            }

            if (all) return true;
        }

        return false;
    }

    // Without rich ones: of those it is not known which part is met.
    private int[] Next(int requirement)
    {
        if (_next.TryGetValue(requirement, out int[]? next)) return next;
        HashSet<int>? common = null;
        ReadOnlySpan<int> ways = world.Table.ProvidersOf(requirement);
        bool isShipped = false;
        foreach (int way in ways) isShipped |= world.Table.OriginOf(way) == PackageOrigin.Base;
        int count = 0;
        foreach (int way in ways)
        {
            // A machine starts from what the release shipped; what an update brings has been looked at when it was raised.
            if (isShipped && world.Table.OriginOf(way) != PackageOrigin.Base) continue;
            if (++count > MaxWays) return _next[requirement] = [];
            if (common is null) common = [.. world.Table.Requires[way]];
            else common.IntersectWith(world.Table.Requires[way].ToArray());
        }

        return _next[requirement] = [.. (common ?? []).Where(r => !world.Dependencies.IsRich(r))];
    }
}
