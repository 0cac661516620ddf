using System.Collections.Concurrent;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Queues reports for upstream servers and sees now and then that not too many wait: counting 100,000 rows each time would cost
/// more than the report.</summary>
internal sealed class RelayBound(int kept)
{
    private readonly int _pause = Math.Max(1, kept / 400);
    private readonly ConcurrentDictionary<string, int> _sinceCount = new(StringComparer.Ordinal);

    /// <summary>Queues a report in the transaction.</summary>
    public void Add(IWritingSql sql, string host, IncomingRelay relay, long now)
    {
        Relays.Add(sql, host, relay, now);
        foreach (string upstream in relay.Upstreams)
        {
            // The first of a process counts at once: a restart is no way around the bound.
            int since = _sinceCount.AddOrUpdate(upstream, _pause, static (_, count) => count + 1);
            if (since < _pause) continue;
            _sinceCount[upstream] = 0;
            Relays.Bound(sql, upstream, kept);
        }
    }
}
