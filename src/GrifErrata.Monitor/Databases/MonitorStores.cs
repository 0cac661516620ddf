using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using GrifErrata.Monitor.Storage.Sqlite;

namespace GrifErrata.Monitor.Databases;

/// <summary>Opens the monitor's database, whichever it is.</summary>
public static class MonitorStores
{
    /// <summary>Opens what a text names: a PostgreSQL database (<c>Host=...;Database=...</c> or <c>postgres://user@host/database</c>), else
    /// an SQLite file.</summary>
    /// <param name="database">The connection string or the file.</param>
    /// <param name="options">Bounds; null for the usual ones.</param>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static IMonitorStore Open(string database, StoreOptions? options = null) =>
        PostgresAddress.Is(database) ? OpenPostgres(database, options) : OpenFile(database, options);

    /// <summary>Opens an SQLite file; it is created where it is absent, its folder is not.</summary>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static IMonitorStore OpenFile(string path, StoreOptions? options = null) =>
        SqliteStore.Open((options ?? new StoreOptions()) with { Path = path });

    /// <summary>Opens a PostgreSQL database; its tables are created in the first schema of the search path where there are none.</summary>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static IMonitorStore OpenPostgres(string connection, StoreOptions? options = null) =>
        PostgresStore.Open(connection, options ?? new StoreOptions());
}
