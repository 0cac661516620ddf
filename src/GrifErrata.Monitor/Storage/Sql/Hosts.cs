using System.Collections.Immutable;
using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Reads rows of hosts. Thousands of hosts have the same few systems and kernels: one string each is kept, not one a host.</summary>
internal sealed class Hosts
{
    private const string Query = "SELECT hosts.name, site, tag, system, arch, kernel, packager, reporter, protocol, bad_lines, first_seen, "
        + "last_seen, last_changed, sets.hash, sets.packages, hosts.id, sets.id FROM hosts JOIN sets ON sets.id = hosts.set_id ";

    private readonly Dictionary<string, string> _strings = new(StringComparer.Ordinal);

    private Hosts()
    {
    }

    /// <summary>Hosts that a filter lets pass, in ordinal order of their names.</summary>
    public static ImmutableArray<HostRecord> Read(ISql sql, HostFilter filter)
    {
        ImmutableArray<HostRecord>.Builder hosts = ImmutableArray.CreateBuilder<HostRecord>();
        ForEach(sql, filter, (host, _) => hosts.Add(host));
        hosts.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return hosts.DrainToImmutable();
    }

    /// <summary>Hosts with at least a revision, in ordinal order of their names.</summary>
    public static ImmutableArray<HostRecord> Since(ISql sql, long revision)
    {
        Hosts reader = new();
        ImmutableArray<HostRecord>.Builder hosts = ImmutableArray.CreateBuilder<HostRecord>();
        using (DbDataReader row = sql.Rows(Query + "WHERE revision >= $1", revision))
        {
            while (row.Read()) hosts.Add(reader.Host(row));
        }

        hosts.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return hosts.DrainToImmutable();
    }

    /// <summary>Gives each host that a filter lets pass, with the id of its set, in any order.</summary>
    public static void ForEach(ISql sql, HostFilter filter, Action<HostRecord, long> each)
    {
        Hosts reader = new();
        using DbDataReader row = sql.Rows(Query + """
            WHERE (CAST($1 AS text) IS NULL OR site = CAST($1 AS text)) AND (CAST($2 AS text) IS NULL OR tag = CAST($2 AS text))
                AND (CAST($3 AS text) IS NULL OR sets.hash = CAST($3 AS text)) AND (CAST($4 AS bigint) IS NULL OR last_seen < CAST($4 AS bigint))
            """, filter.Site, filter.Tag, filter.SetHash, filter.SilentSince?.ToUnixTimeMilliseconds());
        while (row.Read()) each(reader.Host(row), row.GetInt64(16));
    }

    /// <summary>A host and its id, or null.</summary>
    public static (HostRecord Host, long Id)? Find(ISql sql, string name)
    {
        using DbDataReader row = sql.Rows(Query + "WHERE name = $1", name);
        return row.Read() ? (new Hosts().Host(row), row.GetInt64(15)) : null;
    }

    private HostRecord Host(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Site = row.IsDBNull(1) ? null : One(row.GetString(1)),
        Tag = row.IsDBNull(2) ? null : One(row.GetString(2)),
        System = One(row.GetString(3)),
        Arch = One(row.GetString(4)),
        Kernel = One(row.GetString(5)),
        Packager = One(row.GetString(6)),
        Reporter = One(row.GetString(7)),
        Protocol = row.GetInt32(8),
        BadLines = row.GetInt32(9),
        FirstSeen = row.Time(10),
        LastSeen = row.Time(11),
        LastChanged = row.Time(12),
        SetHash = One(row.GetString(13)),
        PackageCount = row.GetInt32(14),
    };

    private string One(string text)
    {
        if (_strings.TryGetValue(text, out string? same)) return same;
        _strings.Add(text, text);
        return text;
    }
}
