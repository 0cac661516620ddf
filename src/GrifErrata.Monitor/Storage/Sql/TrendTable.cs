using System.Collections.Immutable;
using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>How the hosts of sites and OSs were, day by day.</summary>
internal static class TrendTable
{
    /// <summary>Refuses rows that do not belong together.</summary>
    /// <exception cref="ArgumentException">A row is of another day, or two are of the same site and OS.</exception>
    public static void Check(DateOnly day, ImmutableArray<TrendRow> rows)
    {
        if (rows.Any(row => row.Day != day)) throw new ArgumentException("A row is of another day.", nameof(rows));
        if (rows.DistinctBy(static row => (row.Site, row.Os)).Count() != rows.Length)
        {
            throw new ArgumentException("Two rows are of the same site and OS.", nameof(rows));
        }
    }

    /// <summary>Replaces the rows of a day. Of two collectors that do it at once, the later one's stay.</summary>
    public static void Save(ISql sql, DateOnly day, ImmutableArray<TrendRow> rows)
    {
        // The day's own row is locked first, so that two collectors do it one after the other.
        sql.Run("INSERT INTO trend_days (day) VALUES ($1) ON CONFLICT (day) DO UPDATE SET day = excluded.day", day.Number());
        sql.Run("DELETE FROM trend WHERE day = $1", day.Number());
        foreach (TrendRow row in rows)
        {
            sql.Run("""
                INSERT INTO trend (day, site, os, hosts, up_to_date, behind, different, silent, never_reported, reboot_pending, frozen)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """, day.Number(), row.Site, row.Os, (long)row.Hosts, (long)row.Right, (long)row.Behind, (long)row.Different, (long)row.Silent,
                (long)row.NeverReported, (long)row.RebootPending, (long)row.Frozen);
        }
    }

    /// <summary>The rows from a day on.</summary>
    public static ImmutableArray<TrendRow> Read(ISql sql, DateOnly from)
    {
        List<TrendRow> rows = [];
        using (DbDataReader row = sql.Rows("""
            SELECT day, site, os, hosts, up_to_date, behind, different, silent, never_reported, reboot_pending, frozen FROM trend WHERE day >= $1
            """, from.Number()))
        {
            while (row.Read())
            {
                rows.Add(new TrendRow(row.Day(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5),
                    row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)));
            }
        }

        return [.. rows.OrderBy(static row => row.Day).ThenBy(static row => row.Site, StringComparer.Ordinal)
            .ThenBy(static row => row.Os, StringComparer.Ordinal)];
    }

    /// <summary>Removes the rows of days before one.</summary>
    public static int Prune(ISql sql, DateOnly before)
    {
        int removed = sql.Run("DELETE FROM trend WHERE day < $1", before.Number());
        sql.Run("DELETE FROM trend_days WHERE day < $1", before.Number());
        return removed;
    }
}
