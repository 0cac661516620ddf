using System.Diagnostics;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>Sends reports over some connections and takes the time of each.</summary>
/// <param name="server">The monitors; connections are spread over them.</param>
/// <param name="answered">Takes what was answered.</param>
internal sealed class LoadRun(LoadServer[] server, Answered answered)
{
    /// <summary>Each connection sends its next report when the last one is answered: how many can be taken.</summary>
    public Task<LoadResult> ClosedAsync(LoadReport[] reports, int connections) => RunAsync(reports, connections, rate: null);

    /// <summary>Reports are due at a rate, whatever the answers do, and their times count from when they were due: how long those wait who report then.</summary>
    public Task<LoadResult> OpenAsync(LoadReport[] reports, int connections, double rate) => RunAsync(reports, connections, rate);

    private async Task<LoadResult> RunAsync(LoadReport[] reports, int connections, double? rate)
    {
        ReportConnection[] open = [.. Enumerable.Range(0, connections).Select(_ => new ReportConnection())];
        for (int i = 0; i < connections; i++) await open[i].OpenAsync(server[i % server.Length].Address);
        double[] milliseconds = new double[reports.Length];
        double cpu = server.Sum(s => s.Cpu), own = Environment.CpuUsage.TotalTime.TotalSeconds;
        int next = -1, lost = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(open.Select(connection => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < reports.Length;)
            {
                TimeSpan due = rate is { } each ? TimeSpan.FromSeconds(i / each) : Stopwatch.GetElapsedTime(start);
                if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } wait) await Task.Delay(wait);
                answered.Sent(reports[i]);
                if (await connection.SendAsync(reports[i]) is not true)
                {
                    Interlocked.Increment(ref lost);
                    return;
                }

                milliseconds[i] = (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
                answered.Came(reports[i]);
            }
        })));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (ReportConnection connection in open) connection.Dispose();
        if (lost > 0) return new(0, seconds, 0, 0, 0, 0, 0, lost);
        cpu = server.Sum(s => s.Cpu) - cpu;
        own = Environment.CpuUsage.TotalTime.TotalSeconds - own;
        Array.Sort(milliseconds);
        return new(reports.Length, seconds, milliseconds[reports.Length / 2], milliseconds[(reports.Length * 99) / 100], milliseconds[^1], cpu * 1000 / reports.Length, own * 1000 / reports.Length, lost);
    }
}

/// <summary>What a run of reports cost.</summary>
/// <param name="Count">Reports that were answered <c>OK</c>.</param>
/// <param name="Seconds">Time of all of them.</param>
/// <param name="Median">Half of the answers took at most so many milliseconds.</param>
/// <param name="P99">Of a hundred answers 99 took at most so many milliseconds.</param>
/// <param name="Longest">The longest took so many milliseconds.</param>
/// <param name="ServerCpu">User and system time of the monitor a report, in milliseconds.</param>
/// <param name="OwnCpu">The same of the generator.</param>
/// <param name="Lost">Reports whose connection ended before the answer came; only where the monitor was killed.</param>
internal sealed record LoadResult(int Count, double Seconds, double Median, double P99, double Longest, double ServerCpu, double OwnCpu, int Lost)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Count / Seconds;
}
