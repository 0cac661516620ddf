using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>The monitor's database in PostgreSQL, 13 or later: any number of collectors may use it at the same time.</summary>
public static class PostgresStore
{
    /// <summary>Opens the database, creates its tables in the first schema of the search path, and brings an older version's up to date.</summary>
    /// <param name="connection"><c>Host=...;Database=...</c> or <c>postgres://user@host/database</c>.</param>
    /// <param name="options">Its bounds.</param>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static IMonitorStore Open(string connection, StoreOptions options)
    {
        options.Check();
        PostgresDatabase database = new(connection);
        try
        {
            PostgresSchema.Migrate(database, PostgresSchema.Scripts());
#pragma warning disable CA2000 // The store disposes of it.
            return new SqlStore(new PostgresStoreDatabase(database, options), options);
#pragma warning restore CA2000
        }
        catch (Exception e)
        {
            database.Dispose();
            if (PostgresDatabase.IsOfDatabase(e)) throw new StorageException(database.Explain(e), e);
            throw;
        }
    }
}
