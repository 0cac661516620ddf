using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GrifErrata.Rpm;

/// <content>Tags that hold lists: read through a window, so that what is held is bounded whatever the header says.</content>
internal sealed partial class RpmHeaderSection
{
    /// <summary>Most items of one list.</summary>
    public const int MaxListItems = 1 << 22;

    /// <summary>Most bytes of the texts of one list.</summary>
    public const int MaxListBytes = 32 << 20;

    /// <summary>Most bytes of one text of a list.</summary>
    public const int MaxListText = 65535;

    private const int Chunk = 8192;
    private const uint StringArray = 8;
    private byte[]? _window;

    /// <summary>Takes one text of a list; the span is valid for the call only.</summary>
    public delegate void TakeText(int index, ReadOnlySpan<byte> text);

    /// <summary>How many items the list of a tag has; 0 where the tag is missing.</summary>
    public int CountOf(uint tag) => _index.TryGetValue(tag, out Entry entry) ? (int)entry.Count : 0;

    /// <summary>Hands out the texts of a tag, in their order; nothing where the tag is missing.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? Texts(uint tag, TakeText take)
    {
        if (!_index.TryGetValue(tag, out Entry entry)) return null;
        if (entry.Type is not (StringArray or String or I18NString)) return $"tag {tag} is not a list of texts";
        if (entry.Count > MaxListItems) return $"tag {tag} has {entry.Count} texts, more than {MaxListItems}";
        _window ??= new byte[MaxListText + 1];
        long at = DataStart + entry.Offset;
        int start = 0, filled = 0, total = 0;
        for (int i = 0; i < entry.Count; i++)
        {
            int length, searched = 0;
            while ((length = _window.AsSpan(start + searched, filled - start - searched).IndexOf((byte)0)) < 0)
            {
                _window.AsSpan(start, filled - start).CopyTo(_window);
                (start, filled) = (0, filled - start);
                searched = filled;
                int wanted = (int)Math.Min(Math.Min(Chunk, _window.Length - filled), End - at);
                if (filled == _window.Length) return $"tag {tag} has a text of more than {MaxListText} bytes";
                if (wanted <= 0 || !ReadAt(_content, at, _window.AsSpan(filled, wanted))) return $"the texts of tag {tag} have no end";
                (at, filled) = (at + wanted, filled + wanted);
            }

            length += searched;
            if ((total += length + 1) > MaxListBytes) return $"the texts of tag {tag} have more than {MaxListBytes} bytes";
            take(i, _window.AsSpan(start, length));
            start += length + 1;
        }

        return null;
    }

    /// <summary>All 32-bit numbers of a tag; empty where it is missing or something is wrong.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="problem">Stays as it is, or takes what is wrong; nothing is read where it is not null.</param>
    public uint[] Numbers(uint tag, ref string? problem)
    {
        if (problem is not null || !_index.TryGetValue(tag, out Entry entry)) return [];
        if (entry.Type != Int32 || entry.Count > (_bytes - entry.Offset) / sizeof(uint) || entry.Count > MaxListItems)
        {
            problem = $"tag {tag} is not a list of at most {MaxListItems} 32-bit numbers";
            return [];
        }

        uint[] numbers = new uint[entry.Count];
        if (!ReadAt(_content, DataStart + entry.Offset, MemoryMarshal.AsBytes(numbers.AsSpan())))
        {
            problem = $"the file ends within tag {tag}";
            return [];
        }

        if (BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(numbers, numbers);
        return numbers;
    }
}
