using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>Opens connections to the monitor's database.</summary>
internal static class Database
{
    // SQLITE_FCNTL_HAS_MOVED of sqlite3.h.
    private const int HasMoved = 20;

    /// <summary>The one connection that writes. The first of a process may create the database; a later one must not, or reports would go
    /// to an empty database while the real one is away.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is no database of this program.</exception>
    public static SqliteConnection OpenWriter(string path, bool create) => Guard(path, () =>
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            Schema.Check(connection, path);

            // FULL: each commit waits until the write-ahead log is on the disk. NORMAL would lose answered reports at a power cut.
            // The limit gives the disk back what a burst of reports took.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; "
                + "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;");
            Schema.Migrate(connection, Schema.Scripts());
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>A connection that reads; its pool keeps it when it is disposed.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        SqliteConnection connection = Reader(path);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes the readers' connections that nobody uses: they may look at a file that is no longer there.</summary>
    public static void ForgetReaders(string path)
    {
        using SqliteConnection connection = Reader(path);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Whether what was written is in the file that bears the database's name. A deleted file takes writes as long as it is open,
    /// and loses them.</summary>
    public static bool IsInPlace(SqliteConnection connection, string path)
    {
        int result = FileControl(connection.Handle!.DangerousGetHandle(), 0, HasMoved, out int moved);
        return result == 0 && moved == 0 && File.Exists(path + "-wal");
    }

    /// <summary>Runs something and gives SQLite's errors as a <see cref="StorageException"/>.</summary>
    public static T Guard<T>(string path, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (SqliteException e)
        {
            throw new StorageException(Explain(e, path), e);
        }
    }

    /// <summary>SQLite's error, and what to do.</summary>
    public static string Explain(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        5 or 6 => $"{path} is locked by another program ({error.Message}); end the program that writes to it.",
        8 => $"{path} cannot be written ({error.Message}); give this program's user the right to write to it and to its folder.",
        10 or 13 => $"{path} was not written: the disk is full or fails ({error.Message}); make room, or see the system's log.",
        11 or 26 => $"{path} is damaged or no SQLite database ({error.Message}); restore it from a backup.",
        14 => $"{path} cannot be opened ({error.Message}); see that its folder exists, that this program's user may write there, and that the disk is not full.",
        _ => $"{path}: {error.Message}",
    };

    /// <summary>Whether an error says that the database as a whole fails, not one report.</summary>
    public static bool FailsAsAWhole(Exception error) =>
        error is StorageException || (error is SqliteException sqlite && sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26);

    /// <summary>Runs statements that give no rows.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // No caller passes text from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The number that a statement gives in its first row.</summary>
    public static long Number(this SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // No caller passes text from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Reader(string path) => new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
        DefaultTimeout = 10,
    }.ToString());

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(nint database, nint name, int operation, out int result);
}
