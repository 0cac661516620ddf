using GrifErrata.Monitor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>A prepared statement with the parameters <c>$1</c>, <c>$2</c>, ...</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // No caller passes text from outside.
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    /// <summary>Runs it and says how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The number in the first column of the first row, or null where there is no row.</summary>
    public long? Number(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() as long?;
    }

    /// <summary>Its rows.</summary>
    public SqliteDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = _command.Parameters.Count; i < values.Length; i++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${i + 1}") });
        }

        for (int i = 0; i < values.Length; i++) _command.Parameters[i].Value = Bindable(values[i]);
    }

    private static object Bindable(object? value) => value is string text ? StoredText.Of(text) : value ?? DBNull.Value;
}
