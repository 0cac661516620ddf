using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GrifErrata.Json;

/// <summary>
/// The keys of the objects that are open, so that none may occur twice: System.Text.Json lets the last one win, so that two programs
/// may see two different documents in one file.
/// </summary>
/// <remarks>Hashes of 64 bits are kept. Whoever makes two keys of one hash has a document refused, no more.</remarks>
internal sealed class JsonKeys : IDisposable
{
    private const int Few = 16;

    private ulong[] _few = ArrayPool<ulong>.Shared.Rent(JsonCursor.MaxDepth * Few);
    private readonly Level[] _levels = new Level[JsonCursor.MaxDepth];
    private int _depth;

    /// <summary>An object begins.</summary>
    public void Open() => _levels[_depth++] = default;

    /// <summary>An object ends.</summary>
    public void Close() => _depth--;

    /// <summary>Takes a key of the innermost object; false if it was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(ReadOnlySpan<byte> key)
    {
        ulong hash = Hash(key);
        ref Level level = ref _levels[_depth - 1];
        if (level.Many is { } many) return many.Add(hash);
        Span<ulong> few = _few.AsSpan((_depth - 1) * Few, Few);

        // A bit that no key has set yet tells that none is the same.
        ulong bit = 1UL << (int)(hash >> 58);
        if ((level.Bits & bit) != 0 && few[..level.Count].Contains(hash)) return false;
        level.Bits |= bit;
        if (level.Count == Few)
        {
            level.Many = new HashSet<ulong>(few.ToArray(), SeededComparer.Instance) { hash };
            return true;
        }

        few[level.Count++] = hash;
        return true;
    }

    public void Dispose()
    {
        if (_few.Length > 0) ArrayPool<ulong>.Shared.Return(_few);
        _few = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * 0x9E3779B97F4A7C15;
        ulong last;
        if (bytes.Length >= 8)
        {
            last = MemoryMarshal.Read<ulong>(bytes[^8..]);
            for (; bytes.Length > 8; bytes = bytes[8..])
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0xFF51AFD7ED558CCD;
                hash ^= hash >> 32;
            }
        }
        else if (bytes.Length >= 4)
        {
            last = MemoryMarshal.Read<uint>(bytes) | ((ulong)MemoryMarshal.Read<uint>(bytes[^4..]) << 32);
        }
        else
        {
            last = bytes.IsEmpty ? 0 : bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16);
        }

        hash = (hash ^ last) * 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 29);
    }

    private record struct Level(int Count, ulong Bits, HashSet<ulong>? Many);

    // Keys that are made to share a bucket would cost quadratic time.
    private sealed class SeededComparer : IEqualityComparer<ulong>
    {
        public static readonly SeededComparer Instance = new();

        public bool Equals(ulong x, ulong y) => x == y;

        public int GetHashCode(ulong obj) => HashCode.Combine(obj);
    }
}
