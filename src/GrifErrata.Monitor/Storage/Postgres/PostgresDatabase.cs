using System.Globalization;
using Npgsql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>A PostgreSQL database and its pool of connections.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _name;

    /// <exception cref="StorageException">The connection string is not right.</exception>
    public PostgresDatabase(string connection)
    {
        NpgsqlConnectionStringBuilder builder = PostgresAddress.Parse(connection);
        _name = $"PostgreSQL's database {builder.Database ?? builder.Username} on {builder.Host}";
        NpgsqlDataSourceBuilder source = new(builder.ConnectionString);
        source.UsePhysicalConnectionInitializer(Initialize, async each =>
        {
            using NpgsqlCommand command = Initializer(each);
            await command.ExecuteNonQueryAsync();
        });
        _source = source.Build();
    }

    /// <summary>A connection of the pool.</summary>
    public NpgsqlConnection Open() => _source.OpenConnection();

    /// <summary>Closes connections that nobody uses: the server may have ended them.</summary>
    public void Clear() => _source.Clear();

    /// <summary>PostgreSQL's error, and what to do.</summary>
    public string Explain(Exception error) => error switch
    {
        PostgresException { SqlState: "28P01" or "28000" } e => $"{_name} does not let this program in ({e.MessageText}); see user and password, and pg_hba.conf.",
        PostgresException { SqlState: "3D000" } e => $"{_name} does not exist ({e.MessageText}); create it.",
        PostgresException { SqlState: "42501" } e => $"{_name} forbids something ({e.MessageText}); give this program's user the right to it.",
        PostgresException { SqlState: "53100" } e => $"{_name} has no room ({e.MessageText}); make room on its disk.",
        PostgresException { SqlState: "25006" } e => $"{_name} takes no writes ({e.MessageText}); name the primary server.",
        PostgresException e => string.Create(CultureInfo.InvariantCulture, $"{_name}: {e.MessageText} ({e.SqlState})"),
        NpgsqlException e => $"{_name} does not answer ({e.Message}); see that the server runs and can be reached.",
        _ => $"{_name}: {error.Message}",
    };

    /// <summary>Whether an error is of the server or the way to it.</summary>
    public static bool IsOfDatabase(Exception error) => error is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    /// <summary>Whether the same may succeed at once: another transaction was in the way, or the connection had ended while nobody used it.</summary>
    public static bool MayPass(Exception error) => error is BatchConflictException or PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ForeignKeyViolation
            or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown,
    } or NpgsqlException { InnerException: IOException or EndOfStreamException };

    /// <summary>Whether an error says that the database as a whole fails, not one report.</summary>
    public static bool FailsAsAWhole(Exception error) =>
        error is PostgresException postgres ? postgres.SqlState[..2] is "08" or "53" or "57" or "58" or "25" or "28" or "3D" or "XX" : IsOfDatabase(error);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    // A server or a role may have it off, and then a report that was answered would not survive a crash.
    private static void Initialize(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = Initializer(connection);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Initializer(NpgsqlConnection connection) =>
        new("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", connection);
}
