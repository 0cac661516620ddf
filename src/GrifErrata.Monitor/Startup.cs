using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Settings;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor;

/// <summary>What must be right before the monitor does anything.</summary>
internal static class Startup
{
    /// <summary>Reads the settings.</summary>
    /// <param name="options">Options of the command line; the environment is read too.</param>
    /// <param name="said">Takes what is wrong and what to do, a line each; also warnings.</param>
    /// <returns>The settings, or null.</returns>
    public static MonitorSettings? Read(string[] options, TextWriter said)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables("GRIF_ERRATA_MONITOR_").AddCommandLine(options).Build();
        DiagnosticBag diagnostics = [];
        MonitorSettings? settings = SettingsReader.Read(configuration, diagnostics);
        foreach (Diagnostic each in diagnostics)
            said.WriteLine(each.Location.File.Length > 0 ? each.ToString() : $"grif-errata-monitor: {(each.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {each.Code}: {each.Message}");
        return settings;
    }

    /// <summary>Opens the database that the settings name.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="said">Takes what is wrong and what to do.</param>
    /// <returns>The database, or null.</returns>
    public static IMonitorStore? Open(MonitorSettings settings, TextWriter said)
    {
        try
        {
            StoreOptions options = new() { HistoryKept = TimeSpan.FromDays(settings.HistoryDays) };
            if (settings.Postgres is null) Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.Database))!);
            AccessServices.CreateKeyFolder(settings.SessionKeys);
            return settings.Postgres is { } connection ? MonitorStores.OpenPostgres(connection, options) : MonitorStores.OpenFile(settings.Database, options);
        }
        catch (Exception e) when (e is ArgumentException or StorageException or IOException or UnauthorizedAccessException)
        {
            said.WriteLine($"grif-errata-monitor: {e.Message}");
            return null;
        }
    }
}
