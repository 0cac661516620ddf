using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// Tries the version and its fix on the smallest machines that it is for: each package that it raises, or that a block takes away, with what
/// that needs of the release. What is broken then and was not before is told, unless it was told already.
/// </summary>
internal static class Verification
{
    // A machine that needs more than this is no small one.
    private const int MaxPackages = 2000;

    // A whole distribution of 3,500 raised packages has 2 million.
    private const int MaxTried = 2_500_000;

    public static IEnumerable<FixFinding> Find(FixWorld world, UpdateVersion version, FixPlan plan, OsDefinition os, CancellationToken cancellationToken)
    {
        HashSet<string> gone = [.. plan.Blocks.SelectMany(b => b.Actions).Select(a => a.Removes).OfType<string>()];
        HashSet<string> told = [.. plan.Findings.SelectMany(f => f.Names)];
        SortedDictionary<string, FixFinding> findings = new(StringComparer.Ordinal);
        int tried = 0;
        foreach (int package in Starts(world, gone))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tried > MaxTried)
            {
                findings.Add(string.Empty, new(FixDiagnostics.NotTaken, "the version raises so many packages with so many requirements that not all of them were tried. Check it against profiles: `grif-errata fix` with --profiles.", []));
                break;
            }

            List<Nevra> machine = [.. Machine(world, package).Select(world.Table.Nevra)];
            tried += machine.Count;
            foreach (string broken in BrokenRules.Between(world.Table, machine, FixedMachine.Apply(machine, version, plan, os)).Select(b => b.Text))
            {
                string name = world.NameText(package);
                if (told.Contains(name) || findings.ContainsKey(broken)) continue;
                findings.Add(broken, new(FixDiagnostics.Breaks,
                    $"on a machine with {world.Text(package)} and what that needs, {broken}, which does not hold after the version and its fix. Write a block under `fix` with `when: [{name}]`, or exclude with a reason what brings it about.", [name]));
            }
        }

        return findings.Values;
    }

    private static IEnumerable<int> Starts(FixWorld world, HashSet<string> gone)
    {
        foreach (int entry in world.Entries)
        {
            if (world.Before(entry) is { } before && !world.Table.IsListed(before) && !world.Table.IsListed(entry)) yield return before;
        }

        for (int package = 0; package < world.Table.Count; package++)
        {
            if (world.Table.OriginOf(package) == PackageOrigin.Base && gone.Contains(world.NameText(package)) && world.IsAfter(package)) yield return package;
        }
    }

    // Where several would do the preferred one.
    private static HashSet<int> Machine(FixWorld world, int package)
    {
        HashSet<int> machine = [package];
        Stack<int> open = new([package]);
        while (open.TryPop(out int next) && machine.Count < MaxPackages)
        {
            foreach (int requirement in world.Table.Requires[next].ToArray())
            {
                if (world.Dependencies.IsRich(requirement)) continue;
                int[] ways = [.. world.Table.ProvidersOf(requirement).ToArray().Where(w => world.Table.OriginOf(w) != PackageOrigin.Errata)];
                if (ways.Length == 0 || ways.Any(machine.Contains)) continue;
                int way = ways.Order(Comparer<int>.Create(world.Compare)).First();
                machine.Add(way);
                open.Push(way);
            }
        }

        return machine;
    }
}
