using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage;

/// <summary>
/// The order in which a set's packages are stored and read: ordinal by name, then epoch, version, release and architecture. It tells any two apart,
/// whatever their strings are, and is the same for ever, because parts of sets are found by the hash of what is stored; which of two is newer, rpm's rules say.
/// </summary>
public sealed class SetOrder : IComparer<Nevra>
{
    private SetOrder()
    {
    }

    /// <summary>The only one.</summary>
    public static SetOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Nevra? x, Nevra? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        int order = string.CompareOrdinal(x.Name, y.Name);
        if (order == 0) order = Nullable.Compare(x.Evr.Epoch, y.Evr.Epoch);
        if (order == 0) order = string.CompareOrdinal(x.Evr.Version, y.Evr.Version);
        if (order == 0) order = string.CompareOrdinal(x.Evr.Release, y.Evr.Release);
        return order != 0 ? order : string.CompareOrdinal(x.Arch, y.Arch);
    }
}
