using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GrifErrata.Dependencies;

/// <summary>Gives each text a number, once. The bytes lie in one block, so that half a million names cost no objects.</summary>
internal sealed class SymbolTable
{
    private byte[] _bytes;
    private int[] _ends;
    private int[] _slots;
    private string?[] _strings = [];

    public SymbolTable() => (_bytes, _ends, _slots) = (new byte[1 << 16], new int[1 << 12], new int[1 << 13]);

    /// <summary>A table of the arrays of another.</summary>
    public SymbolTable(byte[] bytes, int[] ends, int[] slots) => (_bytes, _ends, _slots, Count) = (bytes, ends, slots, ends.Length);

    /// <summary>How many texts there are; their numbers are 0 and up.</summary>
    public int Count { get; private set; }

    /// <summary>The texts one behind the other, where each ends, and the hash table.</summary>
    public (byte[] Bytes, int[] Ends, int[] Slots) Arrays => (_bytes[..(Count == 0 ? 0 : _ends[Count - 1])], _ends[..Count], _slots);

    /// <summary>The number of a text, a new one if it was not seen before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (2 * (Count + 1) > _slots.Length) Grow();
        int slot = Slot(utf8);
        if (_slots[slot] != 0) return _slots[slot] - 1;
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + utf8.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, start + utf8.Length));
        if (Count == _ends.Length) Array.Resize(ref _ends, Math.Max(2 * _ends.Length, 1 << 12));
        utf8.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = start + utf8.Length;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{byte})"/>
    public int Add(string text)
    {
        Span<byte> buffer = text.Length <= 256 ? stackalloc byte[3 * text.Length] : new byte[3 * text.Length];
        return Add(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    /// <summary>The number of a text, or -1 where it was never seen.</summary>
    public int Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Find(string)"/>
    public int Find(ReadOnlySpan<byte> utf8) => _slots[Slot(utf8)] - 1;

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> Utf8(int symbol)
    {
        int start = symbol == 0 ? 0 : _ends[symbol - 1];
        return _bytes.AsSpan(start, _ends[symbol] - start);
    }

    /// <summary>The text; made when it is first asked for.</summary>
    public string Text(int symbol)
    {
        if (symbol >= _strings.Length) Array.Resize(ref _strings, Math.Max(2 * _strings.Length, _ends.Length));
        return _strings[symbol] ??= Encoding.UTF8.GetString(Utf8(symbol));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Slot(ReadOnlySpan<byte> utf8)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(utf8) & mask;
        while (_slots[slot] != 0 && !Utf8(_slots[slot] - 1).SequenceEqual(utf8)) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        int mask = _slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = Hash(Utf8(i)) & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = i + 1;
        }
    }

    // Eight bytes a step, mixed by a multiplication: names share long beginnings, so every byte must count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length * 0x9E3779B97F4A7C15;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(utf8);
        foreach (ulong word in words) hash = ((hash ^ word) * 0xD6E8FEB86659FD93) ^ (hash >> 29);
        foreach (byte b in utf8[(8 * words.Length)..]) hash = (hash ^ b) * 0x100000001B3;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return (int)(hash >> 33);
    }
}
