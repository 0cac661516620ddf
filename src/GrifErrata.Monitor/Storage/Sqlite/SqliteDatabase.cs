using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The monitor's database in an SQLite file: one connection writes, in a thread of its own, and many read.</summary>
internal sealed class SqliteDatabase : IStoreDatabase
{
    private readonly StoreOptions _options;
    private readonly ReportWriter _reports;
    private readonly StoreWriter _writer;

    public SqliteDatabase(StoreOptions options)
    {
        _options = options;
        _reports = new ReportWriter(Known, new RelayBound(options.RelaysKept));
        _writer = new StoreWriter(options, Known);
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
        WriterTask<StoreResult> task = new(
            connection => new StoreResult(_reports.Store(connection, incoming)), static error => new StoreResult(StoreOutcome.Failed, error));
        return _writer.TryAdd(task) ? await task.WaitAsync(cancellation) : null;
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IReadingSql, T> read) => ReadingConnection.Read(_options.Path, read);

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(Func<IWritingSql, T> write, CancellationToken cancellation)
    {
        WriterTask<T> task = new(write, static error => throw new StorageException(error));
        await _writer.AddAsync(task, cancellation);
        return await task.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation) => WriteAsync(
        sql =>
        {
            PruneResult old = Pruning.Old(sql, _options, now);
            (int sets, int parts) = Pruning.Unused(sql);
            Known.Clear();
            return old with { Sets = sets, Parts = parts };
        }, cancellation);

    /// <summary>Stores what waits, then closes the database.</summary>
    public void Dispose() => _writer.Dispose();
}
