using System.Data.Common;
using GrifErrata.Monitor.Storage.Sets;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Removes what is old, and the sets and parts that nothing has any more.</summary>
internal static class Pruning
{
    /// <summary>Removes old changes, hosts, trend and what belongs to them. A change is old when the host's next change came before the
    /// limit: what a host had at that time is kept.</summary>
    public static PruneResult Old(IWritingSql sql, StoreOptions options, DateTimeOffset now)
    {
        long before = (now - options.HistoryKept).ToUnixTimeMilliseconds();
        int changes = sql.Run("""
            DELETE FROM history WHERE since < $1 AND EXISTS (
                SELECT 1 FROM history AS later WHERE later.host_id = history.host_id AND later.since > history.since AND later.since <= $1)
            """, before);
        (int hosts, int ofHosts) = Hosts(sql, options, now);
        Changes.Prune(sql, now);
        Relays.Prune(sql);
        int trend = TrendTable.Prune(sql, DateOnly.FromDateTime((now - options.TrendKept).UtcDateTime));
        return new PruneResult(changes + ofHosts, 0, 0, hosts, trend);
    }

    /// <summary>Removes sets that no host and no change has, and parts that no set has then. No other transaction may add sets meanwhile.</summary>
    public static (int Sets, int Parts) Unused(ISql sql)
    {
        HashSet<uint> candidates = [];
        int sets = 0;
        using (DbDataReader rows = sql.Rows("""
            DELETE FROM sets
            WHERE NOT EXISTS (SELECT 1 FROM hosts WHERE set_id = sets.id) AND NOT EXISTS (SELECT 1 FROM history WHERE set_id = sets.id)
            RETURNING parts
            """))
        {
            for (; rows.Read(); sets++) candidates.UnionWith(SetParts.Ids(rows.GetFieldValue<byte[]>(0)));
        }

        if (candidates.Count == 0) return (sets, 0);

        using (DbDataReader rows = sql.Rows("SELECT parts FROM sets"))
        {
            while (rows.Read()) candidates.ExceptWith(SetParts.Ids(rows.GetFieldValue<byte[]>(0)));
        }

        foreach (uint id in candidates) sql.Run("DELETE FROM parts WHERE id = $1", (long)id);
        return (sets, candidates.Count);
    }

    /// <summary>Forgets a host and what it had.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool Host(IWritingSql sql, string name, long now)
    {
        if (sql.Number($"SELECT id FROM hosts WHERE name = $1{sql.ForUpdate}", name) is not { } id) return false;
        Host(sql, id, name, now);
        return true;
    }

    private static int Host(IWritingSql sql, long id, string name, long now)
    {
        int changes = sql.Run("DELETE FROM history WHERE host_id = $1", id);
        sql.Run("DELETE FROM hosts WHERE id = $1", id);
        Changes.Forget(sql, name, now);
        return changes;
    }

    private static (int Hosts, int Changes) Hosts(IWritingSql sql, StoreOptions options, DateTimeOffset now)
    {
        long newest = sql.Number("SELECT max(last_seen) FROM hosts") ?? 0;
        long before = Math.Min(newest, now.ToUnixTimeMilliseconds()) - (long)options.HostsKept.TotalMilliseconds;
        List<(long Id, string Name)> old = [];
        using (DbDataReader row = sql.Rows($"SELECT id, name FROM hosts WHERE last_seen < $1 ORDER BY name{sql.ForUpdate}", before))
        {
            while (row.Read()) old.Add((row.GetInt64(0), row.GetString(1)));
        }

        return (old.Count, old.Sum(host => Host(sql, host.Id, host.Name, now.ToUnixTimeMilliseconds())));
    }
}
