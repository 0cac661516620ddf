using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GrifErrata.Monitor;

/// <summary>What the monitor is told at its start: command line, environment (<c>GRIF_ERRATA_MONITOR_*</c>), or the defaults, which are safe.</summary>
public sealed record MonitorSettings
{
    /// <summary>The database file.</summary>
    public required string Database { get; init; }

    /// <summary>Days without a report after which a host is silent, 1 or more.</summary>
    public int SilentDays { get; init; } = 3;

    /// <summary>Certificate with its private key, PEM, that opens encrypted reports; null refuses them.</summary>
    public string? Key { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">A value is not right; the message says which and what to write.</exception>
    public static MonitorSettings Of(IConfiguration configuration)
    {
        string days = Value("silent-days") ?? "3";
        if (!int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out int silent) || silent < 1)
            throw new ArgumentException($"--silent-days is `{days}`; write a number of days, 1 or more.");
        string? key = Value("key");
        if (key is not null) CheckKey(key);
        return new() { Database = Value("database") ?? DefaultDatabase(), SilentDays = silent, Key = key };

        // A variable of the environment cannot have a hyphen in its name.
        string? Value(string name) => configuration[name] ?? configuration[name.Replace('-', '_')];
    }

    private static void CheckKey(string key)
    {
        try
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(key);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--key names {key}, which cannot be used ({e.Message.TrimEnd('.')}). Name a PEM file with the certificate and its private key.", e);
        }
    }

    private static string DefaultDatabase()
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        string root = string.IsNullOrEmpty(state) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state") : state;
        return Path.Combine(root, "grif-errata-monitor", "monitor.db");
    }
}
