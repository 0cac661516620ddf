using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Fleet;

/// <summary>Writes the trend of the day every hour, and cleans the database once a day; of several collectors one does it.</summary>
/// <param name="store">The database.</param>
/// <param name="fleet">The judged hosts.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes failures.</param>
public sealed class Upkeep(IMonitorStore store, IFleet fleet, TimeProvider time, ILogger<Upkeep> log) : BackgroundService
{
    private const string HourKey = "upkeep/hour";
    private const string DayKey = "upkeep/day";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Does what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        FleetSnapshot snapshot = fleet.Current;
        if (snapshot.Time != DateTimeOffset.UnixEpoch && snapshot.Expectation.IsRead && await IsDueAsync(HourKey, now.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture), cancellation))
        {
            DateOnly day = DateOnly.FromDateTime(now.UtcDateTime);
            await store.SaveTrendAsync(day, Rows(day, snapshot), cancellation);
        }

        if (await IsDueAsync(DayKey, now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cancellation))
            Log.Pruned(log, await store.PruneAsync(now, cancellation));
    }

    /// <summary>A row a site and OS.</summary>
    internal static ImmutableArray<TrendRow> Rows(DateOnly day, FleetSnapshot snapshot) =>
    [
        .. snapshot.Hosts.GroupBy(h => (Site: h.Site ?? string.Empty, h.OsText)).OrderBy(g => g.Key.Site, StringComparer.Ordinal).ThenBy(g => g.Key.OsText, StringComparer.Ordinal).Select(g =>
        {
            FleetCounts counts = FleetCounts.Of([.. g]);
            return new TrendRow(
                day, g.Key.Site, g.Key.OsText, counts.Hosts, counts.Right, counts.Behind, counts.Different, counts.Silent, counts.NeverReported,
                g.Count(h => h.Verdict.HasFlag(HostVerdict.RebootPending)), counts.Frozen);
        }),
    ];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using PeriodicTimer timer = new(Every, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.UpkeepFailed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Who takes the turn does it; where that fails it is missed, and the next hour or day does it again.
    private async Task<bool> IsDueAsync(string key, string turn, CancellationToken cancellation)
    {
        string? last = store.State(key);
        return last != turn && await store.TrySetStateAsync(key, last, turn, cancellation);
    }
}
