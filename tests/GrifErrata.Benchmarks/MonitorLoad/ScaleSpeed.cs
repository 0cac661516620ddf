using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>A federation of many machines with a profile each: memory, disk, pages, and what it costs to keep their verdicts up to date.</summary>
internal static partial class ScaleSpeed
{
    private const int Packages = 800;
    private const int Connections = 32;

    /// <summary>Measures and prints the table.</summary>
    public static async Task ReportAsync(string folder, int hosts, TextWriter output)
    {
        string database = Path.Combine(folder, "monitor.db");
        string input = ScaleInput.WriteInput(Path.Combine(folder, "errata-input"), Packages), profiles = ScaleInput.WriteProfiles(Path.Combine(folder, "profiles"), hosts, Packages);
        using LoadServer server = await LoadServer.StartAsync(core: null, "--database", database, "--input", input, "--profiles", profiles, "--Logging:LogLevel:GrifErrata=Information");
        long start = Stopwatch.GetTimestamp();
        string said = await server.SaysAsync(Expectations());
        if (!said.Contains(Words.Format($": 2 update versions, {hosts} profiles"), StringComparison.Ordinal)) throw new InvalidOperationException($"The monitor did not read its input: {said}");
        double read = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // A tenth as many sets as machines.
        int distinct = hosts / 10;
        (string Hash, byte[] Bytes)[] sets = [.. ParallelEnumerable.Range(0, distinct).AsOrdered().Select(s => MachineSets.FiveChanged(MachineSets.Shared(Packages, s % 50), s)).Select(s => (MachineSets.Hash(s), MachineSets.Bytes(s)))];
        LoadReport[] reports = [.. Enumerable.Range(0, hosts).Select(i => LoadReport.Of(LoadReport.HostName(i), sets[i % distinct].Hash, sets[i % distinct].Bytes))];
        LoadRun run = new([server], new());
        LoadResult first = await run.ClosedAsync(reports, Connections);
        LoadResult again = await run.ClosedAsync(reports, Connections);
        using HttpClient client = new() { BaseAddress = server.Address };
        double overview = await PageAsync(client, "/", 20), host = await PageAsync(client, $"/hosts/{LoadReport.HostName(hosts / 2)}", 20);

        double idle = await CpuAsync(server, () => Task.CompletedTask), one = await CpuAsync(server, () => run.ClosedAsync(reports[..1], 1));
        double peak = server.PeakMemory, now = server.Memory;
        server.Kill();
        long disk = Directory.EnumerateFiles(folder, "monitor.db*").Sum(f => new FileInfo(f).Length);

        await output.WriteLineAsync(Words.Format($"\n| {hosts} machines of {Packages} packages, {distinct} sets, a profile each | measured | target |\n| --- | ---: | ---: |"));
        await output.WriteLineAsync(Words.Format($"| reading update versions and profiles at the start | {read:0.0} s | |"));
        await output.WriteLineAsync(Words.Format($"| first reports of all | {first.Rate:0} a second, {first.ServerCpu:0.00} ms of CPU each | |"));
        await output.WriteLineAsync(Words.Format($"| unchanged reports of all | {again.Rate:0} a second, {again.ServerCpu:0.00} ms of CPU each | |"));
        await output.WriteLineAsync(Words.Format($"| most memory of the monitor | {peak:0} MiB, at the end {now:0} MiB | 400 MB |"));
        await output.WriteLineAsync(Words.Format($"| database on disk | {disk / 1e6:0} MB | 1 GB |"));
        await output.WriteLineAsync(Words.Format($"| overview page | {overview:0} ms | 100 ms |"));
        await output.WriteLineAsync(Words.Format($"| page of a machine | {host:0} ms | 50 ms |"));
        await output.WriteLineAsync(Words.Format($"| CPU a second: nothing comes | {idle:0} ms | |"));
        await output.WriteLineAsync(Words.Format($"| CPU a second: one report, all verdicts up to date again | {one:0} ms | |"));
    }

    // The median of some requests, each read to its end, after some that do not count.
    private static async Task<double> PageAsync(HttpClient client, string path, int times)
    {
        List<double> milliseconds = [];
        for (int i = -5; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            if (i >= 0) milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return milliseconds.Order().ElementAt(times / 2);
    }

    // Milliseconds of the monitor's CPU time a second, over ten seconds in each of which something happens once.
    private static async Task<double> CpuAsync(LoadServer server, Func<Task> once)
    {
        const int Seconds = 10;
        await Task.Delay(TimeSpan.FromSeconds(2));
        double before = server.Cpu;
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1));
        for (int i = 0; i < Seconds; i++)
        {
            await once();
            await timer.WaitForNextTickAsync();
        }

        return (server.Cpu - before) * 1000 / Seconds;
    }

    [GeneratedRegex("expectations are new:")]
    private static partial Regex Expectations();
}
