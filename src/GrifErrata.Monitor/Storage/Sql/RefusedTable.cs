using System.Collections.Immutable;
using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>The last reports that were refused, and how many there were.</summary>
internal static class RefusedTable
{
    private const int LongestText = 1000;

    /// <summary>Adds some; the oldest go.</summary>
    public static void Save(ISql sql, ImmutableArray<RefusedRow> rows, int kept)
    {
        // In the order of their status: two collectors that count the same ones never wait for each other.
        foreach (IGrouping<int, RefusedRow> group in rows.GroupBy(static row => row.Status).OrderBy(static group => group.Key))
        {
            sql.Run("""
                INSERT INTO refused_counts (status, count) VALUES ($1, $2)
                ON CONFLICT (status) DO UPDATE SET count = refused_counts.count + excluded.count
                """, (long)group.Key, (long)group.Count());
        }

        foreach (RefusedRow row in rows.TakeLast(kept))
        {
            sql.Run("INSERT INTO refused (time, reporter, status, text, site, host) VALUES ($1, $2, $3, $4, $5, $6)",
                row.Time.ToUnixTimeMilliseconds(), Cut(row.Reporter), (long)row.Status, Cut(row.Text), Cut(row.Site), Cut(row.Host));
        }

        sql.Run("DELETE FROM refused WHERE id <= (SELECT id FROM refused ORDER BY id DESC LIMIT 1 OFFSET $1)", (long)kept);
    }

    /// <summary>The last ones, newest first.</summary>
    public static ImmutableArray<RefusedRow> Last(ISql sql, int max)
    {
        ImmutableArray<RefusedRow>.Builder rows = ImmutableArray.CreateBuilder<RefusedRow>();
        using DbDataReader row = sql.Rows("SELECT time, reporter, status, text, site, host FROM refused ORDER BY id DESC LIMIT $1", (long)max);
        while (row.Read()) rows.Add(new RefusedRow(row.Time(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.Text(4), row.Text(5)));
        return rows.DrainToImmutable();
    }

    /// <summary>How many, by status.</summary>
    public static ImmutableArray<RefusedCount> Counts(ISql sql)
    {
        ImmutableArray<RefusedCount>.Builder counts = ImmutableArray.CreateBuilder<RefusedCount>();
        using DbDataReader row = sql.Rows("SELECT status, count FROM refused_counts ORDER BY status");
        while (row.Read()) counts.Add(new RefusedCount(row.GetInt32(0), row.GetInt64(1)));
        return counts.DrainToImmutable();
    }

    private static string? Cut(string? text) => text is null ? null : StoredText.Cut(text, LongestText);
}
