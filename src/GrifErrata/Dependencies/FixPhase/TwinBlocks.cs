namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Blocks that give the builds of one name for 64 and for 32 bits one version, where the version raises one of them only.</summary>
internal sealed class TwinBlocks(FixWorld world, IReadOnlySet<string> renamed, List<FixFinding> findings)
{
    /// <summary>The builds that the blocks raise, and what they raise: these lose things too.</summary>
    public List<(int Raised, int Before)> Steps { get; } = [];

    /// <summary>The blocks.</summary>
    public IEnumerable<FixBlock> Find(IEnumerable<(int Raised, int Before)> steps)
    {
        foreach ((int raised, _) in steps.Where(s => !renamed.Contains(world.NameText(s.Raised))))
        {
            foreach (int twin in world.Named(world.Table.NameOf(raised), t => IsLeftBehind(t, raised)))
            {
                int? same = world.Named(world.Table.NameOf(raised), p => world.Table.ArchSymbol(p) == world.Table.ArchSymbol(twin)
                    && world.Table.Version(p).CompareTo(world.Table.Version(raised)) == 0 && world.IsCandidate(p)).Cast<int?>().FirstOrDefault();
                if (same is { } package)
                {
                    Steps.Add((package, twin));
                    yield return new(FixRule.Twin, [], [], [new FixAction.Raise(world.Table.Nevra(package))], [new(world.NameText(raised), string.Empty, $"{world.Text(raised)} and {world.Text(twin)} must have one version")]);
                    continue;
                }

                findings.Add(new(FixDiagnostics.Breaks,
                    $"{world.Text(raised)} and {world.Text(twin)} must have one version, and there is no {world.Text(raised)[..^world.Table.Arch(raised).Length]}{world.Table.Arch(twin)}: "
                    + $"a machine with both cannot have the update. Give a source that has it, or exclude {world.NameText(raised)} with a reason.", [world.NameText(raised)]));
            }
        }
    }

    private bool IsLeftBehind(int twin, int raised) => world.IsAfter(twin) && !world.IsEntry(twin)
        && PackageArch.Colour(world.Table.Arch(twin)) + PackageArch.Colour(world.Table.Arch(raised)) == 3
        && world.Table.Version(twin).CompareTo(world.Table.Version(raised)) != 0 && world.Table.OriginOf(twin) == PackageOrigin.Base;
}
