using System.Buffers;
using System.Text;

namespace GrifErrata.Pan;

/// <summary>Puts values from feeds into Markdown so that none becomes markup.</summary>
public static class MarkdownText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_{}[]<>#|~&!");

    /// <summary>Escapes Markdown's and HTML's special characters; control characters become a blank.</summary>
    public static string Escape(string value)
    {
        if (!value.AsSpan().ContainsAny(Special) && !value.Any(PanText.EndsLine)) return value;
        StringBuilder text = new(value.Length + 8);
        foreach (char c in value)
        {
            if (PanText.EndsLine(c)) text.Append(' ');
            else if (c == '<') text.Append("&lt;");
            else if (c == '>') text.Append("&gt;");
            else if (c == '&') text.Append("&amp;");
            // An underscore inside a word is plain text in CommonMark: names stay readable.
            else if (c != '_' && Special.Contains(c)) text.Append('\\').Append(c);
            else text.Append(c);
        }

        return text.ToString();
    }
}
