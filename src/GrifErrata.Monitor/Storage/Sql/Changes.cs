using System.Collections.Immutable;
using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>What happened to hosts since a cursor, from the revisions in their rows and from the list of those that were forgotten.</summary>
internal static class Changes
{
    /// <summary>How long the list of the forgotten goes back; who was away longer reads everything.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>What happened since a cursor, in one transaction.</summary>
    public static HostChanges Since(IReadingSql sql, long cursor)
    {
        long next = sql.Cursor;
        bool isComplete = cursor <= Number(sql, "revisions of the forgotten");
        ImmutableArray<HostRecord> changed = isComplete ? Hosts.Read(sql, HostFilter.All) : Hosts.Since(sql, cursor);
        if (isComplete) return new HostChanges(changed, [], IsComplete: true, next);

        ImmutableArray<string>.Builder forgotten = ImmutableArray.CreateBuilder<string>();
        using (DbDataReader row = sql.Rows("""
            SELECT name FROM forgotten WHERE revision >= $1 AND NOT EXISTS (SELECT 1 FROM hosts WHERE hosts.name = forgotten.name)
            """, cursor))
        {
            while (row.Read()) forgotten.Add(row.GetString(0));
        }

        forgotten.Sort(string.CompareOrdinal);
        return new HostChanges(changed, forgotten.DrainToImmutable(), IsComplete: false, next);
    }

    /// <summary>Notes that a host was forgotten.</summary>
    public static void Forget(IWritingSql sql, string name, long now) => sql.Run("""
        INSERT INTO forgotten (name, revision, time) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, time = excluded.time
        """, name, sql.Revision, now);

    /// <summary>Shortens the list of the forgotten, and notes up to which revision it is no longer whole.</summary>
    public static void Prune(ISql sql, DateTimeOffset now)
    {
        long before = (now - Remembered).ToUnixTimeMilliseconds();
        if (sql.Number("SELECT max(revision) FROM forgotten WHERE time < $1", before) is not { } revision) return;
        sql.Run("UPDATE numbers SET value = CASE WHEN value > $1 THEN value ELSE $1 END WHERE name = 'revisions of the forgotten'", revision);
        sql.Run("DELETE FROM forgotten WHERE time < $1", before);
    }

    private static long Number(ISql sql, string name) => sql.Number("SELECT value FROM numbers WHERE name = $1", name) ?? 0;
}
