namespace GrifErrata.Monitor.Fleet;

/// <summary>What the judging of hosts is told.</summary>
public sealed record FleetOptions
{
    /// <summary>Days without a report after which a host is silent, 1 or more; also the days that a profile may take to follow its federation.</summary>
    public int SilentDays { get; init; } = 3;

    /// <summary>How often hosts are brought up to date while nobody looks, more than 0. Who looks gets what is new by then.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);
}
