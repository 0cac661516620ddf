namespace GrifErrata.Monitor.Settings;

/// <summary>Where things are kept when nobody says it.</summary>
internal static class DefaultPlaces
{
    /// <summary><c>$XDG_STATE_HOME/grif-errata-monitor/monitor.db</c>, else below <c>~/.local/state</c>.</summary>
    public static string Database()
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        string root = string.IsNullOrEmpty(state) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state") : state;
        return Path.Combine(root, "grif-errata-monitor", "monitor.db");
    }

    /// <summary>Beside the database.</summary>
    public static string SessionKeys(string database) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "session-keys");
}
