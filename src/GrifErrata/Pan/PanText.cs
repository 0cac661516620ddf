using System.Text;

namespace GrifErrata.Pan;

/// <summary>Puts values into Pan text so that none can end the string or comment that it stands in.</summary>
public static class PanText
{
    /// <summary>
    /// A single-quoted Pan string, in which only the quote itself is special and is doubled (Pan language, string literals).
    /// </summary>
    /// <exception cref="FormatException">The value has a control character. What reads input refuses those earlier.</exception>
    public static string Quote(string value)
    {
        if (value.Any(EndsLine)) throw new FormatException("A value with a line break or another control character cannot stand in Pan text");
        return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A value in a comment, which ends with its line: control characters and line separators become <c>?</c>.</summary>
    public static string Comment(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (char c in value) text.Append(EndsLine(c) ? '?' : c);
        return text.ToString();
    }

    /// <summary>Control characters, and the two characters of Unicode that some readers take for a line's end.</summary>
    internal static bool EndsLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>
    /// <c>escape()</c> of Pan: every byte outside <c>[A-Za-z0-9]</c>, and a leading digit, becomes <c>_</c> and two lower-case hex
    /// digits (<c>gcc-c++</c> is <c>gcc_2dc_2b_2b</c>); the empty text is <c>_</c>.
    /// </summary>
    public static string Escape(string value)
    {
        if (value.Length == 0) return "_";
        StringBuilder text = new(value.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            bool plain = char.IsAsciiLetter((char)b) || (char.IsAsciiDigit((char)b) && text.Length > 0);
            if (plain) text.Append((char)b);
            else text.Append('_').Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The key of a package in <c>/software/packages</c> as Pan text: the name, or a call of <c>escape()</c> where that changes it.</summary>
    public static string Key(string name) => Escape(name) == name ? Quote(name) : $"escape({Quote(name)})";

    /// <summary>
    /// The same key in the form that <c>.pan</c> has from panc 10.7 on, where text in braces is escaped: <c>'zlib'</c>, <c>'{gcc-c++}'</c>.
    /// </summary>
    /// <exception cref="FormatException">The name has a control character, or a brace, which would end the form.</exception>
    public static string Braces(string name)
    {
        if (name.AsSpan().ContainsAny('{', '}')) throw new FormatException("A name with a brace cannot stand in braces");
        return Escape(name) == name ? Quote(name) : Quote($"{{{name}}}");
    }

    /// <summary>
    /// <c>unescape()</c> of Pan, the inverse of <see cref="Escape"/>: <c>_</c> and two hex digits become a byte, <c>_</c> alone the
    /// empty text. What is not such an escape stays as it is; bytes that are no UTF-8 become U+FFFD.
    /// </summary>
    public static string Unescape(string value)
    {
        if (value == "_") return string.Empty;
        if (!value.Contains('_', StringComparison.Ordinal)) return value;
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'_' && i + 2 < bytes.Length && IsHex(bytes[i + 1]) && IsHex(bytes[i + 2]))
            {
                bytes[length++] = byte.Parse(bytes.AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);
}
