using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Settings;

/// <summary><c>database</c>, <c>postgres</c>, <c>historyDays</c>: where and for how long things are kept.</summary>
internal static class StorageSection
{
    /// <summary>Most days of anything.</summary>
    public const int MostDays = 10_000;

    public static MonitorSettings Read(SettingsPlace top, MonitorSettings settings)
    {
        string? database = top.Path("database");
        YamlText? postgres = top.Map.Text("postgres");
        if (database is not null && postgres is not null)
            top.Wrong(postgres.Location, "Both `database` and `postgres` are written. Keep the one that holds the data.");
        return settings with
        {
            Database = database ?? settings.Database,
            SessionKeys = top.Path("sessionKeys") ?? (database is null ? settings.SessionKeys : DefaultPlaces.SessionKeys(database)),
            Postgres = postgres is null ? settings.Postgres : Connection(postgres.Text, top.Folder, wrong => top.Map.Diagnostics.Add(SettingsDiagnostics.File, postgres.Location, wrong)),
            HistoryDays = top.Number("historyDays", 1, MostDays) ?? settings.HistoryDays,
        };
    }

    /// <summary>A connection string: itself, or after <c>@</c> the file that holds it.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="wrong">Takes what is wrong.</param>
    public static string? Connection(string text, string folder, Action<string> wrong)
    {
        if (!text.StartsWith('@')) return text;
        string path = Path.GetFullPath(text[1..], folder);
        try
        {
            if (new FileInfo(path).Length > 4096)
            {
                wrong($"`postgres` names {path}, which is too long for a connection string. Name a file with one line.");
                return null;
            }

            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            wrong($"`postgres` names {path}, which cannot be read ({e.GetType().Name}). Name a file with the connection string in one line.");
            return null;
        }
    }
}
