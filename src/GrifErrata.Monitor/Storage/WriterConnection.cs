using System.Buffers.Binary;
using GrifErrata.Monitor.Reports;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage;

/// <summary>The connection that writes, with its statements. One thread at a time; any error makes it useless.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly string _path;
    private readonly KnownSets _known;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private long _dataVersion;

    public WriterConnection(string path, bool create, KnownSets known)
    {
        _path = path;
        _known = known;
        _connection = Database.OpenWriter(path, create);
        known.Clear();
    }

    /// <summary>Starts a transaction.</summary>
    public void Begin()
    {
        Statement("BEGIN IMMEDIATE").Run();

        // It changes when another connection has written: a second process may have pruned what is known here.
        long dataVersion = Statement("PRAGMA data_version").Number()!.Value;
        if (dataVersion != _dataVersion) _known.Clear();
        _dataVersion = dataVersion;
    }

    /// <summary>Ends the transaction; when this returns, its reports survive a power cut.</summary>
    /// <exception cref="StorageException">The database's file is no longer the one that bears its name.</exception>
    public void Commit()
    {
        Statement("COMMIT").Run();
        if (!Database.IsInPlace(_connection, _path))
        {
            throw new StorageException($"{_path} was moved or deleted while it was in use; put it back.");
        }
    }

    /// <summary>Stores a report in the transaction.</summary>
    public StoreOutcome Store(IncomingReport incoming)
    {
        Report report = incoming.Report;
        long? known = SetId(incoming.SetHash);
        if (known is { } same && Statement("""
            UPDATE hosts SET last_seen = max(last_seen, $1), site = $2, tag = $3, system = $4, arch = $5, packager = $6, reporter = $7,
                protocol = $8, bad_lines = $9
            WHERE name = $10 AND set_id = $11 AND kernel = $12
            """).Run(incoming.Now, report.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Reporter,
                report.Protocol, report.BadLines, report.Host, same, report.Kernel) == 1)
        {
            return StoreOutcome.Unchanged;
        }

        long set = known ?? AddSet(incoming);
        return Change(incoming, set) ? StoreOutcome.Changed : AddHost(incoming, set);
    }

    /// <summary>Removes what is older than a time, milliseconds since 1970, in the transaction.</summary>
    public PruneResult Prune(long before)
    {
        PruneResult result = Pruning.Run(_connection, before);
        _known.Clear();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Statement statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }

    private bool Change(IncomingReport incoming, long set)
    {
        Report report = incoming.Report;
        long host;
        long since;
        using (SqliteDataReader row = Statement("SELECT id, max(last_seen, last_changed + 1) FROM hosts WHERE name = $1").Rows(report.Host))
        {
            if (!row.Read()) return false;
            host = row.GetInt64(0);

            // The clock may have gone back, but a later report is the later state, and no two changes have the same time.
            since = Math.Max(incoming.Now, row.GetInt64(1));
        }

        Statement("""
            UPDATE hosts SET last_seen = $1, last_changed = $1, site = $2, tag = $3, system = $4, arch = $5, packager = $6, reporter = $7,
                protocol = $8, bad_lines = $9, set_id = $10, kernel = $11
            WHERE id = $12
            """).Run(since, report.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Reporter, report.Protocol,
                report.BadLines, set, report.Kernel, host);
        AddChange(host, since, set, report.Kernel);
        return true;
    }

    private StoreOutcome AddHost(IncomingReport incoming, long set)
    {
        Report report = incoming.Report;
        long host = Statement("""
            INSERT INTO hosts (first_seen, last_seen, last_changed, site, tag, system, arch, packager, reporter, protocol, bad_lines,
                set_id, kernel, name)
            VALUES ($1, $1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id
            """).Number(incoming.Now, report.Site, report.Tag, report.System, report.Arch, report.Packager, incoming.Reporter,
                report.Protocol, report.BadLines, set, report.Kernel, report.Host)!.Value;
        AddChange(host, incoming.Now, set, report.Kernel);
        return StoreOutcome.First;
    }

    private void AddChange(long host, long since, long set, string kernel) =>
        Statement("INSERT INTO history (host_id, since, set_id, kernel) VALUES ($1, $2, $3, $4)").Run(host, since, set, kernel);

    private long? SetId(string hash)
    {
        if (_known.Sets.TryGet(hash, out long known)) return known;
        long? id = Statement("SELECT id FROM sets WHERE hash = $1").Number(hash);
        if (id is { } found) _known.Sets.Add(hash, found);
        return id;
    }

    private long AddSet(IncomingReport incoming)
    {
        // Null where the set was known when the report came and was pruned since.
        IncomingPart[] parts = incoming.Parts ?? _known.Prepare(incoming.SetHash, incoming.Report.Packages)!;
        long[] ids = Array.ConvertAll(parts, PartId);
        long id = Statement("INSERT INTO sets (hash, packages, parts) VALUES ($1, $2, $3) RETURNING id")
            .Number(incoming.SetHash, incoming.Report.Packages.Length, SetParts.Pack(ids))!.Value;
        _known.Sets.Add(incoming.SetHash, id);
        return id;
    }

    private long PartId(IncomingPart incoming)
    {
        UInt128 hash = incoming.Part.Hash;
        if (_known.Parts.TryGet(hash, out long known)) return known;
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, hash);
        long id = Statement("SELECT id FROM parts WHERE hash = $1").Number(key)
            ?? Statement("INSERT INTO parts (hash, content) VALUES ($1, $2) RETURNING id")
                .Number(key, incoming.Compressed ?? incoming.Part.Compress())!.Value;
        _known.Parts.Add(hash, id);
        return id;
    }

    private Statement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out Statement? statement)) return statement;
        return _statements[sql] = new Statement(_connection, sql);
    }
}
