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
}
