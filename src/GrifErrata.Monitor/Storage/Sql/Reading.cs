using System.Collections.Immutable;
using System.Data.Common;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>What is read of more than one table. Each method wants one transaction.</summary>
internal static class Reading
{
    /// <summary>A host and what it had before, newest first, or null.</summary>
    public static HostWithHistory? HostWithHistory(ISql sql, string name)
    {
        if (Hosts.Find(sql, name) is not { } found) return null;
        using DbDataReader row = sql.Rows("""
            SELECT since, sets.hash, sets.packages, kernel FROM history JOIN sets ON sets.id = history.set_id
            WHERE host_id = $1 ORDER BY since DESC
            """, found.Id);
        ImmutableArray<HostChange>.Builder changes = ImmutableArray.CreateBuilder<HostChange>();
        while (row.Read()) changes.Add(new HostChange(row.Time(0), row.GetString(1), row.GetInt32(2), row.GetString(3)));
        return new HostWithHistory(found.Host, changes.DrainToImmutable());
    }

    /// <summary>Hosts that have a package, in ordinal order of their names.</summary>
    public static ImmutableArray<HostWithPackages> HostsWithPackage(ISql sql, PackageReader reader, string package, HostFilter filter)
    {
        Dictionary<long, ImmutableArray<Nevra>> packagesOfSet = reader.SetsWithPackage(sql, package);
        ImmutableArray<HostWithPackages>.Builder hosts = ImmutableArray.CreateBuilder<HostWithPackages>();
        Hosts.ForEach(sql, filter, (host, set) =>
        {
            if (packagesOfSet.TryGetValue(set, out ImmutableArray<Nevra> packages)) hosts.Add(new HostWithPackages(host, packages));
        });
        hosts.Sort(static (a, b) => string.CompareOrdinal(a.Host.Name, b.Host.Name));
        return hosts.DrainToImmutable();
    }

    /// <summary>How much there is.</summary>
    public static StoreCounts Counts(ISql sql)
    {
        using DbDataReader row = sql.Rows("SELECT (SELECT count(*) FROM hosts), (SELECT count(*) FROM sets), "
            + "(SELECT count(*) FROM parts), (SELECT count(*) FROM history)");
        row.Read();
        return new StoreCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }
}
