using System.Buffers.Binary;
using System.Text;

namespace GrifErrata.Rpm;

/// <summary>One header structure of an RPM file: 16 bytes of introduction, an index of 16 bytes an entry, the data.</summary>
/// <remarks>All offsets, counts and types are checked before they are used. Problems are returned as clauses for a message.</remarks>
internal sealed partial class RpmHeaderSection
{
    private const int IntroBytes = 16, EntryBytes = 16;

    // Types of the data (rpm's rpmtag.h).
    private const uint Int32 = 4, String = 6, I18NString = 9, LastType = 9;

    private readonly Stream _content;
    private readonly long _start;
    private readonly int _entries;
    private readonly int _bytes;
    private readonly Dictionary<uint, Entry> _index = [];

    private RpmHeaderSection(Stream content, long start, int entries, int bytes) =>
        (_content, _start, _entries, _bytes) = (content, start, entries, bytes);

    /// <summary>Offset in the file of the first byte after the structure.</summary>
    public long End => DataStart + _bytes;

    private static ReadOnlySpan<byte> Magic => [0x8e, 0xad, 0xe8, 0x01];

    private long DataStart => _start + IntroBytes + ((long)_entries * EntryBytes);

    /// <summary>Reads the introduction.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Open(Stream content, long start, string which, int maxEntries, int maxBytes, out RpmHeaderSection? section)
    {
        section = null;
        Span<byte> intro = stackalloc byte[IntroBytes];
        if (!ReadAt(content, start, intro)) return $"the file ends before its {which} header";
        if (!intro.StartsWith(Magic)) return $"its {which} header does not start as one of version 1";

        uint entries = BinaryPrimitives.ReadUInt32BigEndian(intro[8..]);
        uint bytes = BinaryPrimitives.ReadUInt32BigEndian(intro[12..]);
        if (entries > maxEntries) return $"its {which} header has {entries} entries, more than {maxEntries}";
        if (bytes > maxBytes) return $"its {which} header has {bytes} bytes of data, more than {maxBytes}";

        var opened = new RpmHeaderSection(content, start, (int)entries, (int)bytes);
        if (opened.End > content.Length) return $"the file ends within its {which} header";
        section = opened;
        return null;
    }

    /// <summary>Reads and checks the index.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? ReadIndex()
    {
        byte[] index = new byte[_entries * EntryBytes];
        if (!ReadAt(_content, _start + IntroBytes, index)) return "the file ends within its index";
        for (int i = 0; i < _entries; i++)
        {
            ReadOnlySpan<byte> bytes = index.AsSpan(i * EntryBytes, EntryBytes);
            uint tag = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var entry = new Entry(
                BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));
            if (entry.Type > LastType) return $"tag {tag} has the unknown type {entry.Type}";
            if (entry.Offset > _bytes || entry.Count > _bytes) return $"tag {tag} lies outside of the data";
            if (!_index.TryAdd(tag, entry)) return $"tag {tag} is there twice";
        }

        return null;
    }

    /// <summary>Whether the index names a tag.</summary>
    public bool Has(uint tag) => _index.ContainsKey(tag);

    /// <summary>A tag's text; of a translated one, the first, which is in English. Null where it is missing or something is wrong.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="problem">Stays as it is, or takes what is wrong; nothing is read where it is not null.</param>
    public string? Text(uint tag, ref string? problem)
    {
        if (problem is not null || !_index.TryGetValue(tag, out Entry entry)) return null;
        if (!(entry.Type == String && entry.Count == 1) && !(entry.Type == I18NString && entry.Count >= 1))
        {
            problem = $"tag {tag} is not one text";
            return null;
        }

        // One byte more than the longest value, so that a longer one is seen as too long and not as cut.
        Span<byte> window = stackalloc byte[RpmAlphabet.MaxLength + 1];
        window = window[..Math.Min(window.Length, _bytes - (int)entry.Offset)];
        int length = ReadAt(_content, DataStart + entry.Offset, window) ? window.IndexOf((byte)0) : -1;
        if (length >= 0) return Encoding.Latin1.GetString(window[..length]);
        problem = $"the text of tag {tag} has no end, or more than {RpmAlphabet.MaxLength} bytes";
        return null;
    }

    /// <summary>A tag's first 32-bit number. Null where it is missing or something is wrong.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="problem">Stays as it is, or takes what is wrong; nothing is read where it is not null.</param>
    public uint? Number(uint tag, ref string? problem)
    {
        if (problem is not null || !_index.TryGetValue(tag, out Entry entry)) return null;
        Span<byte> number = stackalloc byte[sizeof(uint)];
        if (entry.Type != Int32 || entry.Count < 1 || _bytes - entry.Offset < number.Length
            || !ReadAt(_content, DataStart + entry.Offset, number))
        {
            problem = $"tag {tag} is not a 32-bit number";
            return null;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(number);
    }

    private static bool ReadAt(Stream content, long position, Span<byte> buffer)
    {
        content.Position = position;
        return content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }

    private readonly record struct Entry(uint Type, uint Offset, uint Count);
}
