using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>A host while a batch of reports changes it. Times are milliseconds since 1970.</summary>
internal sealed class BatchHost
{
    /// <summary>Its row's id; 0 where it has none yet.</summary>
    public long Id { get; set; }

    public required string Name { get; init; }

    public required string? Site { get; set; }

    public required long SetId { get; set; }

    public required string Kernel { get; set; }

    public required long FirstSeen { get; init; }

    public required long LastSeen { get; set; }

    public required long LastChanged { get; set; }

    /// <summary>Whether this batch has its first report.</summary>
    public bool IsNew { get; init; }

    /// <summary>The last report of the batch; null where none was taken.</summary>
    public IncomingReport? Last { get; set; }

    /// <summary>Its changes in this batch.</summary>
    public List<(long Since, long SetId, string Kernel)> Changes { get; } = [];
}
