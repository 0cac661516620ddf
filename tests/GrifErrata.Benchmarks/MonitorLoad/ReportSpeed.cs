namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>Reports a second and how long they wait, over HTTP, each durable when it is answered; then a kill under load and a count of what is there.</summary>
internal static class ReportSpeed
{
    /// <summary>Packages a report.</summary>
    public const int Packages = 1_000;

    private const int Connections = 64;
    private const int SharedSets = 50;

    /// <summary>Measures and prints the table.</summary>
    /// <param name="title">What the database is.</param>
    /// <param name="database">The database, for the check at the end.</param>
    /// <param name="options">Options of each monitor on the same database.</param>
    /// <param name="cores">Whether each monitor gets a core of its own.</param>
    /// <param name="hosts">How many machines: 4,000 for figures, fewer to see that it works.</param>
    /// <param name="output">Takes the table.</param>
    /// <returns>0, or 1 where an answered report was lost or one is half stored.</returns>
    public static async Task<int> ReportAsync(string title, string database, string[][] options, bool cores, int hosts, TextWriter output)
    {
        int ownHosts = hosts / 2;
        LoadServer[] servers = new LoadServer[options.Length];
        for (int i = 0; i < servers.Length; i++) servers[i] = await LoadServer.StartAsync(cores ? i % Environment.ProcessorCount : null, options[i]);
        Answered answered = new();
        LoadRun run = new(servers, answered);
        string[][] sets = [.. Enumerable.Range(0, SharedSets).Select(s => MachineSets.Shared(Packages, s))];
        (string Hash, byte[] Bytes)[] shared = [.. sets.Select(s => (MachineSets.Hash(s), MachineSets.Bytes(s)))];

        // Compiled and connected before it counts, as a server is that runs for months.
        await run.ClosedAsync([.. Make(hosts / 4, i => LoadReport.Of(Words.Format($"warm{i}.site00.example.org"), MachineSets.Own(Packages, 900_000 + i)))], Connections);
        await run.ClosedAsync([.. Make(hosts, i => Shared(Words.Format($"warm{i % (hosts / 4)}.site00.example.org"), i % (hosts / 4)))], Connections);

        await output.WriteLineAsync(Words.Format($"\n| {title}, {Packages} packages a report | a second | target | CPU of monitor | CPU of generator | p50 | p99 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |"));
        await Closed("first reports, no two machines with a package in common", 400, Make(ownHosts, i => LoadReport.Of(LoadReport.HostName(hosts + i), MachineSets.Own(Packages, i))));
        await Closed("first reports, 50 sets among all machines", 400, Make(hosts, i => Shared(LoadReport.HostName(i), i)));
        await Closed("five packages changed, no two machines alike", 800, Changed(seed: 0));
        LoadReport[] unchanged = [.. Make(hosts, i => LoadReport.Of(LoadReport.HostName(i), MachineSets.FiveChanged(sets[i % SharedSets], i)))];
        await Closed("unchanged", 2000, Make(2 * hosts, i => unchanged[i % hosts]));

        await output.WriteLineAsync(Words.Format($"\n| {title}, at half of the target's rate, from when each was due | a second | p50 | p99 | longest |\n| --- | ---: | ---: | ---: | ---: |"));
        await Open("first reports, no two machines with a package in common", 200, Make(ownHosts, i => LoadReport.Of(LoadReport.HostName(hosts + ownHosts + i), MachineSets.Own(Packages, ownHosts + i))));
        await Open("five packages changed, no two machines alike", 400, Changed(seed: hosts).Take(hosts * 4 / 5));
        await Open("unchanged", 1000, Make(2 * hosts, i => i % hosts < hosts * 4 / 5 ? LoadReport.Of(LoadReport.HostName(i % hosts), MachineSets.FiveChanged(sets[i % hosts % SharedSets], i % hosts + hosts)) : unchanged[i % hosts]));

        // The kill comes in the midst of changes.
        LoadReport[] last = [.. Changed(seed: 2 * hosts)];
        long before = answered.Count;
        Task<LoadResult> killed = run.ClosedAsync(last, Connections);
        while (answered.Count < before + (hosts / 2)) await Task.Delay(1);
        double memory = servers.Max(s => s.PeakMemory);
        foreach (LoadServer server in servers) server.Kill();
        await killed;
        foreach (LoadServer server in servers) server.Dispose();
        using (await LoadServer.StartAsync(core: null, options[0]))
        {
            // That it starts again is seen; then it is out of the way.
        }

        (bool isWhole, string said) = await answered.CheckAsync(database);
        await output.WriteLineAsync(Words.Format($"\nKilled (SIGKILL) under load after {answered.Count} answers, started again: {said}. Most memory of a monitor: {memory:0} MiB."));
        return isWhole ? 0 : 1;

        LoadReport Shared(string host, int i) => LoadReport.Of(host, shared[i % SharedSets].Hash, shared[i % SharedSets].Bytes);
        IEnumerable<LoadReport> Changed(int seed) => Make(hosts, i => LoadReport.Of(LoadReport.HostName(i), MachineSets.FiveChanged(sets[i % SharedSets], i + seed)));

        async Task Closed(string what, int target, IEnumerable<LoadReport> reports)
        {
            LoadReport[] rendered = [.. reports];
            LoadResult result = await run.ClosedAsync(rendered, Connections);
            await output.WriteLineAsync(Words.Format($"| {what} | {result.Rate:0} | {target} | {result.ServerCpu:0.00} ms | {result.OwnCpu:0.00} ms | {result.Median:0} ms | {result.P99:0} ms |"));
        }

        async Task Open(string what, double rate, IEnumerable<LoadReport> reports)
        {
            LoadReport[] rendered = [.. reports];
            LoadResult result = await run.OpenAsync(rendered, Connections, rate);
            await output.WriteLineAsync(Words.Format($"| {what} | {result.Rate:0} | {result.Median:0.0} ms | {result.P99:0.0} ms | {result.Longest:0} ms |"));
        }
    }

    // Rendered on both cores, which nothing else needs yet.
    private static ParallelQuery<LoadReport> Make(int count, Func<int, LoadReport> make) => ParallelEnumerable.Range(0, count).AsOrdered().Select(make);
}
