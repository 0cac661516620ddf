using System.Buffers.Binary;
using System.Data.Common;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Finds or adds the sets and parts of a batch of reports. What it learns is known to others only once it is committed.</summary>
internal sealed class BatchSets(KnownSets known, long generation)
{
    private readonly Dictionary<string, long> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, long> _parts = [];

    /// <summary>The id of a set that <see cref="Find"/> has found or added.</summary>
    public long this[string hash] => _sets[StoredText.Of(hash)];

    /// <summary>Finds the reports' sets, and adds those that are not there.</summary>
    public void Find(ISql sql, IReadOnlyList<IncomingReport> reports)
    {
        Dictionary<string, IncomingReport> missing = new(StringComparer.Ordinal);
        foreach (IncomingReport incoming in reports)
        {
            string hash = StoredText.Of(incoming.SetHash);
            if (known.Sets.TryGet(hash, out long id)) _sets[hash] = id;
            else missing.TryAdd(hash, incoming);
        }

        ReadSets(sql, missing);
        if (missing.Count == 0) return;

        (string Hash, IncomingReport Report, IncomingPart[] Parts)[] added =
        [
            // Parts are null where the set was known when the report came and was pruned since.
            .. missing.OrderBy(static each => each.Key, StringComparer.Ordinal).Select(each =>
                (each.Key, each.Value, each.Value.Parts ?? known.Split(each.Value.Report.Packages))),
        ];
        FindParts(sql, added.SelectMany(static each => each.Parts));
        using (DbDataReader row = sql.Rows("""
            INSERT INTO sets (hash, packages, parts) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
            ON CONFLICT (hash) DO NOTHING RETURNING hash, id
            """, Array.ConvertAll(added, static each => each.Hash), Array.ConvertAll(added, static each => (long)each.Report.Report.Packages.Length),
            Array.ConvertAll(added, each => SetParts.Pack(Array.ConvertAll(each.Parts, part => _parts[part.Part.Hash])))))
        {
            Learn(row, missing);
        }

        // Others have added these at the same time; the statement above has waited for them.
        ReadSets(sql, missing);
        if (missing.Count > 0) throw new BatchConflictException();
    }

    /// <summary>Lets others know, after the commit.</summary>
    public void Publish() => known.Learn(generation, _sets, _parts);

    private void ReadSets(ISql sql, Dictionary<string, IncomingReport> missing)
    {
        if (missing.Count == 0) return;
        using DbDataReader row = sql.Rows("SELECT hash, id FROM sets WHERE hash = ANY($1)", [missing.Keys.ToArray()]);
        Learn(row, missing);
    }

    private void Learn(DbDataReader row, Dictionary<string, IncomingReport> missing)
    {
        while (row.Read())
        {
            _sets[row.GetString(0)] = row.GetInt64(1);
            missing.Remove(row.GetString(0));
        }
    }

    private void FindParts(ISql sql, IEnumerable<IncomingPart> parts)
    {
        SortedDictionary<UInt128, IncomingPart> missing = [];
        foreach (IncomingPart part in parts)
        {
            if (known.Parts.TryGet(part.Part.Hash, out long id)) _parts[part.Part.Hash] = id;
            else missing.TryAdd(part.Part.Hash, part);
        }

        ReadParts(sql, missing);
        if (missing.Count == 0) return;
        using (DbDataReader row = sql.Rows("""
            INSERT INTO parts (hash, content) SELECT * FROM unnest($1::bytea[], $2::bytea[])
            ON CONFLICT (hash) DO NOTHING RETURNING hash, id
            """, missing.Keys.Select(Key).ToArray(), missing.Values.Select(static part => part.Content).ToArray()))
        {
            Learn(row, missing);
        }

        ReadParts(sql, missing);
        if (missing.Count > 0) throw new BatchConflictException();
    }

    private void ReadParts(ISql sql, SortedDictionary<UInt128, IncomingPart> missing)
    {
        if (missing.Count == 0) return;
        using DbDataReader row = sql.Rows("SELECT hash, id FROM parts WHERE hash = ANY($1)", [missing.Keys.Select(Key).ToArray()]);
        Learn(row, missing);
    }

    private void Learn(DbDataReader row, SortedDictionary<UInt128, IncomingPart> missing)
    {
        while (row.Read())
        {
            UInt128 hash = BinaryPrimitives.ReadUInt128BigEndian(row.GetFieldValue<byte[]>(0));
            _parts[hash] = row.GetInt64(1);
            missing.Remove(hash);
        }
    }

    private static byte[] Key(UInt128 hash)
    {
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, hash);
        return key;
    }
}
