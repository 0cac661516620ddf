using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>The version of the tables in the first schema of the search path, and the steps from one to the next.</summary>
internal static class PostgresSchema
{
    // "GEmo": the first half of this program's advisory locks; the second is the schema, so that two monitors in one database do not wait
    // for each other.
    private const int Migrating = 0x47456D6F;

    /// <summary>The steps, in order of their numbers; the first leads from version 0 to 1.</summary>
    public static ImmutableArray<string> Scripts() => MigrationScripts.Of("Postgres");

    /// <summary>Takes the steps that were not taken, all in one transaction. Of several collectors that start at once one does it.</summary>
    /// <exception cref="StorageException">The schema is another program's, a newer version's, or there is none.</exception>
    public static void Migrate(PostgresDatabase database, ImmutableArray<string> scripts)
    {
        using PostgresTransaction sql = PostgresTransaction.Write(database);
        if (sql.Number("SELECT count(*) WHERE current_schema() IS NOT NULL") == 0)
        {
            throw new StorageException("PostgreSQL's search path names no schema that exists; create it, or name another in Search Path.");
        }

        if (sql.Number("SELECT count(*) WHERE current_setting('server_version_num')::int >= 130000") == 0)
        {
            throw new StorageException("PostgreSQL's server is older than version 13; use a newer one.");
        }

        if (sql.Number("SELECT count(*) WHERE current_setting('server_encoding') = 'UTF8'") == 0)
        {
            throw new StorageException("PostgreSQL's database has another encoding than UTF8; create one with ENCODING 'UTF8'.");
        }

        sql.Run("SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))", Migrating);
        if (sql.Number("SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = 'monitor_version'") == 0)
        {
            if (sql.Number("SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')") > 0)
            {
                throw new StorageException("PostgreSQL's database has tables of another program; name a database of the monitor's own, or a schema in Search Path.");
            }

            sql.Run("CREATE TABLE monitor_version (version bigint NOT NULL)");
            sql.Run("INSERT INTO monitor_version VALUES (0)");
        }

        for (long version = Version(sql, scripts.Length); version < scripts.Length; version++)
        {
            sql.Run(scripts[(int)version]);
            sql.Run("UPDATE monitor_version SET version = $1", version + 1);
        }

        sql.Commit();
    }

    /// <summary>Refuses a database whose version is not the newest.</summary>
    /// <exception cref="StorageException">It is not, or it has no tables of the monitor.</exception>
    public static void Check(PostgresDatabase database)
    {
        using PostgresTransaction sql = PostgresTransaction.Read(database);
        if (sql.Number("SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = 'monitor_version'") == 0)
        {
            throw new StorageException("PostgreSQL's database has no tables of the monitor; name the database that it uses.");
        }

        int known = Scripts().Length;
        if (Version(sql, known) < known)
        {
            throw new StorageException("PostgreSQL's database is of an older version; start the monitor once, which brings it up to date.");
        }
    }

    private static long Version(PostgresTransaction sql, int known)
    {
        long version = sql.Number("SELECT version FROM monitor_version")!.Value;
        return version <= known ? version : throw new StorageException(string.Create(CultureInfo.InvariantCulture,
            $"PostgreSQL's database has version {version}, and this program knows versions up to {known}; install the program that wrote it or a newer one."));
    }
}
