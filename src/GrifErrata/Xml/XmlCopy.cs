using System.Buffers;

namespace GrifErrata.Xml;

/// <summary>Bytes of an XML document, gathered to be written elsewhere. Memory grows with one element and is used again for the next.</summary>
internal sealed class XmlCopy
{
    // What XML 1.0 forbids; feeds have such bytes, and readers of the copy would refuse the whole document.
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(b => (byte)b).Where(b => b is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))]);

    private static readonly SearchValues<byte> Escaped = SearchValues.Create("&<>\"\t\n\r"u8);

    private byte[] _bytes = new byte[16 * 1024];

    /// <summary>Most bytes that are gathered at a time; 256 MiB.</summary>
    public int MaxBytes { get; init; } = 256 << 20;

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    /// <summary>What was gathered.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Forgets what was gathered.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds bytes of the document; a forbidden control byte becomes a question mark.</summary>
    /// <returns>False, and nothing is added, where there would be too many.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes - Length) return false;
        if (bytes.Length > _bytes.Length - Length)
            Array.Resize(ref _bytes, Math.Max(Length + bytes.Length, (int)Math.Min(MaxBytes, _bytes.Length * 2L)));
        Span<byte> added = _bytes.AsSpan(Length, bytes.Length);
        bytes.CopyTo(added);
        Length += bytes.Length;
        if (!MayHoldForbidden(added)) return true;
        for (int i; (i = added.IndexOfAny(Forbidden)) >= 0; added = added[(i + 1)..]) added[i] = (byte)'?';
        return true;
    }

    /// <summary>Adds text that is not of the document.</summary>
    public void Add(ReadOnlySpan<byte> text) => ArgumentOutOfRangeException.ThrowIfEqual(TryAdd(text), false, nameof(text));

    /// <summary>Adds a blank, an attribute's name and its value, escaped.</summary>
    public void AddAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Add(" "u8);
        Add(name);
        Add("=\""u8);
        AddEscaped(value);
        Add("\""u8);
    }

    // Three searches that the framework has compiled are faster than one that is compiled while a command runs.
    private static bool MayHoldForbidden(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyInRange((byte)0, (byte)('\t' - 1)) || bytes.ContainsAny((byte)0x0B, (byte)0x0C) || bytes.ContainsAnyInRange((byte)('\r' + 1), (byte)(' ' - 1));

    private void AddEscaped(ReadOnlySpan<byte> text)
    {
        for (int i; (i = text.IndexOfAny(Escaped)) >= 0; text = text[(i + 1)..])
        {
            Add(text[..i]);
            Add(text[i] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'"' => "&quot;"u8,
                (byte)'\t' => "&#9;"u8,
                (byte)'\n' => "&#10;"u8,
                _ => "&#13;"u8,
            });
        }

        Add(text);
    }
}
