using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Finds the smallest sets of an update's packages that cannot be had together, one after the other.</summary>
internal sealed class ImpossibleUpdates(CheckWorld world, InstalledPackages installed, PackageRank rank)
{
    /// <summary>All independent problems of an impossible update.</summary>
    public IEnumerable<CheckProblem> Find(IReadOnlyCollection<int> locked)
    {
        List<int> rest = [.. locked];
        while (!IsPossible(rest))
        {
            List<int> core = Smallest([], false, Suspects(rest)).Order().ToList();
            if (core.Count == 0) throw new InvalidOperationException("The machine cannot be as it is.");
            yield return new Explanation(world, installed, rank).Of(core);
            rest.RemoveAll(core.Contains);
        }
    }

    private bool IsPossible(IReadOnlyCollection<int> locked)
    {
        Search search = new(world, installed, locked);
        return search.Start() ? search.FindAny(rank) || search.IsCut : false;
    }

    // Where following what is forced is enough to fail, only what took part in it can be in the set.
    private List<int> Suspects(List<int> locked)
    {
        Search search = new(world, installed, locked);
        if (search.Start()) return locked;
        List<int> involved = [.. search.LockedOfConflict().Where(locked.Contains)];
        return involved.Count > 0 && !IsPossible(involved) ? involved : locked;
    }

    // QuickXplain: halves the set, so a small core of many packages takes few searches.
    private List<int> Smallest(List<int> kept, bool isNew, List<int> candidates)
    {
        if (isNew && !IsPossible(kept)) return [];
        if (candidates.Count <= 1) return candidates;
        List<int> first = candidates[..(candidates.Count / 2)], second = candidates[(candidates.Count / 2)..];
        List<int> ofSecond = Smallest([.. kept, .. first], true, second);
        List<int> ofFirst = Smallest([.. kept, .. ofSecond], ofSecond.Count > 0, first);
        return [.. ofFirst, .. ofSecond];
    }
}
