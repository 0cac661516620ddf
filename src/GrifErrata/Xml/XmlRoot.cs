using System.Buffers;
using System.Text;

namespace GrifErrata.Xml;

/// <summary>Tells what an XML document is by its root element, from the first bytes alone.</summary>
internal static class XmlRoot
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>[");

    /// <summary>
    /// Local name of the root element, or the name in its DOCTYPE (so that the format's reader can refuse that with a good message);
    /// empty if the bytes are no XML or end before it.
    /// </summary>
    public static string NameOf(ReadOnlySpan<byte> head)
    {
        if (head is [(byte)'{' or (byte)'[', ..]) return string.Empty; // JSON, in whichever encoding: it need not be decoded to know.
        Encoding? wide = XmlEncoding.OfFirstBytes(head);
        string text = wide is null
            ? Encoding.Latin1.GetString(head)
            : (wide is UnicodeEncoding { CodePage: 1201 } ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(head);
        if (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal)) text = text[3..];
        text = text.TrimStart('\uFEFF');
        int i = 0;
        while (true)
        {
            while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
            if (i + 1 >= text.Length || text[i] != '<') return string.Empty;
            ReadOnlySpan<char> rest = text.AsSpan(i);
            if (rest.StartsWith("<!DOCTYPE")) return NameAt(rest[9..].TrimStart());
            string? end = rest.StartsWith("<!--") ? "-->" : rest[1] == '?' ? "?>" : null;
            if (end is null) return NameAt(rest[1..]);
            int found = text.IndexOf(end, i + 2, StringComparison.Ordinal);
            if (found < 0) return string.Empty;
            i = found + end.Length;
        }
    }

    private static string NameAt(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(NameEnds);
        ReadOnlySpan<char> name = end < 0 ? [] : text[..end];
        return name[(name.LastIndexOf(':') + 1)..].ToString();
    }
}
