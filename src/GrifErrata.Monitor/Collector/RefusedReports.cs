using System.Collections.Immutable;
using System.Threading.Channels;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Collector;

/// <summary>A report that was refused.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Reporter">Who sent it, as far as it is proven: printable, without a token.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedReport(DateTimeOffset Time, string Reporter, Refusal Refusal)
{
    /// <summary>The site that is proven, whose readers may see this; null where none is.</summary>
    public string? Site { get; init; }
}

/// <summary>The last reports that were refused, and how many there were since the start: bounded, whatever comes.</summary>
public sealed class RefusedReports
{
    // What a flood brings beyond it is counted and not kept: it is alike.
    private readonly Channel<RefusedReport> _fresh = Channel.CreateBounded<RefusedReport>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private const int Kept = 200;
    private readonly Queue<RefusedReport> _last = new(Kept);
    private readonly SortedDictionary<int, long> _counts = [];
    private RefusedReport? _newest;

    /// <summary>How many were refused since the start.</summary>
    public long Count
    {
        get
        {
            lock (_last) return _counts.Values.Sum();
        }
    }

    /// <summary>How many were refused since the start, by status.</summary>
    public ImmutableSortedDictionary<int, long> Counts
    {
        get
        {
            lock (_last) return _counts.ToImmutableSortedDictionary();
        }
    }

    /// <summary>The last ones, the newest first. Of several in a row from one sender for one reason, the first.</summary>
    public ImmutableArray<RefusedReport> Last
    {
        get
        {
            lock (_last) return [.. _last.Reverse()];
        }
    }

    /// <summary>Those that <see cref="RefusedWriter"/> has yet to write, as they come.</summary>
    internal ChannelReader<RefusedReport> Fresh => _fresh.Reader;

    /// <summary>Takes one.</summary>
    public void Add(RefusedReport report)
    {
        lock (_last)
        {
            _counts[report.Refusal.Status] = _counts.GetValueOrDefault(report.Refusal.Status) + 1;

            // One that floods shall not drive out what others did.
            if (_newest is { } newest && newest.Reporter == report.Reporter && newest.Refusal == report.Refusal) return;
            _newest = report;
            if (_last.Count == Kept) _last.Dequeue();
            _last.Enqueue(report);
            _fresh.Writer.TryWrite(report);
        }
    }
}
