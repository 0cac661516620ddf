namespace GrifErrata.Monitor.Reports;

/// <summary>
/// A form as Pakiti 2 sends it through openssl s_client: <c>name=value&amp;...</c>, where only <c>+</c> is encoded; blanks, quotes and line
/// ends are as they are.
/// </summary>
internal static class UrlEncodedForm
{
    /// <summary>Whether bytes start as such a form does: a word and <c>=</c>.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body)
    {
        int end = body.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        return end > 0 && body[end] == '=';
    }

    /// <summary>The fields, or null after a refusal.</summary>
    public static Form? Read(ReadOnlyMemory<byte> body, out Refusal? refusal)
    {
        var form = new Form();
        while (!body.IsEmpty)
        {
            int end = body.Span.IndexOf((byte)'&');
            ReadOnlyMemory<byte> field = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            int equals = field.Span.IndexOf((byte)'=');
            ReadOnlyMemory<byte> name = Decode(equals < 0 ? field : field[..equals]);
            refusal = form.Add(name.Span, equals < 0 ? default : Decode(field[(equals + 1)..]));
            if (refusal is not null) return null;
        }

        refusal = null;
        return form;
    }

    // A % without two digits stays, as in PHP.
    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> value)
    {
        ReadOnlySpan<byte> from = value.Span;
        if (!from.ContainsAny((byte)'%', (byte)'+')) return value;
        byte[] to = new byte[from.Length];
        int length = 0;
        for (int i = 0; i < from.Length; i++)
        {
            byte b = from[i];
            if (b == '+') b = (byte)' ';
            else if (b == '%' && i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
            {
                b = (byte)((Digit(from[i + 1]) << 4) | Digit(from[i + 2]));
                i += 2;
            }

            to[length++] = b;
        }

        return to.AsMemory(0, length);
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
