using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GrifErrata.Json;

/// <summary>
/// The keys of the objects that are open, so that none may occur twice: System.Text.Json lets the last one win, so that two programs
/// may see two different documents in one file.
/// </summary>
/// <remarks>Hashes of 64 bits are kept. Whoever makes two keys of one hash has a document refused, no more.</remarks>
internal sealed class JsonKeys
{
    private const int Few = 16;

    private readonly List<Level> _levels = [];
    private int _depth;

    /// <summary>An object begins.</summary>
    public void Open()
    {
        if (_depth == _levels.Count) _levels.Add(new Level());
        Level level = _levels[_depth++];
        level.Count = 0;
        level.Many = null;
    }

    /// <summary>An object ends.</summary>
    public void Close() => _depth--;

    /// <summary>Takes a key of the innermost object; false if it was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(ReadOnlySpan<byte> key)
    {
        ulong hash = Hash(key);
        Level level = _levels[_depth - 1];
        if (level.Many is { } many) return many.Add(hash);
        ulong[] few = level.Few;
        if (few.AsSpan(0, level.Count).Contains(hash)) return false;
        if (level.Count == Few)
        {
            level.Many = new HashSet<ulong>(few, SeededComparer.Instance) { hash };
            return true;
        }

        few[level.Count++] = hash;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * 0x9E3779B97F4A7C15;
        while (bytes.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0xFF51AFD7ED558CCD;
            hash ^= hash >> 32;
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++) tail = (tail << 8) | bytes[i];
        hash = (hash ^ tail) * 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 29);
    }

    private sealed class Level
    {
        public ulong[] Few { get; } = new ulong[JsonKeys.Few];

        public int Count { get; set; }

        public HashSet<ulong>? Many { get; set; }
    }

    // Keys that are made to share a bucket would cost quadratic time.
    private sealed class SeededComparer : IEqualityComparer<ulong>
    {
        public static readonly SeededComparer Instance = new();

        public bool Equals(ulong x, ulong y) => x == y;

        public int GetHashCode(ulong obj) => HashCode.Combine(obj);
    }
}
