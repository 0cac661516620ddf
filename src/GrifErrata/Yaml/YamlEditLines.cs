namespace GrifErrata.Yaml;

/// <summary>Lines of a text that is edited.</summary>
internal static class YamlEditLines
{
    /// <summary>The line end that the text uses, LF if it has none.</summary>
    public static string LineEnd(string text)
    {
        int first = text.IndexOf('\n', StringComparison.Ordinal);
        return first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The first character of the line of a place.</summary>
    public static int Start(string text, int place) => place == 0 ? 0 : text.LastIndexOf('\n', place - 1) + 1;

    /// <summary>The character after the line of a place, its line end included.</summary>
    public static int Next(string text, int place)
    {
        int end = text.IndexOf('\n', place);
        return end < 0 ? text.Length : end + 1;
    }

    /// <summary>Blanks as far as the column of a place.</summary>
    public static string Indentation(string text, int place) => new(' ', place - Start(text, place));

    /// <summary>Whether only blanks stand before a place in its line.</summary>
    public static bool IsFirst(string text, int place) => text.AsSpan(Start(text, place)..place).IsWhiteSpace();

    /// <summary>Puts lines after the line of a place; a last line without an end gets one, and the new last line has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">A place in the line before.</param>
    /// <param name="lines">Whole lines, each with its end.</param>
    public static string InsertAfter(string text, int place, string lines)
    {
        int next = Next(text, place);
        bool open = next == text.Length && (text.Length > 0 && text[^1] != '\n');
        string end = LineEnd(text);
        return open ? text + end + lines[..^end.Length] : text.Insert(next, lines);
    }

    /// <summary>Start and end of every comment, <c>#</c> included and the line end not.</summary>
    public static IEnumerable<(int Start, int End)> Comments(string text, YamlEditNode top)
    {
        List<YamlEditScalarNode> scalars = [.. top.Scalars];
        int next = 0;
        for (int i = 0; i < text.Length; i++)
        {
            while (next < scalars.Count && scalars[next].End <= i) next++;
            if (text[i] != '#' || (i > 0 && !char.IsWhiteSpace(text[i - 1])) || (next < scalars.Count && scalars[next].Start <= i)) continue;
            int end = text.AsSpan(i).IndexOfAny('\r', '\n');
            end = end < 0 ? text.Length : i + end;
            yield return (i, end);
            i = end;
        }
    }
}
