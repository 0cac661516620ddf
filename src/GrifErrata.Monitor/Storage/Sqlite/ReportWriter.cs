using System.Buffers.Binary;
using System.Data.Common;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>Stores reports, one after the other, in the writer's transaction.</summary>
internal sealed class ReportWriter(KnownSets known, RelayBound relays)
{
    /// <summary>Stores a report.</summary>
    public StoreOutcome Store(IWritingSql sql, IncomingReport incoming)
    {
        StoreOutcome outcome = StoreHost(sql, incoming);
        if (outcome != StoreOutcome.OfOtherSite && incoming.Relay is { } relay) relays.Add(sql, incoming.Report.Host, relay, incoming.Now);
        return outcome;
    }

    private StoreOutcome StoreHost(IWritingSql sql, IncomingReport incoming)
    {
        Report report = incoming.Report;
        long? set = SetId(sql, incoming.SetHash);
        if (set is { } same && sql.Run("""
            UPDATE hosts SET last_seen = max(last_seen, $1), site = $2, tag = $3, system = $4, arch = $5, packager = $6, reporter = $7,
                protocol = $8, bad_lines = $9, revision = $10
            WHERE name = $11 AND set_id = $12 AND kernel = $13 AND (site IS NULL OR site = $2)
            """, incoming.Now, incoming.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Sender.Reporter,
                report.Protocol, report.BadLines, sql.Revision, report.Host, same, report.Kernel) == 1)
        {
            return StoreOutcome.Unchanged;
        }

        long host;
        long since;
        using (DbDataReader row = sql.Rows("SELECT id, max(last_seen, last_changed + 1), site FROM hosts WHERE name = $1", report.Host))
        {
            if (!row.Read())
            {
                row.Dispose();
                AddHost(sql, incoming, set ?? AddSet(sql, incoming));
                return StoreOutcome.First;
            }

            if (!incoming.MayChange(row.Text(2))) return StoreOutcome.OfOtherSite;
            host = row.GetInt64(0);

            // The clock may have gone back, but a later report is the later state, and no two changes have the same time.
            since = Math.Max(incoming.Now, row.GetInt64(1));
        }

        ChangeHost(sql, incoming, host, since, set ?? AddSet(sql, incoming));
        return StoreOutcome.Changed;
    }

    private static void ChangeHost(IWritingSql sql, IncomingReport incoming, long host, long since, long set)
    {
        Report report = incoming.Report;
        sql.Run("""
            UPDATE hosts SET last_seen = $1, last_changed = $1, site = $2, tag = $3, system = $4, arch = $5, packager = $6, reporter = $7,
                protocol = $8, bad_lines = $9, set_id = $10, kernel = $11, revision = $12
            WHERE id = $13
            """, since, incoming.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Sender.Reporter, report.Protocol,
                report.BadLines, set, report.Kernel, sql.Revision, host);
        AddChange(sql, host, since, set, report.Kernel);
    }

    private static void AddHost(IWritingSql sql, IncomingReport incoming, long set)
    {
        Report report = incoming.Report;
        long host = sql.Number("""
            INSERT INTO hosts (first_seen, last_seen, last_changed, site, tag, system, arch, packager, reporter, protocol, bad_lines,
                set_id, kernel, name, revision)
            VALUES ($1, $1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id
            """, incoming.Now, incoming.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Sender.Reporter,
                report.Protocol, report.BadLines, set, report.Kernel, report.Host, sql.Revision)!.Value;
        AddChange(sql, host, incoming.Now, set, report.Kernel);
    }

    private static void AddChange(ISql sql, long host, long since, long set, string kernel) =>
        sql.Run("INSERT INTO history (host_id, since, set_id, kernel) VALUES ($1, $2, $3, $4)", host, since, set, kernel);

    private long? SetId(ISql sql, string hash)
    {
        if (known.Sets.TryGet(hash, out long id)) return id;
        long? stored = sql.Number("SELECT id FROM sets WHERE hash = $1", hash);
        if (stored is { } found) known.Sets.Add(hash, found);
        return stored;
    }

    private long AddSet(ISql sql, IncomingReport incoming)
    {
        // Null where the set was known when the report came and was pruned since.
        IncomingPart[] parts = incoming.Parts ?? known.Split(incoming.Report.Packages);
        long[] ids = Array.ConvertAll(parts, part => PartId(sql, part));
        long id = sql.Number("INSERT INTO sets (hash, packages, parts) VALUES ($1, $2, $3) RETURNING id",
            incoming.SetHash, incoming.Report.Packages.Length, SetParts.Pack(ids))!.Value;
        known.Sets.Add(incoming.SetHash, id);
        return id;
    }

    private long PartId(ISql sql, IncomingPart incoming)
    {
        UInt128 hash = incoming.Part.Hash;
        if (known.Parts.TryGet(hash, out long id)) return id;
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, hash);
        id = sql.Number("SELECT id FROM parts WHERE hash = $1", key)
            ?? sql.Number("INSERT INTO parts (hash, content) VALUES ($1, $2) RETURNING id", key, incoming.Content)!.Value;
        known.Parts.Add(hash, id);
        return id;
    }
}
