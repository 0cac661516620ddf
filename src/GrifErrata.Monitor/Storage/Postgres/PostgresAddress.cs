using System.Globalization;
using Npgsql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>How a PostgreSQL database is named: <c>Host=...;Database=...</c>, or <c>postgres://user:password@host:port/database?key=value</c>.</summary>
internal static class PostgresAddress
{
    /// <summary>Whether a text names a PostgreSQL database.</summary>
    public static bool Is(string text) => IsUri(text) || text.Split(';').Any(static part =>
        part.Split('=', 2) is [var key, _] && key.Trim().ToUpperInvariant() is "HOST" or "SERVER");

    /// <summary>Reads it and adds what this program needs.</summary>
    /// <exception cref="StorageException">It is not right. The message has no password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = IsUri(text) ? OfUri(text) : new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new StorageException(
                "The connection string of PostgreSQL is not right; write Host=NAME;Database=NAME;Username=NAME or postgres://USER@HOST/DATABASE.", e);
        }

        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new StorageException("The connection string of PostgreSQL names no host; write Host=NAME, or Host=FOLDER for a socket.");
        }

        builder.ApplicationName ??= "grif-errata-monitor";
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = 60;
        builder.AutoPrepareMinUsages = 2;
        builder.IncludeErrorDetail = false;

        // Nothing is left behind in a connection: locks end with their transaction.
        builder.NoResetOnClose = true;
        return builder;
    }

    private static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfUri(string text)
    {
        Uri uri = new(text);
        NpgsqlConnectionStringBuilder builder = new() { Host = uri.Host };
        if (uri.Port > 0) builder.Port = uri.Port;
        if (uri.AbsolutePath.Length > 1) builder.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = pair.Split('=', 2);
            builder[Key(words[0])] = Uri.UnescapeDataString(words.Length > 1 ? words[1] : string.Empty);
        }

        return builder;
    }

    // Names of libpq that Npgsql has under another one.
    private static string Key(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "search_path" => "Search Path",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Uri.UnescapeDataString(name)}"),
    };
}
