using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>The queue in the monitor's database.</summary>
internal sealed class StoreRelayQueue(IMonitorStore store) : IRelayQueue
{
    /// <inheritdoc/>
    public Task<ImmutableArray<RelayItem>> ClaimAsync(string upstream, int max, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        store.ClaimRelaysAsync(upstream, max, now, lease, cancellation);

    /// <inheritdoc/>
    public Task DoneAsync(long id, CancellationToken cancellation) => store.RelayDoneAsync(id, cancellation);

    /// <inheritdoc/>
    public Task FailedAsync(long id, DateTimeOffset nextTry, string error, CancellationToken cancellation) => store.RelayFailedAsync(id, nextTry, error, cancellation);

    /// <inheritdoc/>
    public Task DroppedAsync(long id, string error, CancellationToken cancellation) => store.RelayDroppedAsync(id, error, cancellation);
}
