namespace GrifErrata.Rpm;

/// <summary>rpm's comparison of one version or release string.</summary>
public static class RpmVersion
{
    /// <summary>
    /// Compares as rpmvercmp (rpmio/rpmvercmp.c of rpm 4.15 and later) does: segments of digits or of letters, separators
    /// ignored, digits newer than letters, <c>~</c> older than the end, <c>^</c> newer than the end but older than anything else.
    /// </summary>
    /// <returns>-1, 0 or 1.</returns>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right)) return 0;
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            while (i < left.Length && IsSeparator(left[i])) i++;
            while (j < right.Length && IsSeparator(right[j])) j++;

            char a = i < left.Length ? left[i] : '\0';
            char b = j < right.Length ? right[j] : '\0';
            if (a == '~' || b == '~')
            {
                if (a != '~') return 1;
                if (b != '~') return -1;
                i++;
                j++;
                continue;
            }

            if (a == '^' || b == '^')
            {
                if (a == '\0') return -1;
                if (b == '\0') return 1;
                if (a != '^') return 1;
                if (b != '^') return -1;
                i++;
                j++;
                continue;
            }

            if (a == '\0' || b == '\0') break;

            int startI = i, startJ = j;
            bool digits = char.IsAsciiDigit(a);
            if (digits)
            {
                while (i < left.Length && char.IsAsciiDigit(left[i])) i++;
                while (j < right.Length && char.IsAsciiDigit(right[j])) j++;
            }
            else
            {
                while (i < left.Length && char.IsAsciiLetter(left[i])) i++;
                while (j < right.Length && char.IsAsciiLetter(right[j])) j++;
            }

            // Segments of different kinds: the number is newer (rpmvercmp.c: "numeric segments are always newer").
            if (j == startJ) return digits ? 1 : -1;

            int verdict = digits
                ? CompareNumbers(left[startI..i], right[startJ..j])
                : left[startI..i].SequenceCompareTo(right[startJ..j]);
            if (verdict != 0) return verdict < 0 ? -1 : 1;
        }

        return (left.Length - i).CompareTo(right.Length - j) switch
        {
            0 => 0,
            // Whichever has characters left is newer; both cannot have any here.
            < 0 => -1,
            > 0 => 1,
        };
    }

    private static bool IsSeparator(char c) => !char.IsAsciiLetterOrDigit(c) && c != '~' && c != '^';

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
