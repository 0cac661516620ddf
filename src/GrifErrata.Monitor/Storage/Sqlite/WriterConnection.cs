using System.Data.Common;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Monitor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The connection that writes, with its statements. One thread at a time; any error makes it useless.</summary>
internal sealed class WriterConnection : IWritingSql, IDisposable
{
    private readonly string _path;
    private readonly KnownSets _known;
    private readonly SqliteConnection _connection;
    private readonly StatementCache _statements;
    private long _dataVersion;
    private long? _revision;

    public WriterConnection(string path, bool create, KnownSets known)
    {
        _path = path;
        _known = known;
        _connection = Database.OpenWriter(path, create);
        _statements = new StatementCache(_connection);
        known.Clear();
    }

    /// <summary>The counter's value, counted up once in a transaction: SQLite has one transaction that writes at a time, so they are committed
    /// in the order of their revisions.</summary>
    public long Revision => _revision ??= Number("UPDATE numbers SET value = value + 1 WHERE name = 'revision' RETURNING value")!.Value;

    /// <inheritdoc/>
    public string ForUpdate => string.Empty;

    /// <inheritdoc/>
    public string SkipLocked => string.Empty;

    /// <summary>Starts a transaction.</summary>
    public void Begin()
    {
        Run("BEGIN IMMEDIATE");
        _revision = null;

        // It changes when another connection has written: a second process may have pruned what is known here.
        long dataVersion = Number("PRAGMA data_version")!.Value;
        if (dataVersion != _dataVersion) _known.Clear();
        _dataVersion = dataVersion;
    }

    /// <summary>Ends the transaction; when this returns, its reports survive a power cut.</summary>
    /// <exception cref="StorageException">The database's file is no longer the one that bears its name.</exception>
    public void Commit()
    {
        Run("COMMIT");
        if (!Database.IsInPlace(_connection, _path))
        {
            throw new StorageException($"{_path} was moved or deleted while it was in use; put it back.");
        }
    }

    /// <inheritdoc/>
    public int Run(string sql, params ReadOnlySpan<object?> values) => _statements.Run(sql, values);

    /// <inheritdoc/>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => _statements.Number(sql, values);

    /// <inheritdoc/>
    public DbDataReader Rows(string sql, params ReadOnlySpan<object?> values) => _statements.Rows(sql, values);

    /// <inheritdoc/>
    public IEnumerable<(long Id, byte[] Content)> Parts(IReadOnlyCollection<long> ids) => _statements.Parts(ids);

    /// <inheritdoc/>
    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }
}
