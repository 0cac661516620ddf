using Npgsql;

namespace GrifErrata.Monitor.Tests.Storage.Postgres;

/// <summary>The server of all tests: the one that <c>GRIF_ERRATA_TEST_POSTGRES</c> names, else one that is started once.</summary>
internal static class SharedServer
{
    private static readonly Lazy<(PostgresServer? Server, string Why)> Own = new(PostgresServer.Start);

    /// <summary>A new schema, as a connection string with it; the test is skipped where there is no server.</summary>
    public static string NewSchema()
    {
        string schema = $"t{Guid.NewGuid():N}";
        string connection = Connection();
        Run(connection, $"CREATE SCHEMA {schema}");
        return new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema }.ConnectionString;
    }

    /// <summary>Removes a schema and all in it.</summary>
    public static void Drop(string connection) => Run(connection, $"DROP SCHEMA {new NpgsqlConnectionStringBuilder(connection).SearchPath} CASCADE");

    /// <summary>Runs a statement on a connection of its own.</summary>
    public static void Run(string connection, string sql)
    {
        using NpgsqlConnection open = Open(connection);
#pragma warning disable CA2100 // Tests' own text.
        using NpgsqlCommand command = new(sql, open);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The number that a statement gives.</summary>
    public static long Number(string connection, string sql)
    {
        using NpgsqlConnection open = Open(connection);
#pragma warning disable CA2100 // Tests' own text.
        using NpgsqlCommand command = new(sql, open);
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Stops the server, if it is the tests' own.</summary>
    public static void Stop()
    {
        if (Own.IsValueCreated) Own.Value.Server?.Dispose();
    }

    private static NpgsqlConnection Open(string connection)
    {
        NpgsqlConnection open = new(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        open.Open();
        return open;
    }

    private static string Connection()
    {
        if (Environment.GetEnvironmentVariable("GRIF_ERRATA_TEST_POSTGRES") is { Length: > 0 } given) return given;
        if (Own.Value.Server is null) Assert.Ignore(Own.Value.Why);
        return Own.Value.Server!.Connection;
    }
}
