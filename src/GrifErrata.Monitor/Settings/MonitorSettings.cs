using System.Collections.Immutable;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Notification;
using GrifErrata.Monitor.Relay;

namespace GrifErrata.Monitor.Settings;

/// <summary>What the monitor is told at its start: options, environment (<c>GRIF_ERRATA_MONITOR_*</c>), the settings file, or the defaults, which are safe.</summary>
public sealed record MonitorSettings
{
    /// <summary>The database file; not used where <see cref="Postgres"/> is set.</summary>
    public required string Database { get; init; }

    /// <summary>Connection string of PostgreSQL, or null for SQLite. It may hold a password: never log it.</summary>
    public string? Postgres { get; init; }

    /// <summary>Folder <c>errata-input</c> with the update versions, or null.</summary>
    public string? Input { get; init; }

    /// <summary>Compiled profiles of machines: a folder, or an address that starts with <c>https://</c>; null where none are read.</summary>
    public string? Profiles { get; init; }

    /// <summary>Days without a report after which a host is silent, 1 or more.</summary>
    public int SilentDays { get; init; } = 3;

    /// <summary>Days for which it is kept what each host had, 1 or more.</summary>
    public int HistoryDays { get; init; } = 400;

    /// <summary>Certificate with its private key, PEM, that opens encrypted reports; null refuses them.</summary>
    public string? Key { get; init; }

    /// <summary>Where it listens.</summary>
    public ListenSettings Listen { get; init; } = new();

    /// <summary>Who may report and read.</summary>
    public AccessRules Access { get; init; } = AccessRules.None;

    /// <summary>Folder with the keys of readers' sessions.</summary>
    public required string SessionKeys { get; init; }

    /// <summary>How many requests are taken.</summary>
    public RateSettings Rate { get; init; } = new();

    /// <summary>Servers that get reports too.</summary>
    public ImmutableArray<RelayUpstream> Relay { get; init; } = [];

    /// <summary>Digests that are sent once a day; none by default.</summary>
    public ImmutableArray<DigestSettings> Digests { get; init; } = [];

    /// <summary>Where the data is. A record's own text would have the password of the database.</summary>
    public override string ToString() => $"settings, data in {(Postgres is null ? Database : "PostgreSQL")}";
}
