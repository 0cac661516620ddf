using System.Data;
using System.Data.Common;
using GrifErrata.Monitor.Storage.Sql;
using Npgsql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>A connection of the pool in a transaction; what is not committed is rolled back. Npgsql prepares statements that come again.</summary>
internal sealed class PostgresTransaction : IReadingSql, IWritingSql, IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private long? _revision;

    private PostgresTransaction(NpgsqlConnection connection, IsolationLevel isolation)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction(isolation);
    }

    /// <summary>The id of this transaction: one that reads before this one has ended gets a lower or the same cursor.</summary>
    public long Revision => _revision ??= Number("SELECT pg_current_xact_id()::text::bigint")!.Value;

    /// <summary>The lowest id of a transaction that had not ended: what it changes is seen later, and has its id.</summary>
    public long Cursor => Number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")!.Value;

    /// <inheritdoc/>
    public string ForUpdate => " FOR UPDATE";

    /// <inheritdoc/>
    public string SkipLocked => " FOR UPDATE SKIP LOCKED";

    /// <summary>A transaction that reads one moment.</summary>
    public static PostgresTransaction Read(PostgresDatabase database) => Begin(database, IsolationLevel.RepeatableRead);

    /// <summary>A transaction that writes; each of its statements sees what was committed before it.</summary>
    public static PostgresTransaction Write(PostgresDatabase database) => Begin(database, IsolationLevel.ReadCommitted);

    /// <summary>Ends the transaction; when this returns, what it wrote is durable.</summary>
    public void Commit() => _transaction.Commit();

    /// <inheritdoc/>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        using NpgsqlCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public long? Number(string sql, params ReadOnlySpan<object?> values)
    {
        using NpgsqlCommand command = Command(sql, values);
        return command.ExecuteScalar() as long?;
    }

    /// <inheritdoc/>
    public DbDataReader Rows(string sql, params ReadOnlySpan<object?> values)
    {
        using NpgsqlCommand command = Command(sql, values);
        return command.ExecuteReader();
    }

    /// <inheritdoc/>
    public IEnumerable<(long Id, byte[] Content)> Parts(IReadOnlyCollection<long> ids)
    {
        using DbDataReader row = Rows("SELECT id, content FROM parts WHERE id = ANY($1)", ids.ToArray());
        while (row.Read()) yield return (row.GetInt64(0), row.GetFieldValue<byte[]>(1));
    }

    /// <summary>Adds many rows to a table.</summary>
    /// <param name="table">Its name and, in parentheses, its columns.</param>
    public NpgsqlBinaryImporter Import(string table) => _connection.BeginBinaryImport($"COPY {table} FROM STDIN (FORMAT BINARY)");

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _transaction.Dispose();
        }
        catch (Exception e) when (PostgresDatabase.IsOfDatabase(e))
        {
            // The connection has ended, and so has the transaction.
        }

        _connection.Dispose();
    }

    private static PostgresTransaction Begin(PostgresDatabase database, IsolationLevel isolation)
    {
        NpgsqlConnection connection = database.Open();
        try
        {
            return new PostgresTransaction(connection, isolation);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private NpgsqlCommand Command(string sql, ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // No caller passes text from outside.
        NpgsqlCommand command = new(sql, _connection, _transaction);
#pragma warning restore CA2100
        foreach (object? value in values)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = value switch { null => DBNull.Value, string text => StoredText.Of(text), _ => value },
            });
        }

        return command;
    }
}
