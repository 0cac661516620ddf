using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Keeps writers of reports and pruning of sets apart: a writer must not use a set that goes. Both locks end with the transaction.</summary>
internal static class PruningLock
{
    // As PostgresSchema's, and one more.
    private const int Key = 0x47456D70;

    /// <summary>For a writer: others write too, nobody prunes.</summary>
    /// <returns>The number that pruning changes.</returns>
    public static long Share(ISql sql)
    {
        sql.Run("SELECT pg_advisory_xact_lock_shared($1, hashtext(current_schema()))", Key);
        return sql.Number("SELECT value FROM numbers WHERE name = 'prunings'")!.Value;
    }

    /// <summary>For pruning: nobody writes reports.</summary>
    public static void Take(ISql sql)
    {
        sql.Run("SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))", Key);
        sql.Run("UPDATE numbers SET value = value + 1 WHERE name = 'prunings'");
    }
}
