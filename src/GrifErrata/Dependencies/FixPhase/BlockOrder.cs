namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// Puts blocks in an order in which each sees what those before it did: a block for a build that only others set comes after those.
/// Blocks that wait for each other come more than once, so that whichever of them is called for first, the others see it.
/// </summary>
internal sealed class BlockOrder
{
    // Of a circle of circles all ways are walked up to here.
    private const int MaxRounds = 4;

    private readonly IReadOnlyList<FixBlock> _blocks;
    private readonly List<int>[] _waitsFor;
    private readonly int[] _number;
    private readonly int[] _lowest;
    private readonly Stack<int> _open = [];
    private readonly HashSet<int> _isOpen = [];
    private readonly List<FixBlock> _ordered = [];
    private int _count;

    private BlockOrder(IReadOnlyList<FixBlock> blocks)
    {
        _blocks = blocks;
        (_number, _lowest) = (new int[blocks.Count], new int[blocks.Count]);
        ILookup<string, int> setters = Enumerable.Range(0, blocks.Count).SelectMany(b => blocks[b].Actions.Select(a => a.Sets?.ToString()).OfType<string>().Distinct().Select(s => (Build: s, Block: b))).ToLookup(s => s.Build, s => s.Block, StringComparer.Ordinal);
        _waitsFor = [.. blocks.Select((b, i) => b.When.SelectMany(c => c.All).Where(p => p.Build is not null).SelectMany(p => setters[p.Build!.ToString()]).Where(s => s != i).Distinct().ToList())];
    }

    public static IReadOnlyList<FixBlock> Of(IReadOnlyList<FixBlock> blocks)
    {
        BlockOrder order = new(blocks);
        for (int block = 0; block < blocks.Count; block++)
        {
            if (order._number[block] == 0) order.Visit(block);
        }

        return order._ordered;
    }

    // Tarjan's strongly connected components: each is complete after all that it waits for.
    private void Visit(int block)
    {
        _number[block] = _lowest[block] = ++_count;
        _open.Push(block);
        _isOpen.Add(block);
        foreach (int other in _waitsFor[block])
        {
            if (_number[other] == 0) Visit(other);
            if (_isOpen.Contains(other)) _lowest[block] = Math.Min(_lowest[block], _lowest[other]);
        }

        if (_lowest[block] != _number[block]) return;
        List<int> circle = [];
        int last;
        do
        {
            circle.Add(last = _open.Pop());
            _isOpen.Remove(last);
        }
        while (last != block);
        _ordered.AddRange(Rounds(circle).Select(b => _blocks[b]));
    }

    // One round more than there are blocks that come before something that they wait for.
    private IEnumerable<int> Rounds(List<int> circle)
    {
        HashSet<int> left = [.. circle];
        List<int> round = [];
        int rounds = 1;
        while (left.Count > 0)
        {
            List<int> ready = [.. left.Where(b => !_waitsFor[b].Any(left.Contains)).Order()];
            if (ready.Count == 0)
            {
                rounds++;
                ready = [left.Min()];
            }

            round.AddRange(ready);
            left.ExceptWith(ready);
        }

        return Enumerable.Repeat(round, Math.Min(rounds, MaxRounds)).SelectMany(r => r);
    }
}
