using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GrifErrata.Monitor.Reports;

/// <summary>What the bytes of a report may be: UTF-8 without control characters other than tab and line ends.</summary>
internal static class ReportBytes
{
    private static readonly SearchValues<byte> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(b => b is not ('\t' or '\n' or '\r')).Select(b => (byte)b), 0x7F]);

    /// <summary>Null, or 400. Invalid UTF-8 is refused, not replaced: two machines must not become one name.</summary>
    public static Refusal? Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.ContainsAny(Forbidden)) return new(400, "The report has control characters. Send text: tabs and line ends only.");
        return Utf8.IsValid(bytes) ? null : new(400, "The report is not UTF-8. Send it in UTF-8.");
    }

    /// <summary>The first line without its end, which is removed from <paramref name="rest"/>.</summary>
    public static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line is [.. var before, (byte)'\r'] ? before : line;
    }

    /// <summary>A field's text without white space around it, or null where a reader could be steered by it:
    /// control characters (C1 and tabs too), invisible ones, line separators, more than <see cref="ReportLimits.Line"/> bytes.</summary>
    public static string? Text(ReadOnlySpan<byte> value)
    {
        if (value.Length > ReportLimits.Line) return null;
        string text = Encoding.UTF8.GetString(value.Trim(" \t\r\n"u8));
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~') continue;
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return null;
            }
        }

        return text;
    }
}
