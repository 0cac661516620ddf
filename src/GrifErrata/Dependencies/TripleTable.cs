using System.Runtime.CompilerServices;

namespace GrifErrata.Dependencies;

/// <summary>Gives each triple of numbers a number, once; in two arrays, so that it is kept and read back without being built again.</summary>
internal sealed class TripleTable
{
    private int[] _items;
    private int[] _slots;

    public TripleTable() => (_items, _slots) = (new int[3 << 10], new int[1 << 11]);

    /// <summary>A table of the arrays of another.</summary>
    public TripleTable(int[] items, int[] slots) => (_items, _slots, Count) = (items, slots, items.Length / 3);

    /// <summary>How many there are; their numbers are 0 and up.</summary>
    public int Count { get; private set; }

    /// <summary>The triples one behind the other, and the hash table.</summary>
    public (int[] Items, int[] Slots) Arrays => (_items[..(3 * Count)], _slots);

    /// <summary>A triple by its number.</summary>
    public (int First, int Second, int Third) this[int number] => (_items[3 * number], _items[(3 * number) + 1], _items[(3 * number) + 2]);

    /// <summary>The number of a triple, a new one if it was not seen before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(int first, int second, int third)
    {
        if (2 * (Count + 1) > _slots.Length) Grow();
        int slot = Slot(first, second, third);
        if (_slots[slot] != 0) return _slots[slot] - 1;
        if (3 * (Count + 1) > _items.Length) Array.Resize(ref _items, Math.Max(2 * _items.Length, 3 << 10));
        (_items[3 * Count], _items[(3 * Count) + 1], _items[(3 * Count) + 2]) = (first, second, third);
        _slots[slot] = ++Count;
        return Count - 1;
    }

    /// <summary>The number of a triple, or -1 where it was never seen.</summary>
    public int Find(int first, int second, int third) => _slots[Slot(first, second, third)] - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Slot(int first, int second, int third)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(first, second, third) & mask;
        while (_slots[slot] != 0 && this[_slots[slot] - 1] != (first, second, third)) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        for (int i = 0; i < Count; i++)
        {
            (int first, int second, int third) = this[i];
            _slots[Slot(first, second, third)] = i + 1;
        }
    }

    private static int Hash(int first, int second, int third)
    {
        ulong hash = ((ulong)(uint)first << 32) | (uint)second;
        hash = (hash ^ (hash >> 31) ^ ((ulong)(uint)third << 17)) * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 29)) * 0xD6E8FEB86659FD93;
        return (int)(hash >> 33);
    }
}
