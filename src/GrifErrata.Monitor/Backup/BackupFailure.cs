using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Backup;

/// <summary>What went wrong, in words and as an exit code.</summary>
internal static class BackupFailure
{
    /// <summary>Runs a command and says what went wrong.</summary>
    /// <returns>0; 1 where something fails; 2 where it must not be done.</returns>
    public static async Task<int> TellAsync(TextWriter error, Action run)
    {
        try
        {
            await Task.Run(run);
            return 0;
        }
        catch (Exception e) when (e is BackupUseException or StorageException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await error.WriteLineAsync($"grif-errata-monitor: {e.Message}");
            return e is BackupUseException or ArgumentException ? 2 : 1;
        }
    }

    /// <summary>Runs something and gives the databases' errors as a <see cref="StorageException"/>.</summary>
    public static void Explain(PostgresDatabase? database, Action run, string path)
    {
        try
        {
            run();
        }
        catch (SqliteException e)
        {
            throw new StorageException(Database.Explain(e, path), e);
        }
        catch (Exception e) when (database is not null && e is not StorageException and not IOException && PostgresDatabase.IsOfDatabase(e))
        {
            throw new StorageException(database.Explain(e), e);
        }
    }
}
