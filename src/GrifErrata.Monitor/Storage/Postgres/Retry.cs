using Npgsql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Runs a transaction again where another one was in its way, or its connection had ended while nobody used it.</summary>
internal static class Retry
{
    private const int Times = 8;

    /// <summary>Runs it, up to eight times.</summary>
    public static T Run<T>(PostgresDatabase database, Func<T> run)
    {
        for (int left = Times; ; left--)
        {
            try
            {
                return run();
            }
            catch (Exception e) when (left > 1 && PostgresDatabase.MayPass(e))
            {
                // Of connections that a restarted server has ended there may be as many as the pool holds.
                if (e is NpgsqlException) database.Clear();
            }
        }
    }
}
