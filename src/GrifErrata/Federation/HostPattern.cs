namespace GrifErrata.Federation;

/// <summary>Host names and patterns of them.</summary>
public static class HostPattern
{
    /// <summary>Whether a text can be a host name or a pattern: lower case letters, digits, <c>.</c>, <c>-</c> and <c>*</c>.</summary>
    public static bool IsRight(string text) =>
        text.Length is > 0 and <= 253 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '*');

    /// <summary>Whether a text is one host's name and not a pattern.</summary>
    public static bool IsHost(string text) => IsRight(text) && !text.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a host's name matches; <c>*</c> stands for any characters, dots included.</summary>
    public static bool Matches(string pattern, string host) => Matches(pattern.AsSpan(), host.AsSpan());

    /// <summary>Whether there is a name that both patterns match.</summary>
    public static bool Overlap(string left, string right) =>
        !right.Contains('*', StringComparison.Ordinal) ? Matches(left, right)
        : !left.Contains('*', StringComparison.Ordinal) ? Matches(right, left)
        : EndsMeet(left, right) && Overlap(left.AsSpan(), right.AsSpan());

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> host)
    {
        // Linear: on a mismatch only the last star is widened.
        int p = 0, h = 0, star = -1, mark = 0;
        while (h < host.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = h;
            }
            else if (p < pattern.Length && pattern[p] == host[h])
            {
                p++;
                h++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                h = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    // What stands before the first star, or after the last, of one pattern must go on or be gone on by that of the other. This settles nearly
    // every pair of a federation's patterns (*.lal.example.org, *.llr.example.org).
    private static bool EndsMeet(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        ReadOnlySpan<char> leftStart = left[..left.IndexOf('*')], rightStart = right[..right.IndexOf('*')];
        ReadOnlySpan<char> leftEnd = left[(left.LastIndexOf('*') + 1)..], rightEnd = right[(right.LastIndexOf('*') + 1)..];
        return (leftStart.StartsWith(rightStart) || rightStart.StartsWith(leftStart)) && (leftEnd.EndsWith(rightEnd) || rightEnd.EndsWith(leftEnd));
    }

    // What both can be, letter by letter: reachable[j] says that the letters so far can be matched by left[..i] and right[..j].
    private static bool Overlap(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        bool[] reachable = new bool[right.Length + 1];
        reachable[0] = true;
        for (int j = 0; j < right.Length && right[j] == '*'; j++) reachable[j + 1] = true;
        foreach (char a in left)
        {
            bool[] next = new bool[right.Length + 1];
            next[0] = a == '*' && reachable[0];
            for (int j = 0; j < right.Length; j++)
            {
                char b = right[j];
                next[j + 1] = (a == '*' && (reachable[j + 1] || next[j]))
                    || (b == '*' && (next[j] || reachable[j + 1]))
                    || (a == b && reachable[j]);
            }

            reachable = next;
        }

        return reachable[right.Length];
    }
}
