using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage.Sets;

/// <summary>Ids of sets and parts that the database has, so that the writer need not ask. Writers alone add to it and rely on it;
/// for others it is a hint.</summary>
internal sealed class KnownSets
{
    private readonly Lock _lock = new();
    private long? _generation;

    /// <summary>Ids of sets by content hash.</summary>
    public BoundedCache<string, long> Sets { get; } = new(1 << 16, static _ => 1);

    /// <summary>Ids of parts by content hash.</summary>
    public BoundedCache<UInt128, long> Parts { get; } = new(1 << 18, static _ => 1);

    /// <summary>Forgets all unless it was learned under this number: where several write, pruning changes it.</summary>
    public void Expect(long generation)
    {
        lock (_lock)
        {
            if (_generation == generation) return;
            Clear();
            _generation = generation;
        }
    }

    /// <summary>Learns what was committed under a number, unless there is a new one.</summary>
    public void Learn(long generation, IEnumerable<KeyValuePair<string, long>> sets, IEnumerable<KeyValuePair<UInt128, long>> parts)
    {
        lock (_lock)
        {
            if (_generation != generation) return;
            foreach ((string hash, long id) in sets) Sets.Add(hash, id);
            foreach ((UInt128 hash, long id) in parts) Parts.Add(hash, id);
        }
    }

    /// <summary>Forgets all, because the database may have lost some.</summary>
    public void Clear()
    {
        Sets.Clear();
        Parts.Clear();
    }

    /// <summary>The parts of a set as the database keeps them, or null where the set seems to be there already.</summary>
    public IncomingPart[]? Prepare(string setHash, ImmutableArray<Nevra> packages) =>
        Sets.TryGet(setHash, out _) ? null : Split(packages);

    /// <summary>The parts of a set as the database keeps them.</summary>
    public IncomingPart[] Split(ImmutableArray<Nevra> packages) => Array.ConvertAll(PackagePart.Split(packages), Prepare);

    private IncomingPart Prepare(PackagePart part) => new(part, Parts.TryGet(part.Hash, out _) ? null : part.Compress());
}
