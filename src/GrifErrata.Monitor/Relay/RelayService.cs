using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>Forwards reports as long as the monitor runs; each upstream server by itself, so that one that is away holds up no other.</summary>
internal sealed class RelayService(ImmutableArray<RelayUpstream> upstreams, IRelayQueue queue, TimeProvider time, ILogger<RelayService> logger) : BackgroundService
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(upstreams.Select(u => ForwardAsync(u, stoppingToken)));

    private async Task ForwardAsync(RelayUpstream upstream, CancellationToken stopping)
    {
        using RelayClient client = new(upstream, time);
        RelaySender sender = new(upstream, queue, client.SendAsync, time, Random.Shared, logger);
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await sender.SendDueAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StorageException e)
            {
                // The pages and /readyz say it too; here it must only not end the loop.
                logger.LogError("The queue of the relay {Upstream} cannot be read: {Error}", upstream.Name, e.Message);
                pause = AfterError;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // Whatever a report or a server does, the other relays and the collector go on.
                logger.LogError(e, "The relay {Upstream} failed and is tried again", upstream.Name);
                pause = AfterError;
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
