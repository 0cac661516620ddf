using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>The durable queue of reports for upstream servers. All throw <see cref="StorageException"/> where the database fails.</summary>
internal interface IRelayQueue
{
    /// <summary>Takes reports that are due, oldest first; until the lease ends no other collector gets them.</summary>
    Task<ImmutableArray<RelayItem>> ClaimAsync(string upstream, int max, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>A claimed report was delivered.</summary>
    Task DoneAsync(long id, CancellationToken cancellation);

    /// <summary>A claimed report was not delivered; it is due again at <paramref name="nextTry"/>.</summary>
    Task FailedAsync(long id, DateTimeOffset nextTry, string error, CancellationToken cancellation);

    /// <summary>A claimed report is given up.</summary>
    Task DroppedAsync(long id, string error, CancellationToken cancellation);
}
