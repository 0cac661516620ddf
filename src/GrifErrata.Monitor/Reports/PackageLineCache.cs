using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>
/// The packages of lines that were read before: machines of a site have nearly the same ones, so most lines need neither checks nor strings.
/// Each line has one place, which a later one takes over when it comes twice: bounded without a lock, and what one machine alone has is
/// not kept. At its worst, full of the longest lines, it holds 20 MB.
/// </summary>
internal sealed class PackageLineCache
{
    private const int Places = 1 << 15;
    private const int LongestLine = 128;

    private readonly Entry?[] _entries = new Entry?[Places];

    // The hash of the last line that missed its place.
    private readonly int[] _missed = new int[Places];

    private sealed record Entry(byte[] Line, Nevra Package);

    /// <summary>The package of a line, or null where it is not here.</summary>
    /// <param name="line">The line as it was sent.</param>
    /// <param name="hash">What <see cref="Add"/> needs.</param>
    public Nevra? Find(ReadOnlySpan<byte> line, out int hash)
    {
        // HashCode is seeded by the process: nobody can choose lines that share a place.
        HashCode code = default;
        code.AddBytes(line);
        hash = code.ToHashCode();
        return Volatile.Read(ref _entries[hash & (Places - 1)]) is { } entry && line.SequenceEqual(entry.Line) ? entry.Package : null;
    }

    /// <summary>Keeps the package of a line that comes a second time, unless the line is long.</summary>
    public void Add(int hash, ReadOnlySpan<byte> line, Nevra package)
    {
        int place = hash & (Places - 1);
        if (line.Length > LongestLine) return;
        if (_missed[place] == hash) Volatile.Write(ref _entries[place], new(line.ToArray(), package));
        _missed[place] = hash;
    }
}
