using System.Data.Common;
using System.Globalization;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace GrifErrata.Monitor.Backup;

/// <summary>Copies the tables between PostgreSQL and a backup's file, row by row, in one transaction.</summary>
internal static class PostgresCopy
{
    /// <summary>Writes what the database holds at one moment into a new file.</summary>
    public static void ToFile(PostgresDatabase database, string path)
    {
        PostgresSchema.Check(database);
        using SqliteConnection target = BackupFile.Create(path);
        using PostgresTransaction source = PostgresTransaction.Read(database);
        target.Execute("BEGIN");
        foreach (BackupTable table in BackupTable.All) ToFile(source, target, table);
        target.Execute("COMMIT; PRAGMA journal_mode = DELETE");
    }

    /// <summary>Writes what a file holds into a database without hosts.</summary>
    /// <exception cref="BackupUseException">It has hosts; nothing was written.</exception>
    public static void FromFile(SqliteConnection source, PostgresDatabase database)
    {
        PostgresSchema.Migrate(database, PostgresSchema.Scripts());
        using PostgresTransaction target = PostgresTransaction.Write(database);
        PruningLock.Take(target);
        if (target.Number("SELECT count(*) FROM hosts") > 0)
        {
            throw new BackupUseException("PostgreSQL's database has hosts already; restore into one without.");
        }

        long revision = target.Revision;

        // What a collector that was started too early has left.
        foreach (BackupTable table in BackupTable.All.Reverse()) target.Run($"DELETE FROM {table.Name}");
        foreach (BackupTable table in BackupTable.All)
        {
            bool isHosts = table.Name == "hosts";
            using (Statement select = new(source, $"SELECT {table.ColumnNames} FROM {table.Name}"))
            using (DbDataReader row = select.Rows())
            using (NpgsqlBinaryImporter import = target.Import($"{table.Name} ({table.ColumnNames}{(isHosts ? ", revision" : string.Empty)})"))
            {
                while (row.Read())
                {
                    import.StartRow();
                    for (int i = 0; i < table.Columns.Length; i++) Write(import, row, i, table.Columns[i].Kind);
                    if (isHosts) import.Write(revision, NpgsqlDbType.Bigint);
                }

                import.Complete();
            }

            if (table.HasId) target.Run($"SELECT setval(pg_get_serial_sequence('{table.Name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table.Name}), false)");
        }

        target.Commit();
    }

    private static void ToFile(PostgresTransaction source, SqliteConnection target, BackupTable table)
    {
        string values = string.Join(", ", Enumerable.Range(1, table.Columns.Length).Select(static i => string.Create(CultureInfo.InvariantCulture, $"${i}")));
        string sql = $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({values})";
        using Statement insert = new(target, sql);
        using DbDataReader row = source.Rows($"SELECT {table.ColumnNames} FROM {table.Name}");
        object?[] fields = new object?[table.Columns.Length];
        while (row.Read())
        {
            for (int i = 0; i < fields.Length; i++) fields[i] = row.IsDBNull(i) ? null : row.GetValue(i);
            insert.Run(fields);
        }
    }

    private static void Write(NpgsqlBinaryImporter import, DbDataReader row, int column, BackupColumnKind kind)
    {
        if (row.IsDBNull(column)) import.WriteNull();
        else if (kind == BackupColumnKind.Number) import.Write(row.GetInt64(column), NpgsqlDbType.Bigint);
        else if (kind == BackupColumnKind.Text) import.Write(row.GetString(column), NpgsqlDbType.Text);
        else import.Write(row.GetFieldValue<byte[]>(column), NpgsqlDbType.Bytea);
    }
}
