using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The monitor's database in an SQLite file. One object a file and process.</summary>
public static class SqliteStore
{
    /// <summary>Opens the database, creates it where it is absent, and brings an older version's up to date.</summary>
    /// <exception cref="StorageException">It cannot be opened, is another program's, or a newer version's.</exception>
    public static IMonitorStore Open(StoreOptions options)
    {
        options.Check();
        ArgumentException.ThrowIfNullOrEmpty(options.Path);
        StoreOptions full = options with { Path = Path.GetFullPath(options.Path) };
#pragma warning disable CA2000 // The store disposes of it.
        return new SqlStore(new SqliteDatabase(full), full);
#pragma warning restore CA2000
    }
}
