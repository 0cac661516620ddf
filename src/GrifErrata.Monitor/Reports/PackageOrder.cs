using System.Globalization;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>
/// The ordinal order of packages' normal lines, <c>name TAB epoch:version-release TAB arch</c>, without writing them: what
/// <c>LC_ALL=C sort</c> would make of them. It is not rpm's order.
/// </summary>
internal sealed class PackageOrder : IComparer<Nevra>
{
    /// <summary>The only one.</summary>
    public static PackageOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Nevra? x, Nevra? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null || y is null) return x is null ? -1 : 1;

        // What ends a name and a release is a tab, lower than all that can be in them: they compare as they are.
        int order = string.CompareOrdinal(x.Name, y.Name);
        if (order == 0) order = CompareEpochs(x.Evr.Epoch ?? 0, y.Evr.Epoch ?? 0);
        if (order == 0) order = CompareVersions(x.Evr.Version, y.Evr.Version);
        if (order == 0) order = string.CompareOrdinal(x.Evr.Release, y.Evr.Release);
        return order == 0 ? string.CompareOrdinal(x.Arch, y.Arch) : order;
    }

    // As text, 10 is before 9. The colon that ends an epoch is above the digits: 10: is before 1:.
    private static int CompareEpochs(int x, int y)
    {
        if (x == y) return 0;
        Span<char> left = stackalloc char[12], right = stackalloc char[12];
        return Written(x, left).SequenceCompareTo(Written(y, right));
    }

    private static ReadOnlySpan<char> Written(int epoch, Span<char> buffer)
    {
        epoch.TryFormat(buffer, out int length, provider: CultureInfo.InvariantCulture);
        buffer[length] = ':';
        return buffer[..(length + 1)];
    }

    // The dash that ends a version is above + and below the rest.
    private static int CompareVersions(string x, string y)
    {
        int common = x.AsSpan().CommonPrefixLength(y);
        char left = common < x.Length ? x[common] : '-', right = common < y.Length ? y[common] : '-';
        return left - right;
    }
}
