using System.Text;

namespace GrifErrata.Updates;

/// <summary>Lines of comment in a definition that is written.</summary>
internal static class YamlComment
{
    private const int Width = 118;

    /// <summary>Words, broken at blanks; the lines that follow are indented by four more.</summary>
    public static void Wrapped(StringBuilder text, int indent, string words)
    {
        StringBuilder line = new(new string(' ', indent));
        foreach (string word in words.Split(' '))
        {
            if (line.Length + word.Length >= Width && line.Length > indent + 4)
            {
                Line(text, line.ToString().TrimEnd());
                line.Clear().Append(' ', indent + 4);
            }

            line.Append(word).Append(' ');
        }

        Line(text, line.ToString().TrimEnd());
    }

    /// <summary>A line of comment. What is not printable ASCII becomes <c>?</c>: a feed's text can never end the comment.</summary>
    public static void Line(StringBuilder text, string line)
    {
        text.Append('#');
        if (line.Length > 0) text.Append(' ');
        foreach (char c in line) text.Append(c is >= ' ' and <= '~' ? c : '?');
        text.Append('\n');
    }
}
