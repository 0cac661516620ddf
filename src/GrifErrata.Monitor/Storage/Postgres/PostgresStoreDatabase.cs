using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>PostgreSQL under the store: writers of reports in threads of their own, everything else on connections of the pool.</summary>
internal sealed class PostgresStoreDatabase : IStoreDatabase
{
    private readonly PostgresDatabase _database;
    private readonly StoreOptions _options;
    private readonly PostgresWriter _writer;

    public PostgresStoreDatabase(PostgresDatabase database, StoreOptions options)
    {
        _database = database;
        _options = options;
        _writer = new PostgresWriter(database, options, Known);
    }

    /// <inheritdoc/>
    public int Waiting => _writer.Waiting;

    /// <inheritdoc/>
    public long Commits => _writer.Commits;

    /// <inheritdoc/>
    public KnownSets Known { get; } = new();

    /// <inheritdoc/>
    public async Task<StoreResult?> StoreAsync(IncomingReport incoming, CancellationToken cancellation)
    {
        PendingReport pending = new(incoming);
        return _writer.TryAdd(pending) ? await pending.WaitAsync(cancellation) : null;
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IReadingSql, T> read) => Try(() =>
    {
        using PostgresTransaction sql = PostgresTransaction.Read(_database);
        return read(sql);
    });

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<IWritingSql, T> write, CancellationToken cancellation) => Task.Run(
        () => Try(() =>
        {
            using PostgresTransaction sql = PostgresTransaction.Write(_database);
            T result = write(sql);
            sql.Commit();
            return result;
        }), cancellation);

    /// <summary>In two transactions: while sets are removed no report is written, so that one is short.</summary>
    public async Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        PruneResult old = await WriteAsync(sql => Pruning.Old(sql, _options, now), cancellation);
        (int sets, int parts) = await WriteAsync(
            static sql =>
            {
                PruningLock.Take(sql);
                return Pruning.Unused(sql);
            }, cancellation);
        return old with { Sets = sets, Parts = parts };
    }

    /// <summary>Stores what waits, then closes the connections.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _database.Dispose();
    }

    private T Try<T>(Func<T> run)
    {
        try
        {
            return Retry.Run(_database, run);
        }
        catch (Exception e) when (PostgresDatabase.IsOfDatabase(e))
        {
            throw new StorageException(_database.Explain(e), e);
        }
    }
}
