using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Advisories.Oval;

/// <summary>
/// What a file says under each id of one kind. An id gets a number, from 1, when it is first met, be it where it is used or where
/// it is defined: definitions stand before the tests that they name.
/// </summary>
/// <remarks>Own code, since a dictionary needs a string an id: three hundred thousand of them in a feed of 50 MB.</remarks>
internal sealed class OvalTable<T>(string file)
    where T : struct
{
    private T[] _items = new T[1024];
    private int[] _starts = new int[1025];
    private int[] _hashes = new int[1024];
    private byte[] _bytes = new byte[1 << 15];
    private int[] _slots = new int[1 << 11];
    private int _count;

    /// <summary>The number of an id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NumberOf(ReadOnlySpan<byte> id)
    {
        int hash = Hash(id);
        int mask = _slots.Length - 1;
        int slot = hash & mask;
        for (int number; (number = _slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            if (_hashes[number - 1] == hash && BytesOf(number).SequenceEqual(id)) return number;
        }

        Add(id, hash);
        _slots[slot] = _count;
        if (_count > _slots.Length / 2) Rehash();
        return _count;
    }

    /// <summary>What is said under the id of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Of(int number) => ref _items[number - 1];

    /// <summary>The id of a number, shortened for a message.</summary>
    public string Shown(int number)
    {
        ReadOnlySpan<byte> id = BytesOf(number);
        return Encoding.UTF8.GetString(id.Length <= 80 ? id : id[..80]);
    }

    // The runtime's hash of strings, over the bytes two by two: it is keyed anew in each process, so nobody can prepare collisions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Hash(ReadOnlySpan<byte> id)
    {
        int hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(id));
        return (id.Length & 1) == 0 ? hash : (hash * 31) + id[^1];
    }

    private ReadOnlySpan<byte> BytesOf(int number) => _bytes.AsSpan(_starts[number - 1], _starts[number] - _starts[number - 1]);

    private void Add(ReadOnlySpan<byte> id, int hash)
    {
        int start = _starts[_count];
        if (id.Length > Array.MaxLength - start)
            throw new InputException(InputDiagnostics.TooLarge.At(new SourceLocation(file), "The ids of the document are too long together. Check that it is the right file."));
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
            Array.Resize(ref _hashes, _count * 2);
            Array.Resize(ref _starts, (_count * 2) + 1);
        }

        if (_bytes.Length - start < id.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, start + (long)id.Length)));
        id.CopyTo(_bytes.AsSpan(start));
        _hashes[_count] = hash;
        _starts[++_count] = start + id.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rehash()
    {
        int[] slots = new int[_slots.Length * 4];
        int mask = slots.Length - 1;
        for (int number = 1; number <= _count; number++)
        {
            int slot = _hashes[number - 1] & mask;
            while (slots[slot] != 0) slot = (slot + 1) & mask;
            slots[slot] = number;
        }

        _slots = slots;
    }
}
