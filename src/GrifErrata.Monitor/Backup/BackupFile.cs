using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Backup;

/// <summary>A backup's file: a monitor's SQLite database in one file, whatever it is a backup of.</summary>
internal static class BackupFile
{
    /// <summary>Writes a new file beside the one that is wanted, and renames it when it is whole and on the disk; else nothing of it stays.</summary>
    /// <param name="path">The file that is wanted.</param>
    /// <param name="write">Writes a database into the file that it is given, which does not exist.</param>
    public static void Write(string path, Action<string> write)
    {
        string beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            write(beside);
            using (FileStream stream = new(beside, FileMode.Open, FileAccess.ReadWrite)) stream.Flush(flushToDisk: true);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            foreach (string suffix in (string[])["", "-journal", "-wal", "-shm"]) File.Delete(beside + suffix);
        }
    }

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="StorageException">There is none, it is another program's, a newer version's, or not whole.</exception>
    public static SqliteConnection Open(string path)
    {
        if (!File.Exists(path)) throw new StorageException($"{path} does not exist; name the file that `backup` wrote.");
        return Database.Guard(path, () =>
        {
            SqliteConnection connection = Connect(path, SqliteOpenMode.ReadOnly);
            try
            {
                if (connection.Number("SELECT count(*) FROM sqlite_schema") == 0)
                {
                    throw new StorageException($"{path} is empty; name the file that `backup` wrote.");
                }

                Schema.Check(connection, path);
                // Where there is a log, the last pages may be in it.
                using SqliteCommand journal = connection.CreateCommand();
                journal.CommandText = "PRAGMA journal_mode";
                bool isCut = (string)journal.ExecuteScalar()! != "wal"
                    && new FileInfo(path).Length != connection.Number("PRAGMA page_count") * connection.Number("PRAGMA page_size");
                if (isCut || connection.Number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") > 0
                    || connection.Number("SELECT count(*) FROM pragma_foreign_key_check") > 0)
                {
                    throw new StorageException($"{path} is damaged or not whole; take another backup.");
                }

                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    /// <summary>Copies a database into a new file and brings it up to date there.</summary>
    public static void CopyUpToDate(SqliteConnection source, string path)
    {
        using SqliteConnection target = Connect(path, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        Schema.Migrate(target, Schema.Scripts());
        Finish(target);
    }

    /// <summary>Copies a database as it is, while others write to it, into one new file.</summary>
    public static void Copy(SqliteConnection source, string path)
    {
        using SqliteConnection target = Connect(path, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        Finish(target);
    }

    /// <summary>Makes a new database without rows.</summary>
    public static SqliteConnection Create(string path)
    {
        SqliteConnection connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Nothing is lost when it is cut off: the file bears its name only when it is whole.
            connection.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            Schema.Migrate(connection, Schema.Scripts());
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A log beside it would be forgotten when the file is moved.
    private static void Finish(SqliteConnection connection) => connection.Execute("PRAGMA journal_mode = DELETE");

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
