using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>Blocks for what raised packages require and did not before.</summary>
internal sealed class RequirementBlocks(FixWorld world, Closure closure, Triggers triggers, List<FixFinding> findings)
{
    private const int MaxReasons = 3;

    private readonly Dictionary<int, HashSet<int>> _comesWith = [];

    /// <summary>Packages that go because a block brings another, and that other: of another name that obsoletes it, or a newer build.</summary>
    public OrderedDictionary<(int By, int Gone), bool> Removals { get; } = [];

    /// <summary>What comes with a raised package by these blocks.</summary>
    public IReadOnlySet<int> ComesWith(int raised) => _comesWith.TryGetValue(raised, out HashSet<int>? found) ? found : ImmutableHashSet<int>.Empty;

    /// <summary>The blocks: packages that are called for by the same others share one.</summary>
    public IReadOnlyList<FixBlock> Find(IEnumerable<(int Raised, int Before)> steps)
    {
        Dictionary<(int Package, string Beside, string Others), (SortedSet<int> By, Addition First, List<(int Raised, Addition Addition)> All)> wanted = [];
        foreach ((int raised, int before) in steps)
        {
            foreach (Addition addition in closure.Of(raised, before, before))
            {
                string others = string.Join(' ', addition.Unless);
                (int, string, string) key = (addition.Package, string.Join(' ', addition.Need.Beside), others);
                if (!wanted.TryGetValue(key, out var entry)) wanted.Add(key, entry = ([], addition, []));
                entry.By.Add(raised);
                entry.All.Add((raised, addition));
                if (!_comesWith.TryGetValue(raised, out HashSet<int>? with)) _comesWith.Add(raised, with = []);
                with.Add(addition.Package);
                if (addition.Others.Count > 0) ReportChoice(addition);
            }
        }

        return
        [
            .. wanted.GroupBy(w => (string.Join(' ', w.Value.By), w.Key.Beside, w.Key.Others))
                .SelectMany(g => Blocks([.. g.OrderBy(w => world.Text(w.Key.Package), StringComparer.Ordinal).Select(w => (w.Key.Package, w.Value.First, w.Value.By, w.Value.All))])),
        ];
    }

    private IEnumerable<FixBlock> Blocks(List<(int Package, Addition First, SortedSet<int> By, List<(int Raised, Addition Addition)> All)> group)
    {
        (_, Addition first, SortedSet<int> by, _) = group[0];
        ImmutableArray<FixCondition> when = triggers.Of(by, first.Need.Beside);
        yield return new(FixRule.Requirement, when, [.. first.Unless],
            [.. group.SelectMany(g => Actions(g.Package, g.All.Select(a => a.Addition.Need)))],
            [.. group.SelectMany(g => Some(Because(g.All.Select(a => a.Addition)), by).Concat(Gone(g.Package)))]);

        Addition[] raising = [.. group.SelectMany(g => g.All.Select(a => a.Addition)).Where(a => a.Raised.Count > 0)];
        int[] raised = [.. raising.SelectMany(a => a.Raised).Distinct().OrderBy(world.Text, StringComparer.Ordinal)];
        if (raised.Length == 0) yield break;
        foreach (int other in raised)
        {
            foreach (int older in world.Named(world.Table.NameOf(other), o => o != other && world.IsAfter(o))) Removals.TryAdd((other, older), true);
        }

        yield return new(FixRule.Requirement, when, [], [.. raised.Select(r => new FixAction.Raise(world.Table.Nevra(r)))],
            [.. Some(Because(raising), by).Select(r => r with { Package = string.Empty })]);
    }

    // Of the packages that call for a block a few say why; what comes with another needs one witness.
    private IEnumerable<FixReason> Some(IEnumerable<FixReason> all, SortedSet<int> by)
    {
        HashSet<string> triggers = [.. by.Select(world.NameText)];
        FixReason[] reasons = [.. all];
        FixReason[] direct = [.. reasons.Where(r => triggers.Contains(r.By)).Take(MaxReasons)];
        return direct.Length > 0 ? direct : reasons.Take(1);
    }

    /// <summary>What is done where a package comes: what it obsoletes goes.</summary>
    public IEnumerable<FixAction> Actions(int package, IEnumerable<Need> needs)
    {
        bool willDo = WillDo(package, needs);
        yield return new FixAction.Add(world.Table.Nevra(package), willDo);

        // Machines that have an older build lose that.
        if (!willDo && !world.IsEntry(package) && world.Before(package) is { } before) Removals.TryAdd((package, before), true);
        foreach (int gone in Obsoleted(package))
        {
            Removals.TryAdd((package, gone), true);
            yield return new FixAction.Delete(world.NameText(gone));
        }
    }

    /// <summary>Why what it obsoletes goes.</summary>
    public IEnumerable<FixReason> Gone(int package) => Obsoleted(package).Select(o => new FixReason(world.NameText(o), string.Empty, $"{world.Text(package)} obsoletes {world.Text(o)}"));

    // What a new name of the version obsoletes has been replaced by then.
    private IEnumerable<int> Obsoleted(int package) => world.IsEntry(package) && !world.IsKnownName(world.Table.NameOf(package))
        ? []
        : world.Obsoleted(package).Order(Comparer<int>.Create(world.Compare)).DistinctBy(world.NameText).OrderBy(world.NameText, StringComparer.Ordinal);

    /// <summary>Whether whatever a machine has of a package's name meets all needs.</summary>
    public bool WillDo(int package, IEnumerable<Need> all)
    {
        List<Need> needs = [.. all];
        foreach (int other in world.Table.ByName[world.Table.NameOf(package)])
        {
            if (world.IsAfter(other) && needs.Any(n => !n.Ways.Contains(other))) return false;
        }

        return true;
    }

    /// <summary>The reasons as texts, one a name and requirement: what 32 and 64 bits say alike is said once.</summary>
    public IEnumerable<FixReason> Because(IEnumerable<Addition> additions) => additions
        .GroupBy(a => (By: world.NameText(a.By), a.Need.Text))
        .Select(g => new FixReason(world.NameText(g.First().Package), g.Key.By, $"{world.Text(g.Select(a => a.By).Order(Comparer<int>.Create(world.Compare)).First())} requires {g.Key.Text}"))
        .Distinct().OrderBy(r => r.ToString(), StringComparer.Ordinal);

    private void ReportChoice(Addition addition)
    {
        string where = addition.Unless.Count > 0 ? $"is taken where a machine has none of {string.Join(", ", addition.Unless)}" : $"is taken, and not {string.Join(", ", addition.Others)}";
        FixFinding finding = new(FixDiagnostics.Choice,
            $"{world.Text(addition.By)} requires {addition.Need.Text}: {world.NameText(addition.Package)} {where}. "
            + $"If another should come, write a block under `fix` with `when: [{world.NameText(addition.By)}]`.",
            [world.NameText(addition.By), world.NameText(addition.Package), .. addition.Others]);
        if (!findings.Contains(finding)) findings.Add(finding);
    }
}
