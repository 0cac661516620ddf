using System.Collections.Immutable;
using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>The queue of reports for upstream servers: each body once, and a row for each upstream server that is to have it.</summary>
internal static class Relays
{
    // Of waiting reports no try is further away than this, so one that seems to be was noted before the clock was set back.
    private const long LongestPause = 24 * 3600 * 1000;
    private const int LongestError = 1000;

    /// <summary>Queues a report. One of the same host that waits is replaced; one on its way is left to whoever sends it.</summary>
    public static void Add(ISql sql, string host, IncomingRelay relay, long now)
    {
        if (relay.Upstreams.IsEmpty) return;
        long body = sql.Number("INSERT INTO relay_bodies (content_type, query, body) VALUES ($1, $2, $3) RETURNING id",
            relay.ContentType, relay.Query, relay.Body)!.Value;
        foreach (string upstream in relay.Upstreams)
        {
            Remove(sql, "upstream = $1 AND host = $2 AND leased_until <= $3", upstream, host, now);
            sql.Run("""
                INSERT INTO relays (upstream, host, body_id, queued, next_try, leased_until, attempts) VALUES ($1, $2, $3, $4, $4, 0, 0)
                """, upstream, host, body, now);
        }
    }

    /// <summary>Drops the oldest where too many wait.</summary>
    public static void Bound(IWritingSql sql, string upstream, int kept)
    {
        if (sql.Number("SELECT id FROM relays WHERE upstream = $1 ORDER BY id DESC LIMIT 1 OFFSET $2", upstream, (long)kept) is not { } newest) return;
        int dropped = Remove(sql, $"id IN (SELECT id FROM relays WHERE upstream = $1 AND id <= $2 ORDER BY id{sql.SkipLocked})", upstream, newest);
        Note(sql, upstream, dropped, FormattableString.Invariant($"more than {kept} reports waited; the oldest were dropped"));
    }

    /// <summary>Takes reports that are due. Of a host only the oldest is, so that an upstream server never gets the older one last.</summary>
    public static ImmutableArray<RelayItem> Claim(IWritingSql sql, string upstream, int max, long now, long lease)
    {
        ImmutableArray<long>.Builder ids = ImmutableArray.CreateBuilder<long>();
        using (DbDataReader row = sql.Rows($"""
            UPDATE relays SET leased_until = $1 WHERE id IN (
                SELECT id FROM relays WHERE upstream = $2 AND (next_try <= $3 OR next_try > $4) AND (leased_until <= $3 OR leased_until > $1)
                    AND NOT EXISTS (SELECT 1 FROM relays AS older
                        WHERE older.upstream = relays.upstream AND older.host = relays.host AND older.id < relays.id)
                ORDER BY id LIMIT $5{sql.SkipLocked})
            RETURNING id
            """, now + lease, upstream, now, now + LongestPause, (long)max))
        {
            while (row.Read()) ids.Add(row.GetInt64(0));
        }

        ids.Sort();
        ImmutableArray<RelayItem>.Builder items = ImmutableArray.CreateBuilder<RelayItem>(ids.Count);
        foreach (long id in ids)
        {
            using DbDataReader row = sql.Rows("""
                SELECT host, body, content_type, query, queued, attempts FROM relays JOIN relay_bodies ON relay_bodies.id = body_id
                WHERE relays.id = $1
                """, id);
            if (!row.Read()) continue;
            items.Add(new RelayItem(id, row.GetString(0), IncomingRelay.Decompress(row.GetFieldValue<byte[]>(1)), row.Text(2), row.GetString(3),
                row.Time(4), row.GetInt32(5)));
        }

        return items.DrainToImmutable();
    }

    /// <summary>One was delivered.</summary>
    public static void Done(ISql sql, long id) => Remove(sql, "id = $1", id);

    /// <summary>One was not delivered.</summary>
    public static void Failed(IWritingSql sql, long id, long nextTry, string error)
    {
        if (Upstream(sql, id) is not { } upstream) return;
        Note(sql, upstream, 0, error);
        int replaced = Remove(sql, """
            id = $1 AND EXISTS (SELECT 1 FROM relays AS newer
                WHERE newer.upstream = relays.upstream AND newer.host = relays.host AND newer.id > relays.id)
            """, id);
        if (replaced == 0) sql.Run("UPDATE relays SET leased_until = 0, next_try = $1, attempts = attempts + 1 WHERE id = $2", nextTry, id);
    }

    /// <summary>One is given up.</summary>
    public static void Dropped(IWritingSql sql, long id, string error)
    {
        if (Upstream(sql, id) is not { } upstream) return;
        Note(sql, upstream, Remove(sql, "id = $1", id), error);
    }

    /// <summary>The queues, in ordinal order of their names.</summary>
    public static ImmutableArray<RelayCount> Counts(ISql sql)
    {
        Dictionary<string, RelayCount> counts = new(StringComparer.Ordinal);
        using (DbDataReader row = sql.Rows("SELECT name, dropped, error FROM upstreams"))
        {
            while (row.Read()) counts.Add(row.GetString(0), new RelayCount(row.GetString(0), 0, null, row.GetInt64(1), row.Text(2)));
        }

        using (DbDataReader row = sql.Rows("SELECT upstream, count(*), min(queued) FROM relays GROUP BY upstream"))
        {
            while (row.Read())
            {
                RelayCount other = counts.GetValueOrDefault(row.GetString(0)) ?? new RelayCount(row.GetString(0), 0, null, 0, null);
                counts[other.Upstream] = other with { Waiting = row.GetInt64(1), Oldest = row.Time(2) };
            }
        }

        return [.. counts.Values.OrderBy(static count => count.Upstream, StringComparer.Ordinal)];
    }

    /// <summary>Removes bodies that no upstream server is to have: two collectors that end the last two deliveries of a body at the same time
    /// leave it.</summary>
    public static void Prune(ISql sql) =>
        sql.Run("DELETE FROM relay_bodies WHERE NOT EXISTS (SELECT 1 FROM relays WHERE body_id = relay_bodies.id)");

    private static int Remove(ISql sql, string condition, params ReadOnlySpan<object?> values)
    {
        List<long> bodies = [];
        using (DbDataReader row = sql.Rows($"DELETE FROM relays WHERE {condition} RETURNING body_id", values))
        {
            while (row.Read()) bodies.Add(row.GetInt64(0));
        }

        foreach (long body in bodies)
        {
            sql.Run("DELETE FROM relay_bodies WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM relays WHERE body_id = $1)", body);
        }

        return bodies.Count;
    }

    private static string? Upstream(IWritingSql sql, long id)
    {
        using DbDataReader row = sql.Rows($"SELECT upstream FROM relays WHERE id = $1{sql.ForUpdate}", id);
        return row.Read() ? row.GetString(0) : null;
    }

    private static void Note(ISql sql, string upstream, int dropped, string error) => sql.Run("""
        INSERT INTO upstreams (name, dropped, error) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET dropped = upstreams.dropped + excluded.dropped, error = excluded.error
        """, upstream, (long)dropped, StoredText.Cut(error, LongestError));
}
