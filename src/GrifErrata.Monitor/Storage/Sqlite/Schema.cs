using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage.Sqlite;

/// <summary>The database's version, and the steps from one to the next.</summary>
internal static class Schema
{
    // "GEmo": says that a file is a database of this program (application_id of SQLite's file format).
    private const long ApplicationId = 0x47456D6F;

    /// <summary>The steps, in order of their numbers; the first leads from version 0 to 1.</summary>
    public static ImmutableArray<string> Scripts() => MigrationScripts.Of("Sqlite");

    /// <summary>Refuses a database that this program must not touch.</summary>
    /// <exception cref="StorageException">It is another program's, or a newer version's.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        long version = connection.Number("PRAGMA user_version");
        long application = connection.Number("PRAGMA application_id");
        bool isEmpty = connection.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !(isEmpty && version == 0 && application == 0))
        {
            throw new StorageException($"{path} is a database of another program; name a file that does not exist yet, or the monitor's own.");
        }

        int known = Scripts().Length;
        if (version > known)
        {
            throw new StorageException(string.Create(CultureInfo.InvariantCulture,
                $"{path} has version {version}, and this program knows versions up to {known}; install the program that wrote it or a newer one."));
        }
    }

    /// <summary>Takes each step that the database has not taken, each in a transaction of its own together with the new version.</summary>
    public static void Migrate(SqliteConnection connection, ImmutableArray<string> scripts)
    {
        while (connection.Number("PRAGMA user_version") < scripts.Length)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                // Read again under the lock: another process may have taken the step.
                long version = connection.Number("PRAGMA user_version");
                if (version < scripts.Length)
                {
                    connection.Execute(scripts[(int)version]);
                    connection.Execute(string.Create(CultureInfo.InvariantCulture,
                        $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}"));
                }

                connection.Execute("COMMIT");
            }
            catch
            {
                connection.Execute("ROLLBACK");
                throw;
            }
        }
    }
}
