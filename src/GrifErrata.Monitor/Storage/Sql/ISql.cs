using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>A connection in a transaction, for statements that SQLite and PostgreSQL both understand: parameters are <c>$1</c>, <c>$2</c>,
/// ..., numbers are <c>long</c>, texts <c>string</c>, contents <c>byte[]</c>. One thread at a time.</summary>
internal interface ISql
{
    /// <summary>Runs a statement and says how many rows it changed.</summary>
    int Run(string sql, params ReadOnlySpan<object?> values);

    /// <summary>The number in the first column of the first row, or null where there is no row or no number.</summary>
    long? Number(string sql, params ReadOnlySpan<object?> values);

    /// <summary>The rows of a statement. They must be disposed of before the next statement runs.</summary>
    DbDataReader Rows(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Compressed contents of parts of sets, by id, in any order; what is not there is left out.</summary>
    IEnumerable<(long Id, byte[] Content)> Parts(IReadOnlyCollection<long> ids);
}

/// <summary>A transaction that writes.</summary>
internal interface IWritingSql : ISql
{
    /// <summary>What marks the rows that this transaction changes. It is greater than 0, and such that whoever reads with
    /// <see cref="IReadingSql.Cursor"/> misses no row.</summary>
    long Revision { get; }

    /// <summary>What ends a SELECT of rows that will be changed: empty where a transaction that writes is alone.</summary>
    string ForUpdate { get; }

    /// <summary>The same, where rows that another transaction changes are passed over.</summary>
    string SkipLocked { get; }
}

/// <summary>A transaction that reads one moment.</summary>
internal interface IReadingSql : ISql
{
    /// <summary>The lowest revision that a later reader may see newly.</summary>
    long Cursor { get; }
}
