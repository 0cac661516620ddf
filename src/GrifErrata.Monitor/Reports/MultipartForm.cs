using System.Text;

namespace GrifErrata.Monitor.Reports;

/// <summary>A form as curl sends it (RFC 7578). Its first line is the delimiter: the content type, which a proxy may change, is not needed.</summary>
internal static class MultipartForm
{
    // RFC 2046, 5.1.1: a boundary has at most 70 characters.
    private const int LongestDelimiter = 72;

    /// <summary>Whether bytes start as such a form does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body) => body.StartsWith("--"u8);

    /// <summary>The fields, or null after a refusal.</summary>
    public static Form? Read(ReadOnlyMemory<byte> body, out Refusal? refusal)
    {
        refusal = new(400, "The form is not multipart/form-data, or was cut. Send it as curl does.");
        ReadOnlySpan<byte> rest = body.Span;
        ReadOnlySpan<byte> delimiter = ReportBytes.NextLine(ref rest);
        if (delimiter.Length is < 3 or > LongestDelimiter) return null;
        Span<byte> next = [(byte)'\n', .. delimiter];
        var form = new Form();
        while (true)
        {
            if (!TryHeader(ref rest, out ReadOnlySpan<byte> name)) return null;
            int end = rest.IndexOf(next);
            if (end < 0) return null;
            int start = body.Length - rest.Length;
            ReadOnlyMemory<byte> value = WithPlus(body.Slice(start, rest[..end] is [.., (byte)'\r'] ? end - 1 : end));
            if (form.Add(name, value) is { } bad)
            {
                refusal = bad;
                return null;
            }

            rest = rest[(end + next.Length)..];
            ReadOnlySpan<byte> after = ReportBytes.NextLine(ref rest);
            if (after.StartsWith("--"u8)) break;
            if (!after.IsEmpty) return null;
        }

        refusal = null;
        return form;
    }

    // Pakiti 2's client writes %2b for each plus of packages and kernel, as for the other kind of form, and curl leaves that as it is: gcc-c%2b%2b.
    // No name, version or kernel has a percent sign.
    private static ReadOnlyMemory<byte> WithPlus(ReadOnlyMemory<byte> value)
    {
        if (value.Span.IndexOf("%2b"u8) < 0) return value;
        byte[] text = new byte[value.Length];
        int length = 0;
        ReadOnlySpan<byte> rest = value.Span;
        for (int at; (at = rest.IndexOf("%2b"u8)) >= 0; rest = rest[(at + 3)..])
        {
            rest[..at].CopyTo(text.AsSpan(length));
            text[length + at] = (byte)'+';
            length += at + 1;
        }

        rest.CopyTo(text.AsSpan(length));
        return text.AsMemory(0, length + rest.Length);
    }

    private static bool TryHeader(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name)
    {
        name = default;
        for (int i = 0; i < ReportLimits.Fields && !rest.IsEmpty; i++)
        {
            ReadOnlySpan<byte> line = ReportBytes.NextLine(ref rest);
            if (line.IsEmpty) return !name.IsEmpty;
            if (line.Length > ReportLimits.Line) return false;
            ReadOnlySpan<byte> disposition = "content-disposition:"u8;
            if (line.Length < disposition.Length || !Ascii.EqualsIgnoreCase(line[..disposition.Length], disposition)) continue;
            int start = line.IndexOf(" name=\""u8);
            if (start < 0) return false;
            name = line[(start + 7)..];
            int end = name.IndexOf((byte)'"');
            if (end <= 0) return false;
            name = name[..end];
        }

        return false;
    }
}
