using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage;

/// <summary>Ids of sets and parts that the database has, so that the writer need not ask. The writer alone adds to it and relies on it;
/// for others it is a hint.</summary>
internal sealed class KnownSets
{
    /// <summary>Ids of sets by content hash.</summary>
    public BoundedCache<string, long> Sets { get; } = new(1 << 16, static _ => 1);

    /// <summary>Ids of parts by content hash.</summary>
    public BoundedCache<UInt128, long> Parts { get; } = new(1 << 18, static _ => 1);

    /// <summary>Forgets all, because the database may have lost some.</summary>
    public void Clear()
    {
        Sets.Clear();
        Parts.Clear();
    }

    /// <summary>The parts of a set as the database keeps them, or null where the set seems to be there already.</summary>
    public IncomingPart[]? Prepare(string setHash, ImmutableArray<Nevra> packages) =>
        Sets.TryGet(setHash, out _) ? null : Array.ConvertAll(PackagePart.Split(packages), Prepare);

    private IncomingPart Prepare(PackagePart part) => new(part, Parts.TryGet(part.Hash, out _) ? null : part.Compress());
}
