namespace GrifErrata.Updates;

/// <summary>
/// GRIF's order of packages: by the bytes of <c>name,arch</c> joined with that comma, so <c>gcc-objc++</c> comes before
/// <c>gcc-objc</c> (<c>+</c> is below <c>,</c>). 39 of GRIF's templates depend on it.
/// </summary>
public sealed class GrifOrder : IComparer<(string Name, string Arch)>
{
    private const char Separator = ',';

    /// <summary>The order.</summary>
    public static GrifOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare((string Name, string Arch) x, (string Name, string Arch) y)
    {
        // Names and architectures are in rpm's alphabet, which is ASCII: characters are bytes.
        int common = x.Name.AsSpan().CommonPrefixLength(y.Name);
        bool xEnds = common == x.Name.Length, yEnds = common == y.Name.Length;
        return (xEnds, yEnds) switch
        {
            (true, true) => string.CompareOrdinal(x.Arch, y.Arch),
            (true, false) => Separator.CompareTo(y.Name[common]),
            (false, true) => x.Name[common].CompareTo(Separator),
            (false, false) => x.Name[common].CompareTo(y.Name[common]),
        };
    }
}
