using System.Collections.Immutable;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Fleet;

/// <summary>Keeps the judged hosts up to date, beside the answering of requests: what all collectors stored, and what is expected.</summary>
/// <param name="store">The database.</param>
/// <param name="expectations">What hosts should have.</param>
/// <param name="options">Options.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes failures.</param>
public sealed class FleetWatch(IMonitorStore store, ExpectationWatch expectations, FleetOptions options, TimeProvider time, ILogger<FleetWatch> log) : BackgroundService, IFleet
{
    // What other collectors stored may be shown so much later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    // While all hosts are judged anew, who looks gets the last state: requests that wait would take the threads that reports need.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly FleetState _state = new(options, store.Packages);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _cursor;
    private long _commits = -1;
    private long _refreshed;
    private volatile FleetSnapshot _current = FleetSnapshot.Empty;

    /// <inheritdoc/>
    /// <remarks>Who reported to this collector and looks at once sees it: what it stored since is taken before the answer.</remarks>
    public FleetSnapshot Current
    {
        get
        {
            bool isFresh = time.GetElapsedTime(Interlocked.Read(ref _refreshed)) < Fresh;
            if (isFresh && Interlocked.Read(ref _commits) == store.Commits) return _current;
            if (!_lock.TryEnter(Patience)) return _current;
            try
            {
                Refresh();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What was known is shown; the watch logs it, and where the database is away the probe says it.
            }
            finally
            {
                _lock.Exit();
            }

            return _current;
        }
    }

    /// <summary>Takes what changed since the last time.</summary>
    /// <exception cref="StorageException">The database cannot be read; the last snapshot stays.</exception>
    public void Refresh()
    {
        lock (_lock)
        {
            long commits = store.Commits;
            HostChanges changes = store.ChangesSince(_cursor);
            DateTimeOffset now = time.GetUtcNow();
            ImmutableArray<string> forgotten = changes.IsComplete ? [.. _known.Except(changes.Changed.Select(c => c.Name), StringComparer.Ordinal)] : changes.Forgotten;
            Expectation expectation = expectations.Current;
            bool isChanged = _state.Update(changes.Changed, forgotten, expectation, now);

            // Only when all of it is taken: after a failure the same is asked for again.
            _known.ExceptWith(forgotten);
            _known.UnionWith(changes.Changed.Select(c => c.Name));
            _cursor = changes.Cursor;
            Interlocked.Exchange(ref _commits, commits);
            Interlocked.Exchange(ref _refreshed, time.GetTimestamp());
            if (isChanged || !ReferenceEquals(expectation, _current.Expectation)) _current = _state.Snapshot(expectation, now);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using PeriodicTimer timer = new(options.Every, time);
        bool isFailing = false;
        do
        {
            try
            {
                Refresh();
                isFailing = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may come back, and whatever else fails, reports are taken all the same: a service that ends would end the collector.
                if (!isFailing) Log.Failed(log, e);
                isFailing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
