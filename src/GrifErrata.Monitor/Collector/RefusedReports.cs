using System.Collections.Immutable;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Collector;

/// <summary>A report that was refused.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Reporter">Who sent it.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedReport(DateTimeOffset Time, string Reporter, Refusal Refusal);

/// <summary>The last reports that were refused, and how many there were since the start: bounded, whatever comes.</summary>
public sealed class RefusedReports
{
    private const int Kept = 200;
    private readonly Queue<RefusedReport> _last = new(Kept);
    private long _count;

    /// <summary>How many were refused since the start.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The last ones, the newest first.</summary>
    public ImmutableArray<RefusedReport> Last
    {
        get
        {
            lock (_last) return [.. _last.Reverse()];
        }
    }

    /// <summary>Takes one.</summary>
    public void Add(RefusedReport report)
    {
        Interlocked.Increment(ref _count);
        lock (_last)
        {
            if (_last.Count == Kept) _last.Dequeue();
            _last.Enqueue(report);
        }
    }
}
