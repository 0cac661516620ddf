using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Small texts that collectors remember together.</summary>
internal static class StateTable
{
    /// <summary>What is remembered, or null.</summary>
    public static string? Read(ISql sql, string key)
    {
        using DbDataReader row = sql.Rows("SELECT value FROM state WHERE key = $1", key);
        return row.Read() ? row.GetString(0) : null;
    }

    /// <summary>Remembers, or forgets.</summary>
    public static void Write(ISql sql, string key, string? value)
    {
        if (value is null) sql.Run("DELETE FROM state WHERE key = $1", key);
        else sql.Run("INSERT INTO state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);
    }

    /// <summary>Remembers if what is remembered is as expected. Both statements decide under the row's lock.</summary>
    public static bool TryWrite(ISql sql, string key, string? expected, string value) => 1 == (expected is null
        ? sql.Run("INSERT INTO state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", key, value)
        : sql.Run("UPDATE state SET value = $2 WHERE key = $1 AND value = $3", key, value, expected));

    /// <summary>Refuses what is too long.</summary>
    /// <exception cref="ArgumentException">The key is empty or has more than 200 characters, or the text too many.</exception>
    public static void Check(string key, string? value)
    {
        if (key.Length is 0 or > 200) throw new ArgumentException("A key has 1 to 200 characters.", nameof(key));
        if (value?.Length > IMonitorStore.MaxStateLength) throw new ArgumentException("The text is too long to be a state.", nameof(value));
    }
}
