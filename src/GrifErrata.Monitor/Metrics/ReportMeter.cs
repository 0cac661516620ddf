using System.Collections.Concurrent;
using System.Diagnostics;

namespace GrifErrata.Monitor.Metrics;

/// <summary>Counts reports by the status of their answer, and how long answers take: <c>OK</c> comes after the commit. Safe for several threads.</summary>
internal sealed class ReportMeter
{
    /// <summary>Upper bounds of the histogram's buckets, in seconds.</summary>
    public static readonly double[] Bounds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private readonly ConcurrentDictionary<int, long> _byStatus = [];
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private long _ticks;

    /// <summary>Takes an answer.</summary>
    public void Add(int status, TimeSpan duration)
    {
        _byStatus.AddOrUpdate(status, 1, static (_, count) => count + 1);
        if (status != StatusCodes.Status200OK) return;
        int bucket = Array.FindIndex(Bounds, b => duration.TotalSeconds <= b);
        Interlocked.Increment(ref _buckets[bucket < 0 ? Bounds.Length : bucket]);
        Interlocked.Add(ref _ticks, duration.Ticks);
    }

    /// <summary>Writes what was taken since the start.</summary>
    public void Write(Exposition text)
    {
        text.Metric("grif_errata_reports_total", "counter", "Reports answered since the start, by HTTP status.");
        foreach ((int status, long count) in _byStatus.OrderBy(p => p.Key)) text.Value("grif_errata_reports_total", count, ("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        const string name = "grif_errata_report_seconds";
        text.Metric(name, "histogram", "Time from the beginning of an accepted report to its answer, which comes after the commit.");
        long sum = 0;
        for (int i = 0; i <= Bounds.Length; i++)
        {
            sum += Interlocked.Read(ref _buckets[i]);
            text.Value($"{name}_bucket", sum, ("le", i < Bounds.Length ? Bounds[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture) : "+Inf"));
        }

        text.Value($"{name}_sum", TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds).Value($"{name}_count", sum);
    }
}

/// <summary>Hands what happens under <c>/feed</c> to the meter.</summary>
internal sealed class ReportMetering(RequestDelegate next, ReportMeter meter)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/feed", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // 499, as nginx has it: the client went away.
            meter.Add(context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
    }
}
