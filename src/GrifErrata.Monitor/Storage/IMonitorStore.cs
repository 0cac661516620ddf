using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Storage;

/// <summary>The monitor's database: hosts, what they have and had, and what collectors must remember together. Safe for several threads.
/// Each answer of a reading method is of one moment. All but <see cref="StoreAsync(Report, string, Sender, DateTimeOffset, RelayEnvelope, CancellationToken)"/>
/// throw <see cref="StorageException"/> where the database fails; what a writing method had to do is then not done.</summary>
public interface IMonitorStore : IDisposable
{
    /// <summary>Reports that wait for the writer.</summary>
    int Waiting { get; }

    /// <summary>Transactions of reports committed since it was opened.</summary>
    long Commits { get; }

    /// <summary>Stores a report. When the task ends with <see cref="StoreResult.Stored"/>, it survives a crash and a power cut, and so do
    /// its relays; else nothing of it is stored. Cancelled before the writer comes to it, it is not stored; later, it may be.</summary>
    /// <param name="report">A report that is to be stored.</param>
    /// <param name="setHash">Content hash of its packages: equal for equal sets, and for no others.</param>
    /// <param name="sender">Who sent it. A host belongs to the first site that reported it.</param>
    /// <param name="now">When it came.</param>
    /// <param name="relay">What upstream servers are to get of it, or null. It replaces an older report of the host that still waits.</param>
    /// <param name="cancellation">When nobody waits any more.</param>
    Task<StoreResult> StoreAsync(
        Report report, string setHash, Sender sender, DateTimeOffset now, RelayEnvelope? relay, CancellationToken cancellation);

    /// <summary>Stores a report of which nothing is proven, for this collector alone.</summary>
    Task<StoreResult> StoreAsync(Report report, string setHash, string reporter, DateTimeOffset now, CancellationToken cancellation) =>
        StoreAsync(report, setHash, new Sender(reporter), now, relay: null, cancellation);

    /// <summary>Forgets what is older than <see cref="StoreOptions"/> says: changes, hosts, trend, and sets that only they had. What each
    /// host had at the limit of its history and since stays. Hosts' ages count from the newest report or <paramref name="now"/>, whichever
    /// is earlier: neither a clock that runs ahead nor a monitor that was off forgets anybody.</summary>
    Task<PruneResult> PruneAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Forgets a host; its next report is its first.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> ForgetHostAsync(string name, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Hosts in ordinal order of their names.</summary>
    ImmutableArray<HostRecord> Hosts(HostFilter filter);

    /// <summary>A host, or null where it never reported.</summary>
    HostRecord? Host(string name);

    /// <summary>A host and what it had before, or null where it never reported.</summary>
    HostWithHistory? HostWithHistory(string name);

    /// <summary>Hosts that have a package of this name now, in ordinal order of their names.</summary>
    ImmutableArray<HostWithPackages> HostsWithPackage(string package, HostFilter filter);

    /// <summary>The packages of a set in the order of <see cref="SetOrder"/>, or null where no host has it and the history no more.</summary>
    ImmutableArray<Nevra>? Packages(string setHash);

    /// <summary>How much the database holds.</summary>
    StoreCounts Counts();

    /// <summary>What happened to hosts since an earlier call; every report that was stored, an unchanged one too, is a change. None is
    /// missed, whatever the clock does and however many collectors write; some may be told twice.</summary>
    /// <param name="cursor"><see cref="HostChanges.Cursor"/> of the earlier call, or 0 for all hosts.</param>
    HostChanges ChangesSince(long cursor);

    /// <summary>Takes reports that are due for an upstream server, oldest first, so that no other collector gets them before the lease
    /// ends. Of a host's reports only the older one is given until it is done.</summary>
    /// <param name="upstream">The upstream server's name.</param>
    /// <param name="max">At most so many, 1 or more.</param>
    /// <param name="now">The time.</param>
    /// <param name="lease">After it, what was neither done nor failed is due again; the same in all collectors.</param>
    /// <param name="cancellation">When nobody waits any more; what was claimed all the same is due again after the lease.</param>
    Task<ImmutableArray<RelayItem>> ClaimRelaysAsync(
        string upstream, int max, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>A claimed report was delivered; it leaves the queue.</summary>
    Task RelayDoneAsync(long id, CancellationToken cancellation);

    /// <summary>A claimed report was not delivered; it is due again at <paramref name="nextTry"/>, at most a day from now, unless a newer
    /// one of its host waits.</summary>
    Task RelayFailedAsync(long id, DateTimeOffset nextTry, string error, CancellationToken cancellation);

    /// <summary>A claimed report will never be delivered; it leaves the queue and is counted.</summary>
    Task RelayDroppedAsync(long id, string error, CancellationToken cancellation);

    /// <summary>The queues of upstream servers, in ordinal order of their names.</summary>
    ImmutableArray<RelayCount> RelayCounts();

    /// <summary>Replaces the trend's rows of a day.</summary>
    /// <exception cref="ArgumentException">A row is of another day, or two are of the same site and OS.</exception>
    Task SaveTrendAsync(DateOnly day, ImmutableArray<TrendRow> rows, CancellationToken cancellation);

    /// <summary>The trend from a day on, by day, site and OS in ordinal order.</summary>
    ImmutableArray<TrendRow> Trend(DateOnly from);

    /// <summary>A small text that collectors remember together, or null.</summary>
    string? State(string key);

    /// <summary>Remembers a text of at most <see cref="MaxStateLength"/> characters; null forgets it.</summary>
    Task SetStateAsync(string key, string? value, CancellationToken cancellation);

    /// <summary>Remembers a text if what is remembered is as expected: of several collectors that try at once, one succeeds.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="expected">What must be remembered so far; null for nothing.</param>
    /// <param name="value">The new text.</param>
    /// <param name="cancellation">When nobody waits any more.</param>
    /// <returns>Whether it was as expected, and is now <paramref name="value"/>.</returns>
    Task<bool> TrySetStateAsync(string key, string? expected, string value, CancellationToken cancellation);

    /// <summary>Longest text of a state, in characters.</summary>
    const int MaxStateLength = 65_536;

    /// <summary>Remembers refused reports; the last <see cref="StoreOptions.RefusedKept"/> are kept. Long texts are cut.</summary>
    Task SaveRefusedAsync(ImmutableArray<RefusedRow> rows, CancellationToken cancellation);

    /// <summary>The last refused reports of all collectors, newest first.</summary>
    ImmutableArray<RefusedRow> Refused(int max);

    /// <summary>How many were refused, by status.</summary>
    ImmutableArray<RefusedCount> RefusedCounts();
}
