using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Notification;

/// <summary>Sends each digest once a day on each of its ways.</summary>
/// <param name="targets">Digests and their ways.</param>
/// <param name="store">What collectors remember together.</param>
/// <param name="fleet">The judged hosts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures.</param>
internal sealed class DigestService(IReadOnlyList<DigestTarget> targets, IMonitorStore store, IFleet fleet, TimeProvider time, ILogger<DigestService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Sends what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        FleetSnapshot snapshot = fleet.Current;

        // Before everything was read once, hosts would seem to be strangers or right.
        if (snapshot.Time == DateTimeOffset.UnixEpoch || !snapshot.Expectation.IsRead) return;
        foreach (DigestTarget target in targets)
        {
            try
            {
                await SendAsync(target, snapshot, cancellation);
            }
            catch (StorageException e)
            {
                logger.LogError("The digest of {Name} waits: {Error}", target.Name, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "The digest of {Name} failed; the others and the collector go on", target.Name);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using PeriodicTimer timer = new(Every, time);
        do await RunAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendAsync(DigestTarget target, FleetSnapshot snapshot, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        DigestTurn turn = new(store, $"digest/{target.Name}/turn");
        if (await turn.TryTakeAsync(DigestSchedule.DayOf(target.Settings, now), now, cancellation) is not { } claim) return;
        string told = $"digest/{target.Name}/told";
        (DigestInput input, DigestMemory memory) = DigestFacts.Of(snapshot, target.Settings.Site, DigestMemory.Read(store, told), claim.Day);
        try
        {
            await target.Channel.SendAsync(DigestText.Subject(input), DigestText.Markdown(input), cancellation);
        }
        catch (DigestException e)
        {
            logger.LogError("The digest of {Name} was not sent and is tried again: {Error}", target.Name, e.Message);
            await turn.FailedAsync(claim, time.GetUtcNow(), cancellation);
            return;
        }

        await memory.WriteAsync(store, told, cancellation);
        await turn.DoneAsync(claim, cancellation);
    }
}

/// <summary>A digest on one of its ways.</summary>
/// <param name="Settings">The digest.</param>
/// <param name="Channel">The way.</param>
internal sealed record DigestTarget(DigestSettings Settings, IDigestChannel Channel)
{
    /// <summary>Name in states and logs; a site cannot have a slash in its name, so no site is taken for all.</summary>
    public string Name => $"{Settings.Site ?? "all"}/{Channel.Name}";
}
