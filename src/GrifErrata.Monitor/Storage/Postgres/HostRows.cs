using System.Data.Common;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Reads and writes many rows of hosts at once: each column goes to the server as an array.</summary>
internal static class HostRows
{
    /// <summary>Locks the hosts that exist, in the order of their names, and reads them.</summary>
    public static void Lock(ISql sql, string[] names, SortedDictionary<string, BatchHost> hosts)
    {
        using DbDataReader row = sql.Rows("""
            SELECT id, name, site, set_id, kernel, first_seen, last_seen, last_changed FROM hosts
            WHERE name = ANY($1) ORDER BY name COLLATE "C" FOR UPDATE
            """, [names]);
        while (row.Read())
        {
            string name = row.GetString(1);
            hosts.Add(name, new BatchHost
            {
                Id = row.GetInt64(0),
                Name = name,
                Site = row.Text(2),
                SetId = row.GetInt64(3),
                Kernel = row.GetString(4),
                FirstSeen = row.GetInt64(5),
                LastSeen = row.GetInt64(6),
                LastChanged = row.GetInt64(7),
            });
        }
    }

    /// <summary>Adds new hosts, in the order of their names.</summary>
    /// <exception cref="BatchConflictException">Another transaction has added one of them.</exception>
    public static void Insert(ISql sql, BatchHost[] hosts, long revision)
    {
        if (hosts.Length == 0) return;
        Dictionary<string, BatchHost> byName = hosts.ToDictionary(static host => host.Name, StringComparer.Ordinal);
        int added = 0;
        using DbDataReader row = sql.Rows("""
            INSERT INTO hosts (name, site, set_id, kernel, last_seen, last_changed, tag, system, arch, packager, reporter, protocol, bad_lines, first_seen, revision)
            SELECT *, $15::bigint FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[])
            ON CONFLICT (name) DO NOTHING RETURNING id, name
            """, [Array.ConvertAll(hosts, static host => host.Name), .. Columns(hosts), Array.ConvertAll(hosts, static host => host.FirstSeen), revision]);
        for (; row.Read(); added++) byName[row.GetString(1)].Id = row.GetInt64(0);
        if (added != hosts.Length) throw new BatchConflictException();
    }

    /// <summary>Changes hosts that are locked.</summary>
    public static void Update(ISql sql, BatchHost[] hosts, long revision)
    {
        if (hosts.Length == 0) return;
        sql.Run("""
            UPDATE hosts SET site = r.site, set_id = r.set_id, kernel = r.kernel, last_seen = r.last_seen, last_changed = r.last_changed,
                tag = r.tag, system = r.system, arch = r.arch, packager = r.packager, reporter = r.reporter, protocol = r.protocol,
                bad_lines = r.bad_lines, revision = $14
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[], $12::bigint[], $13::bigint[])
                AS r (id, site, set_id, kernel, last_seen, last_changed, tag, system, arch, packager, reporter, protocol, bad_lines)
            WHERE hosts.id = r.id
            """, [Array.ConvertAll(hosts, static host => host.Id), .. Columns(hosts), revision]);
    }

    /// <summary>Adds what changed to the history.</summary>
    public static void AddChanges(ISql sql, IEnumerable<BatchHost> hosts)
    {
        (long Host, long Since, long Set, string Kernel)[] changes =
            [.. hosts.SelectMany(static host => host.Changes.Select(change => (host.Id, change.Since, change.SetId, change.Kernel)))];
        if (changes.Length == 0) return;
        sql.Run("INSERT INTO history (host_id, since, set_id, kernel) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[])",
            Array.ConvertAll(changes, static change => change.Host), Array.ConvertAll(changes, static change => change.Since),
            Array.ConvertAll(changes, static change => change.Set), Array.ConvertAll(changes, static change => change.Kernel));
    }

    private static object[] Columns(BatchHost[] hosts) =>
    [
        Array.ConvertAll(hosts, static host => Text(host.Site)),
        Array.ConvertAll(hosts, static host => host.SetId),
        Array.ConvertAll(hosts, static host => host.Kernel),
        Array.ConvertAll(hosts, static host => host.LastSeen),
        Array.ConvertAll(hosts, static host => host.LastChanged),
        Array.ConvertAll(hosts, static host => Text(host.Last!.Report.Tag)),
        Array.ConvertAll(hosts, static host => Text(host.Last!.Report.System)),
        Array.ConvertAll(hosts, static host => Text(host.Last!.Report.Arch)),
        Array.ConvertAll(hosts, static host => Text(host.Last!.Report.Packager)),
        Array.ConvertAll(hosts, static host => Text(host.Last!.Sender.Reporter)),
        Array.ConvertAll(hosts, static host => (long)host.Last!.Report.Protocol),
        Array.ConvertAll(hosts, static host => (long)host.Last!.Report.BadLines),
    ];

    private static string? Text(string? text) => text is null ? null : StoredText.Of(text);
}
