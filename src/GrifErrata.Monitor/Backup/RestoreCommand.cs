using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Backup;

/// <summary><c>restore FILE</c>: puts a backup into a database without hosts, SQLite's or PostgreSQL's, whichever it was taken of.</summary>
public static class RestoreCommand
{
    /// <summary>Restores a backup. Collectors must not run.</summary>
    /// <param name="database">An SQLite file, which may be absent, or PostgreSQL's connection string.</param>
    /// <param name="file">The backup; an older version's too. It is not changed.</param>
    /// <param name="error">Where it says what is wrong.</param>
    /// <returns>0 when it is done; 1 where the backup, the database or the disk fails; 2 where the database has hosts. Unless 0, nothing was
    /// written.</returns>
    public static Task<int> RunAsync(string database, string file, TextWriter error) => BackupFailure.TellAsync(error, () =>
    {
        using SqliteConnection backup = BackupFile.Open(Path.GetFullPath(file));
        if (PostgresAddress.Is(database)) IntoPostgres(backup, database);
        else IntoFile(backup, Path.GetFullPath(database));
    });

    private static void IntoPostgres(SqliteConnection backup, string connection)
    {
        using PostgresDatabase target = new(connection);
        if (backup.Number("PRAGMA user_version") == Schema.Scripts().Length)
        {
            BackupFailure.Explain(target, () => PostgresCopy.FromFile(backup, target), "the backup");
            return;
        }

        // An older version's is brought up to date in a copy.
        string folder = Directory.CreateTempSubdirectory("grif-errata-restore-").FullName;
        try
        {
            string copy = Path.Combine(folder, "monitor.db");
            BackupFailure.Explain(target, () =>
            {
                BackupFile.CopyUpToDate(backup, copy);
                using SqliteConnection current = BackupFile.Open(copy);
                PostgresCopy.FromFile(current, target);
            }, copy);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void IntoFile(SqliteConnection backup, string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length > 0)
        {
            using SqliteConnection target = BackupFile.Open(path);
            if (target.Number("SELECT count(*) FROM hosts") > 0) throw new BackupUseException($"{path} has hosts already; restore into a file that does not exist.");
        }

        BackupFailure.Explain(null, () => BackupFile.Write(path, beside =>
        {
            BackupFile.CopyUpToDate(backup, beside);

            // The log of the empty database that this one replaces is not this one's.
            foreach (string suffix in (string[])["-wal", "-shm"]) File.Delete(path + suffix);
        }), path);
    }
}
