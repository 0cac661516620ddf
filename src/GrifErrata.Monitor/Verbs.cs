using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Backup;
using GrifErrata.Monitor.PakitiImport;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Settings;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor;

/// <summary>What the program does besides running: <c>token</c>, <c>backup FILE</c>, <c>restore FILE</c>, <c>import-pakiti FILE</c>, <c>forget HOST</c>.</summary>
internal static class Verbs
{
    private const string TimeZoneOption = "--time-zone";

    private static readonly string[] WithOperand = ["backup", "restore", "import-pakiti", "forget"];

    /// <summary>Whether the arguments start with a verb.</summary>
    public static bool IsOne(string[] arguments) => arguments is ["token", ..] || (arguments is [var verb, ..] && WithOperand.Contains(verb));

    /// <summary>Does what the verb says.</summary>
    /// <param name="arguments">The verb, its file, then options.</param>
    /// <param name="output">Takes what was done.</param>
    /// <param name="error">Takes what is wrong.</param>
    /// <returns>The exit code: 0 done, 1 it failed, 2 wrong use.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is ["token"]) return await NewToken.WriteAsync(output);
        if (!(arguments is [var verb, var file, ..] && WithOperand.Contains(verb) && !file.StartsWith('-')))
        {
            await error.WriteLineAsync($"grif-errata-monitor: {arguments[0]} is followed by {(arguments[0] == "token" ? "nothing" : arguments[0] == "forget" ? "a host's name, and then by options" : "a file, and then by options")}. --help shows it.");
            return 2;
        }

        (string[] options, string? zoneName) = TakeTimeZone(arguments[2..]);
        string? unknown = zoneName is not null && verb != "import-pakiti" ? TimeZoneOption : Options.Unknown(options);
        if (unknown is not null)
        {
            await error.WriteLineAsync($"grif-errata-monitor: `{unknown}` is not known here, or lacks its value. --help lists the options.");
            return 2;
        }

        if (Startup.Read(options, error) is not { } settings) return 2;
        string database = settings.Postgres ?? settings.Database;
        return verb switch
        {
            "backup" => await BackupCommand.RunAsync(database, file, error),
            "restore" => await RestoreCommand.RunAsync(database, file, error),
            "forget" => await ForgetAsync(settings, file, output, error),
            _ => await ImportAsync(settings, file, zoneName, output, error),
        };
    }

    private static async Task<int> ImportAsync(MonitorSettings settings, string file, string? zoneName, TextWriter output, TextWriter error)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName ?? "UTC", out TimeZoneInfo? zone))
        {
            await error.WriteLineAsync($"grif-errata-monitor: {TimeZoneOption} is `{zoneName}`, which is no time zone here. Write one as Europe/Paris.");
            return 2;
        }

        using IMonitorStore? store = Startup.Open(settings, error);
        return store is null ? 2 : await ImportPakitiCommand.RunAsync(store, file, zone, settings.Access, TimeProvider.System, output, error);
    }

    private static async Task<int> ForgetAsync(MonitorSettings settings, string host, TextWriter output, TextWriter error)
    {
        using IMonitorStore? store = Startup.Open(settings, error);
        if (store is null) return 2;
        try
        {
            if (HostName.Of(host) is { } name && await store.ForgetHostAsync(name, TimeProvider.System.GetUtcNow(), CancellationToken.None))
            {
                await output.WriteLineAsync($"{name} is forgotten with its history. Its next report is its first, of whichever site.");
                return 0;
            }

            await error.WriteLineAsync($"grif-errata-monitor: no host {PrintableText.Quote(host)} has reported. Write its full name, as the pages show it.");
        }
        catch (StorageException e)
        {
            await error.WriteLineAsync($"grif-errata-monitor: {e.Message}");
        }

        return 1;
    }

    private static (string[] Options, string? Zone) TakeTimeZone(string[] options)
    {
        int at = Array.IndexOf(options, TimeZoneOption);
        return at < 0 || at + 1 == options.Length ? (options, null) : ([.. options[..at], .. options[(at + 2)..]], options[at + 1]);
    }
}
