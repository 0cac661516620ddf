using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GrifErrata.Xml;

/// <summary>
/// Makes strings of UTF-8 bytes and gives the same one for the same bytes, since feeds repeat names, versions and architectures
/// tens of thousands of times.
/// </summary>
/// <remarks>A text that does not find a place in a few tries replaces another, so crafted collisions cost memory, never time.</remarks>
internal sealed class Utf8StringPool
{
    private const int LongestPooled = 128;
    private const int Tries = 8;
    private const int LargestTable = 1 << 16;

    private Entry[] _entries = new Entry[1 << 12];
    private int _count;

    /// <summary>The string of these bytes, which must be valid UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return string.Empty;
        if (utf8.Length > LongestPooled) return Encoding.UTF8.GetString(utf8);
        uint hash = Hash(utf8);
        Entry[] entries = _entries;
        uint mask = (uint)entries.Length - 1;
        for (uint i = 0; i < Tries; i++)
        {
            ref Entry entry = ref entries[(hash + i) & mask];
            if (entry.Text is null)
            {
                string text = Encoding.UTF8.GetString(utf8);
                entry = new Entry(hash, text);
                if (++_count > entries.Length / 2 && entries.Length < LargestTable) Grow();
                return text;
            }

            // Ascii.Equals is false for anything beyond ASCII; such texts are rare and just not shared.
            if (entry.Hash == hash && Ascii.Equals(utf8, entry.Text)) return entry.Text;
        }

        string replacement = Encoding.UTF8.GetString(utf8);
        entries[hash & mask] = new Entry(hash, replacement);
        return replacement;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<byte> bytes)
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
        return (uint)(hash >> 32);
    }

    private void Grow()
    {
        Entry[] old = _entries;
        Entry[] entries = new Entry[old.Length * 4];
        uint mask = (uint)entries.Length - 1;
        _count = 0;
        foreach (Entry entry in old)
        {
            if (entry.Text is null) continue;
            for (uint i = 0; i < Tries; i++)
            {
                ref Entry place = ref entries[(entry.Hash + i) & mask];
                if (place.Text is not null) continue;
                place = entry;
                _count++;
                break;
            }
        }

        _entries = entries;
    }

    private readonly record struct Entry(uint Hash, string Text);
}
