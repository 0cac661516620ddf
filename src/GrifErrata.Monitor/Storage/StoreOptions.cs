namespace GrifErrata.Monitor.Storage;

/// <summary>Where the monitor's database is, and its bounds.</summary>
public sealed record StoreOptions
{
    /// <summary>SQLite's file; it is created where it is absent, its folder is not. Of no meaning for PostgreSQL.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Reports that may wait for the writer, 1 or more; one more is answered <see cref="StoreOutcome.Busy"/>.</summary>
    public int QueueLength { get; init; } = 512;

    /// <summary>Reports that one transaction takes, 1 or more.</summary>
    public int BatchLength { get; init; } = 128;

    /// <summary>Transactions that write at the same time, 1 or more. PostgreSQL only: SQLite has one writer.</summary>
    public int Writers { get; init; } = 4;

    /// <summary>How long a change stays in the history after the next one of its host; what a host has now stays always.</summary>
    public TimeSpan HistoryKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long a host that no longer reports is kept.</summary>
    public TimeSpan HostsKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long the trend is kept.</summary>
    public TimeSpan TrendKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Reports that may wait for an upstream server, 1 or more; beyond it the oldest are dropped. It may be exceeded by one in
    /// four hundred, because counting is not free.</summary>
    public int RelaysKept { get; init; } = 100_000;

    /// <summary>Refused reports that are kept, 1 or more.</summary>
    public int RefusedKept { get; init; } = 1000;

    /// <summary>Decoded packages that readers keep in memory; 100,000 are about 25 MB.</summary>
    public int CachedPackages { get; init; } = 80_000;

    /// <summary>Refuses bounds that make no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is below its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Writers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(RelaysKept, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(RefusedKept, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HistoryKept, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(HostsKept, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(TrendKept, TimeSpan.Zero);
    }
}
