namespace GrifErrata.Monitor.Storage;

/// <summary>Which hosts are read; what is null does not matter.</summary>
public sealed record HostFilter
{
    /// <summary>All hosts.</summary>
    public static HostFilter All { get; } = new();

    /// <summary>Hosts of this site.</summary>
    public string? Site { get; init; }

    /// <summary>Hosts with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Hosts with this set of packages.</summary>
    public string? SetHash { get; init; }

    /// <summary>Hosts whose last report came before this.</summary>
    public DateTimeOffset? SilentSince { get; init; }
}
