using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Notification;
using GrifErrata.Monitor.Relay;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Settings;

/// <summary>Reads all settings: the file that <c>--config</c> names, then options and environment, which win over it.</summary>
public static class SettingsReader
{
    /// <summary>Reads them.</summary>
    /// <param name="configuration">Options and environment.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The settings, or null after an error.</returns>
    public static MonitorSettings? Read(IConfiguration configuration, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        MonitorSettings defaults = Defaults();
        MonitorSettings? settings = Options.Value(configuration, "config") is { } file ? ReadFile(file, defaults, own) : defaults;
        if (settings is not null) settings = Options.Apply(configuration, settings, own);
        if (settings is not null && !own.HasErrors) SettingsCheck.Run(settings, own);
        diagnostics.AddRange(own);
        return own.HasErrors ? null : settings;
    }

    /// <summary>Reads a settings file. A section of <c>monitor.yaml</c> is a class <c>...Section</c>, called here.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its path: locations have it, and relative paths start in its folder.</param>
    /// <param name="settings">What holds where the file says nothing.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The settings, or null where the file is no YAML.</returns>
    internal static MonitorSettings? Read(ReadOnlySpan<byte> content, string file, MonitorSettings settings, DiagnosticBag diagnostics)
    {
        if (YamlFile.Parse(content, file, diagnostics) is not { } map) return null;
        SettingsPlace top = new(map, Path.GetDirectoryName(Path.GetFullPath(file))!);
        settings = StorageSection.Read(top, settings);
        settings = ExpectationsSection.Read(top, settings);
        settings = CollectorSection.Read(top, settings);
        settings = settings with { Listen = ListenSection.Read(top), Access = AccessSection.Read(top), Relay = RelaySection.Read(map, top.Folder), Digests = DigestSection.Read(map, top.Folder) };
        map.RefuseUnknownKeys();
        return settings;
    }

    internal static MonitorSettings Defaults() => new() { Database = DefaultPlaces.Database(), SessionKeys = DefaultPlaces.SessionKeys(DefaultPlaces.Database()) };

    private static MonitorSettings? ReadFile(string file, MonitorSettings defaults, DiagnosticBag diagnostics)
    {
        try
        {
            // One byte more than is read tells a file that is too long; a device would have no end.
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read);
            byte[] content = new byte[YamlFile.MaxLength + 1];
            int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return Read(content.AsSpan(0, length), file, defaults, diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SettingsDiagnostics.File, new(file), $"The settings file cannot be read: {e.Message.TrimEnd('.')}. Name one that can with --config.");
            return null;
        }
    }
}
