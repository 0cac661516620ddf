namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Finds raised packages that conflict with others that machines can have: who stays is a person's choice.</summary>
internal static class Conflicts
{
    public static void Find(FixWorld world, IEnumerable<(int Raised, int Before)> steps, IReadOnlySet<string> renamed, List<FixFinding> findings)
    {
        foreach ((int raised, int before) in steps)
        {
            HashSet<int> had = [.. world.Table.Conflicts[before]];
            foreach (int conflict in world.Table.Conflicts[raised].ToArray())
            {
                if (had.Contains(conflict)) continue;
                if (world.Dependencies.IsRich(conflict))
                {
                    findings.Add(new(FixDiagnostics.NotTaken, $"{world.Text(raised)} conflicts with {world.Dependencies.Text(conflict)}, which no condition of a template can say. Write a block under `fix` where machines need one.", [world.NameText(raised)]));
                    continue;
                }

                foreach (int other in world.Table.ProvidersOf(conflict).ToArray().Where(o => o != raised && world.IsAfter(o) && !renamed.Contains(world.NameText(o))))
                {
                    findings.Add(new(FixDiagnostics.Breaks,
                        $"{world.Text(raised)} conflicts with {world.Text(other)} ({world.Dependencies.Text(conflict)}): a machine with both cannot have the update. "
                        + $"Say under `fix` which one stays, `when: ['{world.NameText(raised)} && {world.NameText(other)}']`, or exclude {world.NameText(raised)} with a reason.",
                        [world.NameText(raised), world.NameText(other)]));
                }
            }
        }
    }
}
