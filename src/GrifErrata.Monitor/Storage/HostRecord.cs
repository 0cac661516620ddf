namespace GrifErrata.Monitor.Storage;

/// <summary>A host as it last reported. Times are UTC, to the millisecond.</summary>
public sealed record HostRecord
{
    /// <summary>Full host name in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Site, or null.</summary>
    public required string? Site { get; init; }

    /// <summary>Tag, or null.</summary>
    public required string? Tag { get; init; }

    /// <summary>The OS as the machine names it.</summary>
    public required string System { get; init; }

    /// <summary>Machine architecture.</summary>
    public required string Arch { get; init; }

    /// <summary>The kernel that runs.</summary>
    public required string Kernel { get; init; }

    /// <summary>What lists its packages.</summary>
    public required string Packager { get; init; }

    /// <summary>Who sent the last report.</summary>
    public required string Reporter { get; init; }

    /// <summary>Version of the protocol of the last report, 4 or 5.</summary>
    public required int Protocol { get; init; }

    /// <summary>Lines of the last report that are no package.</summary>
    public required int BadLines { get; init; }

    /// <summary>When its first report came.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its last report came; never goes back, whatever the clock does.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Since when it has these packages and this kernel; never before <see cref="FirstSeen"/>.</summary>
    public required DateTimeOffset LastChanged { get; init; }

    /// <summary>Content hash of its packages.</summary>
    public required string SetHash { get; init; }

    /// <summary>How many packages it has.</summary>
    public required int PackageCount { get; init; }
}
