using System.Globalization;
using GrifErrata.Diagnostics;

namespace GrifErrata.Monitor.Settings;

/// <summary>Options of the command line, each also a variable of the environment, <c>GRIF_ERRATA_MONITOR_SILENT_DAYS</c>.</summary>
internal static class Options
{
    private static readonly string[] Known = ["config", "database", "history-days", "input", "key", "postgres", "profiles", "silent-days", "urls"];

    /// <summary>What is set, or null. A variable of the environment cannot have a hyphen in its name.</summary>
    public static string? Value(IConfiguration configuration, string name) => configuration[name] ?? configuration[name.Replace('-', '_')];

    /// <summary>The first argument that is no option; null where all are. <c>--Logging:...</c> is one of the host's, with a colon in it.</summary>
    public static string? Unknown(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            if (!name.StartsWith("--", StringComparison.Ordinal) || !(name.Contains(':', StringComparison.Ordinal) || Known.Contains(name[2..], StringComparer.OrdinalIgnoreCase))) return argument;
            if (equals < 0 && ++i == arguments.Count) return argument;
        }

        return null;
    }

    /// <summary>The settings with what the options say; null after an error.</summary>
    public static MonitorSettings? Apply(IConfiguration configuration, MonitorSettings settings, DiagnosticBag diagnostics)
    {
        bool right = true;
        if (Value(configuration, "database") is { } database)
            settings = settings with { Database = database, Postgres = null, SessionKeys = DefaultPlaces.SessionKeys(database) };
        if (Value(configuration, "postgres") is { } postgres)
            settings = settings with { Postgres = StorageSection.Connection(postgres, Environment.CurrentDirectory, wrong => Wrong(wrong)) };
        settings = settings with
        {
            Input = Value(configuration, "input") ?? settings.Input,
            Profiles = Value(configuration, "profiles") ?? settings.Profiles,
            Key = Value(configuration, "key") ?? settings.Key,
            SilentDays = Days("silent-days") ?? settings.SilentDays,
            HistoryDays = Days("history-days") ?? settings.HistoryDays,
        };
        if (settings.Profiles is { } profiles && ExpectationsSection.IsAddress(profiles) && !profiles.StartsWith("https://", StringComparison.Ordinal))
            Wrong($"--profiles is `{profiles}`; over the network they are read by https:// only.");
        if (Urls(configuration) is { } urls)
        {
            foreach (string wrong in urls.Select(ListenSection.Wrong).OfType<string>()) Wrong($"--urls: {wrong}");
            settings = settings with { Listen = settings.Listen with { Urls = [.. urls] } };
        }

        return right ? settings : null;

        int? Days(string name)
        {
            if (Value(configuration, name) is not { } text) return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= StorageSection.MostDays) return days;
            Wrong($"--{name} is `{text}`; write a number of days, 1 or more.");
            return null;
        }

        void Wrong(string message)
        {
            right = false;
            diagnostics.Add(SettingsDiagnostics.Option, SourceLocation.None, message);
        }
    }

    // Containers say http_ports, every address of the machine.
    private static string[]? Urls(IConfiguration configuration)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        if (configuration["urls"] is { Length: > 0 } urls) return urls.Split(';', Trimmed);
        string[] ports =
        [
            .. configuration["http_ports"]?.Split(';', Trimmed).Select(p => $"http://*:{p}") ?? [],
            .. configuration["https_ports"]?.Split(';', Trimmed).Select(p => $"https://*:{p}") ?? [],
        ];
        return ports.Length == 0 ? null : ports;
    }
}
