using System.Runtime.InteropServices;

namespace GrifErrata.Dependencies;

/// <summary>Lists of numbers, one a key, in two arrays: the lists of 40,000 packages as two objects.</summary>
/// <param name="starts">Where the list of each key starts, and the end of the last.</param>
/// <param name="items">The lists, one behind the other.</param>
internal sealed class Csr(int[] starts, int[] items)
{
    /// <summary>The list of a key; empty where there is none.</summary>
    public ReadOnlySpan<int> this[int key] => (uint)key < (uint)(starts.Length - 1) ? items.AsSpan(starts[key], starts[key + 1] - starts[key]) : [];

    /// <summary>The arrays, for the cache.</summary>
    public (int[] Starts, int[] Items) Arrays => (starts, items);

    /// <summary>The lists of pairs: each value under its key, values in the order of the pairs.</summary>
    public static Csr OfPairs(int keys, List<int> keyOf, List<int> valueOf)
    {
        int[] starts = new int[keys + 1];
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(keyOf), values = CollectionsMarshal.AsSpan(valueOf);
        foreach (int key in all) starts[key + 1]++;
        for (int i = 0; i < keys; i++) starts[i + 1] += starts[i];
        int[] next = starts[..^1];
        int[] items = new int[all.Length];
        for (int i = 0; i < all.Length; i++) items[next[all[i]]++] = values[i];
        return new(starts, items);
    }

    /// <summary>The other way round: the keys of each value, mapped first (a dependency's number to its name's).</summary>
    public Csr Inverse(int keys, Func<int, int> map)
    {
        // Mapped twice rather than kept: of 40,000 packages these are millions of numbers.
        int[] inverse = new int[keys + 1];
        foreach (int item in items)
        {
            if (map(item) is >= 0 and int mapped) inverse[mapped + 1]++;
        }

        for (int i = 0; i < keys; i++) inverse[i + 1] += inverse[i];
        int[] next = inverse[..^1];
        int[] found = new int[inverse[^1]];
        for (int key = 0; key < starts.Length - 1; key++)
        {
            foreach (int item in this[key])
            {
                if (map(item) is >= 0 and int mapped) found[next[mapped]++] = key;
            }
        }

        return new(inverse, found);
    }
}
