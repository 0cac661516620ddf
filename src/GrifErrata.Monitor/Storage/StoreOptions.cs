namespace GrifErrata.Monitor.Storage;

/// <summary>Where the monitor's database is, and its bounds.</summary>
public sealed record StoreOptions
{
    /// <summary>The database's file; it is created where it is absent, its folder is not.</summary>
    public required string Path { get; init; }

    /// <summary>Reports that may wait for the writer, 1 or more; one more is answered <see cref="StoreOutcome.Busy"/>.</summary>
    public int QueueLength { get; init; } = 512;

    /// <summary>Reports that one transaction takes, 1 or more.</summary>
    public int BatchLength { get; init; } = 128;

    /// <summary>How long a change stays in the history after the next one of its host; what a host has now stays always.</summary>
    public TimeSpan HistoryKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Decoded packages that readers keep in memory; 100,000 are about 25 MB.</summary>
    public int CachedPackages { get; init; } = 200_000;
}
