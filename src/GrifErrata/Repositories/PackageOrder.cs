using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>The order of packages: by name, then architecture (ordinal), then EVR as rpm orders it, then the EVR's text.</summary>
/// <remarks>Total for packages of different NEVRAs: what rpm calls equal (<c>1.0</c>, <c>1.00</c>) is told apart by its text.</remarks>
internal sealed class PackageOrder : IComparer<Package>
{
    private PackageOrder()
    {
    }

    /// <summary>The order.</summary>
    public static PackageOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Package? x, Package? y)
    {
        if (x is null || y is null) return Comparer<object>.Default.Compare(x, y);
        int order = string.CompareOrdinal(x.Nevra.Name, y.Nevra.Name);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Arch, y.Nevra.Arch);
        if (order == 0) order = x.Nevra.Evr.CompareTo(y.Nevra.Evr);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Evr.Version, y.Nevra.Evr.Version);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Evr.Release, y.Nevra.Evr.Release);
        if (order == 0) order = Nullable.Compare(x.Nevra.Evr.Epoch, y.Nevra.Evr.Epoch);
        return order;
    }

    /// <summary>The order of places: by file (ordinal), line, column.</summary>
    public static int ByOrigin(SourceLocation x, SourceLocation y)
    {
        int order = string.CompareOrdinal(x.File, y.File);
        if (order == 0) order = x.Line.CompareTo(y.Line);
        return order != 0 ? order : x.Column.CompareTo(y.Column);
    }
}
