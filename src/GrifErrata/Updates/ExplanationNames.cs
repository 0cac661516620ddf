using System.Collections.Immutable;

namespace GrifErrata.Updates;

/// <summary>Finds the names that somebody who mistyped a name perhaps meant.</summary>
internal static class ExplanationNames
{
    private const int MostSuggested = 5;
    private const int LongestName = 255;

    /// <summary>Similar names: with the same letters in another case, then by edits, then those that contain the name; at most five.</summary>
    public static ImmutableArray<string> Similar(string name, IEnumerable<string> names)
    {
        if (name.Length is 0 or > LongestName) return [];
        int most = Math.Max(1, name.Length / 3);
        return
        [
            .. names.Distinct(StringComparer.Ordinal)
                .Select(n => (Name: n, Distance: Distance(name, n, most)))
                .Where(c => c.Distance <= most || (name.Length > 2 && c.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(c => c.Distance).ThenBy(c => c.Name.Length).ThenBy(c => c.Name, StringComparer.Ordinal)
                .Take(MostSuggested).Select(c => c.Name),
        ];
    }

    /// <summary>The number of letters to change, add or drop, without regard to case; more than <paramref name="most"/> where it is more.</summary>
    private static int Distance(string left, string right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most || right.Length > LongestName) return most + 1;
        int[] before = new int[right.Length + 1], now = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++) before[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                now[j] = Math.Min(before[j - 1] + change, Math.Min(before[j], now[j - 1]) + 1);
            }

            (before, now) = (now, before);
        }

        return Math.Min(before[right.Length], most + 1);
    }
}
