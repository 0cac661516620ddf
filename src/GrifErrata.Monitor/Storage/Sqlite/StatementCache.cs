using System.Data.Common;
using GrifErrata.Monitor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The statements of a connection, each prepared once.</summary>
internal sealed class StatementCache(SqliteConnection connection) : ISql, IDisposable
{
    private const string ContentOfPart = "SELECT content FROM parts WHERE id = $1";

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Of(sql).Run(values);

    /// <inheritdoc/>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Of(sql).Number(values);

    /// <inheritdoc/>
    public DbDataReader Rows(string sql, params ReadOnlySpan<object?> values) => Of(sql).Rows(values);

    /// <inheritdoc/>
    public IEnumerable<(long Id, byte[] Content)> Parts(IReadOnlyCollection<long> ids)
    {
        foreach (long id in ids)
        {
            byte[] content;
            using (DbDataReader row = Rows(ContentOfPart, id))
            {
                if (!row.Read()) continue;
                content = row.GetFieldValue<byte[]>(0);
            }

            yield return (id, content);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Statement statement in _statements.Values) statement.Dispose();
    }

    private Statement Of(string sql)
    {
        if (_statements.TryGetValue(sql, out Statement? statement)) return statement;
        return _statements[sql] = new Statement(connection, sql);
    }
}
