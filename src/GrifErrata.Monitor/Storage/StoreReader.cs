using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Rpm;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage;

/// <summary>Reads, on connections of its own: with a write-ahead log readers and the writer do not wait for each other. Each answer is of
/// one moment.</summary>
internal sealed class StoreReader(StoreOptions options)
{
    private const string HostColumns = "hosts.name, site, tag, system, arch, kernel, packager, reporter, protocol, bad_lines, first_seen, "
        + "last_seen, last_changed, sets.hash, sets.packages, hosts.id, sets.id";

    private const string HostQuery = $"SELECT {HostColumns} FROM hosts JOIN sets ON sets.id = hosts.set_id ";

    private readonly BoundedCache<long, ImmutableArray<Nevra>> _parts = new(options.CachedPackages, static packages => packages.Length + 1);

    public ImmutableArray<HostRecord> Hosts(HostFilter filter) => Read(connection =>
    {
        ImmutableArray<HostRecord>.Builder hosts = ImmutableArray.CreateBuilder<HostRecord>();
        ForEachHost(connection, filter, (row, strings) => hosts.Add(ReadHost(row, strings)));
        hosts.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return hosts.DrainToImmutable();
    });

    public HostRecord? Host(string name) => Read(connection => FindHost(connection, name)?.Host);

    public HostWithHistory? HostWithHistory(string name) => Read(connection =>
    {
        if (FindHost(connection, name) is not { } found) return null;
        using Statement statement = new(connection, """
            SELECT since, sets.hash, sets.packages, kernel FROM history JOIN sets ON sets.id = history.set_id
            WHERE host_id = $1 ORDER BY since DESC
            """);
        using SqliteDataReader row = statement.Rows(found.Id);
        ImmutableArray<HostChange>.Builder changes = ImmutableArray.CreateBuilder<HostChange>();
        while (row.Read()) changes.Add(new HostChange(Time(row, 0), row.GetString(1), row.GetInt32(2), row.GetString(3)));
        return new HostWithHistory(found.Host, changes.DrainToImmutable());
    });

    public ImmutableArray<HostWithPackages> HostsWithPackage(string package, HostFilter filter) => Read(connection =>
    {
        Dictionary<long, ImmutableArray<Nevra>> packagesOfSet = SetsWithPackage(connection, package);
        ImmutableArray<HostWithPackages>.Builder hosts = ImmutableArray.CreateBuilder<HostWithPackages>();
        ForEachHost(connection, filter, (row, strings) =>
        {
            if (packagesOfSet.TryGetValue(row.GetInt64(16), out ImmutableArray<Nevra> packages))
            {
                hosts.Add(new HostWithPackages(ReadHost(row, strings), packages));
            }
        });
        hosts.Sort(static (a, b) => string.CompareOrdinal(a.Host.Name, b.Host.Name));
        return hosts.DrainToImmutable();
    });

    public ImmutableArray<Nevra>? Packages(string setHash) => Read<ImmutableArray<Nevra>?>(connection =>
    {
        using Statement find = new(connection, "SELECT parts, packages FROM sets WHERE hash = $1");
        using SqliteDataReader row = find.Rows(setHash);
        if (!row.Read()) return null;
        ImmutableArray<Nevra>.Builder packages = ImmutableArray.CreateBuilder<Nevra>(row.GetInt32(1));
        using Statement content = new(connection, "SELECT content FROM parts WHERE id = $1");
        foreach (uint id in SetParts.Ids(row.GetFieldValue<byte[]>(0))) packages.AddRange(Part(content, id));
        packages.Sort(SetOrder.Instance);
        return packages.DrainToImmutable();
    });

    public StoreCounts Counts() => Read(connection =>
    {
        using Statement statement = new(connection, "SELECT (SELECT count(*) FROM hosts), (SELECT count(*) FROM sets), "
            + "(SELECT count(*) FROM parts), (SELECT count(*) FROM history)");
        using SqliteDataReader row = statement.Rows();
        row.Read();
        return new StoreCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    });

