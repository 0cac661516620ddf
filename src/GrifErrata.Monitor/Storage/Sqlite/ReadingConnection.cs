using System.Data.Common;
using GrifErrata.Monitor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>A connection that reads one moment: with a write-ahead log readers and the writer do not wait for each other.</summary>
internal sealed class ReadingConnection : IReadingSql, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly StatementCache _statements;

    private ReadingConnection(string path)
    {
        _connection = Database.OpenReader(path);
        _transaction = _connection.BeginTransaction(deferred: true);
        _statements = new StatementCache(_connection);
    }

    /// <summary>The counter's next value: no transaction that this one cannot see has it yet.</summary>
    public long Cursor => 1 + Number("SELECT value FROM numbers WHERE name = 'revision'")!.Value;

    /// <summary>Reads.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public static T Read<T>(string path, Func<IReadingSql, T> read) => Database.Guard(path, () =>
    {
        using ReadingConnection connection = new(path);
        return read(connection);
    });

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
        _transaction.Dispose();
        _connection.Dispose();
    }
}
