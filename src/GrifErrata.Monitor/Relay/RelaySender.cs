using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>Empties the queue of one upstream server. A report may arrive there twice after a crash, never not at all.</summary>
internal sealed class RelaySender(RelayUpstream upstream, IRelayQueue queue, Func<RelayItem, CancellationToken, Task<RelayAnswer>> send, TimeProvider time, Random random, ILogger logger)
{
    /// <summary>Tries, of any outcome, after which a report that the server refuses is dropped: a mistake of the server's may be mended meanwhile.</summary>
    public const int RefusedTries = 3;

    /// <summary>The same for a report at which the server fails.</summary>
    public const int FailedTries = 10;

    /// <summary>Pause where nothing is due.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private const int Batch = 4;

    // Longer than a batch takes if each of it gets no answer in time.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private int _away;

    /// <summary>Sends what is due now.</summary>
    /// <returns>How long to wait before calling again.</returns>
    public async Task<TimeSpan> SendDueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            ImmutableArray<RelayItem> items = await queue.ClaimAsync(upstream.Name, Batch, time.GetUtcNow(), Lease, cancellation);
            if (items.IsEmpty) return Idle;
            for (int i = 0; i < items.Length; i++)
            {
                RelayAnswer answer = await send(items[i], cancellation);
                if (answer.Kind == RelayAnswerKind.Away) return await WaitAsync(items.AsMemory()[i..], answer, cancellation);
                if (_away > 0) logger.LogInformation("The relay {Upstream} takes reports again", upstream.Name);
                _away = 0;
                await SettleAsync(items[i], answer, cancellation);
            }
        }
    }

    private async Task SettleAsync(RelayItem item, RelayAnswer answer, CancellationToken cancellation)
    {
        int tries = item.Attempts + 1;
        if (answer.Kind == RelayAnswerKind.Delivered)
        {
            await queue.DoneAsync(item.Id, cancellation);
        }
        else if (tries >= (answer.Kind == RelayAnswerKind.Refused ? RefusedTries : FailedTries))
        {
            logger.LogWarning("The relay {Upstream} does not take the report of {Host}, which is dropped after {Tries} tries: {Error}", upstream.Name, item.Host, tries, answer.Error);
            await queue.DroppedAsync(item.Id, answer.Error!, cancellation);
        }
        else
        {
            await queue.FailedAsync(item.Id, time.GetUtcNow() + RetryDelay.Of(tries, answer.RetryAfter, random), answer.Error!, cancellation);
        }
    }

    // The others of the batch would fare alike: they wait as long as the server does. The first may be why there was no answer, so it comes
    // after them the next time.
    private async Task<TimeSpan> WaitAsync(ReadOnlyMemory<RelayItem> items, RelayAnswer answer, CancellationToken cancellation)
    {
        if (_away++ == 0) logger.LogWarning("The relay {Upstream} takes no reports now; they wait: {Error}", upstream.Name, answer.Error);
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan pause = RetryDelay.Of(_away, answer.RetryAfter, random);
        TimeSpan ofFirst = RetryDelay.Of(items.Span[0].Attempts + 1, answer.RetryAfter, random);
        await queue.FailedAsync(items.Span[0].Id, now + pause + ofFirst, answer.Error!, cancellation);
        for (int i = 1; i < items.Length; i++) await queue.FailedAsync(items.Span[i].Id, now + pause, answer.Error!, cancellation);
        return pause;
    }
}
