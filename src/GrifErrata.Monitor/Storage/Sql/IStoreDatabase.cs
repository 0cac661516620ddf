using GrifErrata.Monitor.Storage.Sets;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>A database under <see cref="SqlStore"/>: how transactions are made, and how many reports are stored at once.</summary>
internal interface IStoreDatabase : IDisposable
{
    /// <summary>Reports that wait.</summary>
    int Waiting { get; }

    /// <summary>Transactions of reports committed.</summary>
    long Commits { get; }

    /// <summary>Which sets it has.</summary>
    KnownSets Known { get; }

    /// <summary>Stores a report together with others; null where too many wait.</summary>
    Task<StoreResult?> StoreAsync(IncomingReport incoming, CancellationToken cancellation);

    /// <summary>Reads one moment.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    T Read<T>(Func<IReadingSql, T> read);

    /// <summary>Writes in a transaction that is durable when the task ends. It may run more than once; only the last run counts.</summary>
    /// <exception cref="StorageException">The database failed; nothing was written.</exception>
    Task<T> WriteAsync<T>(Func<IWritingSql, T> write, CancellationToken cancellation);

    /// <summary>Removes what is old, and then sets and parts that nothing has.</summary>
    /// <exception cref="StorageException">The database failed.</exception>
    Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation);
}
