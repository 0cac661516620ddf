using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Backup;

/// <summary><c>backup FILE</c>: writes the database, while collectors use it, into a file that <c>restore</c> takes. It is always an SQLite
/// database of the monitor.</summary>
public static class BackupCommand
{
    /// <summary>Writes a backup.</summary>
    /// <param name="database">An SQLite file, or PostgreSQL's connection string.</param>
    /// <param name="file">The backup's file. An older backup is replaced when the new one is whole; any other file is left alone.</param>
    /// <param name="error">Where it says what is wrong.</param>
    /// <returns>0 when it is on the disk; 1 where the database or the disk fails; 2 where the file must not be written.</returns>
    public static Task<int> RunAsync(string database, string file, TextWriter error) => BackupFailure.TellAsync(error, () =>
    {
        string path = Path.GetFullPath(file);
        bool isPostgres = PostgresAddress.Is(database);
        if (!isPostgres && Path.GetFullPath(database) == path) throw new BackupUseException($"{path} is the database itself; name another file.");
        CheckTarget(path);
        if (isPostgres)
        {
            using PostgresDatabase source = new(database);
            BackupFailure.Explain(source, () => BackupFile.Write(path, beside => PostgresCopy.ToFile(source, beside)), path);
            return;
        }

        using SqliteConnection connection = BackupFile.Open(Path.GetFullPath(database));
        BackupFailure.Explain(null, () => BackupFile.Write(path, beside => BackupFile.Copy(connection, beside)), path);
    });

    private static void CheckTarget(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0) return;
        try
        {
            BackupFile.Open(path).Dispose();
        }
        catch (StorageException e)
        {
            throw new BackupUseException($"{path} exists and is no backup of the monitor, so it is left alone; name another file. ({e.Message})");
        }
    }
}