    /// <summary>The sets that have a package, by id. Only the part that can hold the name is read of each set, and shared parts once.</summary>
    private Dictionary<long, ImmutableArray<Nevra>> SetsWithPackage(SqliteConnection connection, string package)
    {
        Dictionary<long, ImmutableArray<Nevra>> packagesOfPart = [];
        Dictionary<long, ImmutableArray<Nevra>> packagesOfSet = [];
        int offset = PackagePart.NumberOf(package) * sizeof(uint);
        using Statement sets = new(connection, string.Create(CultureInfo.InvariantCulture,
            $"SELECT id, substr(parts, {offset + 1}, {sizeof(uint)}) FROM sets"));
        using Statement content = new(connection, "SELECT content FROM parts WHERE id = $1");
        using SqliteDataReader row = sets.Rows();
        while (row.Read())
        {
            uint part = SetParts.Ids(row.GetFieldValue<byte[]>(1))[0];
            if (!packagesOfPart.TryGetValue(part, out ImmutableArray<Nevra> packages))
            {
                packages = Part(content, part).RemoveAll(each => each.Name != package);
                packagesOfPart.Add(part, packages);
            }

            if (!packages.IsEmpty) packagesOfSet.Add(row.GetInt64(0), packages);
        }

        return packagesOfSet;
    }

    private ImmutableArray<Nevra> Part(Statement content, long id)
    {
        if (_parts.TryGet(id, out ImmutableArray<Nevra> packages)) return packages;
        using SqliteDataReader row = content.Rows(id);
        if (!row.Read()) throw new StorageException($"{options.Path} lacks a part of a set; restore it from a backup.");
        packages = PackagePart.Decode(row.GetFieldValue<byte[]>(0));
        _parts.Add(id, packages);
        return packages;
    }

    private T Read<T>(Func<SqliteConnection, T> read) => Database.Guard(options.Path, () =>
    {
        using SqliteConnection connection = Database.OpenReader(options.Path);
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    });

    private static void ForEachHost(SqliteConnection connection, HostFilter filter, Action<SqliteDataReader, Strings> each)
    {
        using Statement statement = new(connection, HostQuery + """
            WHERE ($1 IS NULL OR site = $1) AND ($2 IS NULL OR tag = $2) AND ($3 IS NULL OR sets.hash = $3) AND ($4 IS NULL OR last_seen < $4)
            """);
        using SqliteDataReader row = statement.Rows(filter.Site, filter.Tag, filter.SetHash, filter.SilentSince?.ToUnixTimeMilliseconds());
        Strings strings = new();
        while (row.Read()) each(row, strings);
    }

    private static (HostRecord Host, long Id)? FindHost(SqliteConnection connection, string name)
    {
        using Statement statement = new(connection, HostQuery + "WHERE name = $1");
        using SqliteDataReader row = statement.Rows(name);
        return row.Read() ? (ReadHost(row, new Strings()), row.GetInt64(15)) : null;
    }

    private static HostRecord ReadHost(SqliteDataReader row, Strings strings) => new()
    {
        Name = row.GetString(0),
        Site = row.IsDBNull(1) ? null : strings.One(row.GetString(1)),
        Tag = row.IsDBNull(2) ? null : strings.One(row.GetString(2)),
        System = strings.One(row.GetString(3)),
        Arch = strings.One(row.GetString(4)),
        Kernel = strings.One(row.GetString(5)),
        Packager = strings.One(row.GetString(6)),
        Reporter = strings.One(row.GetString(7)),
        Protocol = row.GetInt32(8),
        BadLines = row.GetInt32(9),
        FirstSeen = Time(row, 10),
        LastSeen = Time(row, 11),
        LastChanged = Time(row, 12),
        SetHash = strings.One(row.GetString(13)),
        PackageCount = row.GetInt32(14),
    };

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    /// <summary>Thousands of hosts have the same few systems and kernels: one string each is kept, not one a host.</summary>
    private sealed class Strings
    {
        private readonly Dictionary<string, string> _strings = new(StringComparer.Ordinal);

        public string One(string text)
        {
            if (_strings.TryGetValue(text, out string? same)) return same;
            _strings.Add(text, text);
            return text;
        }
    }
}
