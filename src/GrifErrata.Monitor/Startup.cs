using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor;

/// <summary>What must be right before the monitor listens.</summary>
internal static class Startup
{
    /// <summary>Reads the settings and opens the database.</summary>
    /// <param name="configuration">Command line and environment.</param>
    /// <param name="settings">The settings; null where they are not right.</param>
    /// <param name="wrong">What is wrong and what to do; empty where nothing is.</param>
    /// <returns>The database, or null.</returns>
    public static SqliteStore? Open(IConfiguration configuration, out MonitorSettings? settings, out string wrong)
    {
        (settings, wrong) = (null, string.Empty);
        try
        {
            settings = MonitorSettings.Of(configuration);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.Database))!);
            return SqliteStore.Open(new() { Path = settings.Database });
        }
        catch (Exception e) when (e is ArgumentException or StorageException or IOException or UnauthorizedAccessException)
        {
            wrong = e.Message;
            return null;
        }
    }
}
