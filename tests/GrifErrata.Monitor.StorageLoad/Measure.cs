using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.StorageLoad;

/// <summary>Reports a second, each durable before the next of its writer, and what reads cost.</summary>
internal static class Measure
{
    private const int PackageCount = 900;
    private const int SharedSets = 50;

    public static async Task RunAsync(string database, string[] numbers)
    {
        int[] given = Array.ConvertAll(numbers, static number => int.Parse(number, CultureInfo.InvariantCulture));
        int writers = given.ElementAtOrDefault(0) is > 0 and int w ? w : 64;
        int hosts = given.ElementAtOrDefault(1) is > 0 and int h ? h : 4000;
        int batch = given.ElementAtOrDefault(2) is > 0 and int b ? b : 128;
        int connections = given.ElementAtOrDefault(3) is > 0 and int c ? c : new StoreOptions().Writers;
        using IMonitorStore store = MonitorStores.Open(database, new StoreOptions { BatchLength = batch, Writers = connections });

        // Several processes at the same time have hosts and sets of their own, but for the shared sets.
        string own = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-");
        int seed = Environment.ProcessId * 10_000;

        ImmutableArray<Nevra>[] shared = [.. Enumerable.Range(0, SharedSets).Select(seed => Fleet.Packages(PackageCount, seed))];
        string[] hashes = Array.ConvertAll(shared, Fleet.Hash);
        await PhaseAsync("warming up", store, writers, hosts / 8, i => ($"{own}warm{i}", Fleet.Packages(PackageCount, seed - 1 - i), null));
        await PhaseAsync("first, every set its own", store, writers, hosts / 4, i => ($"{own}own{i}", Fleet.Packages(PackageCount, seed + i), null));
        await PhaseAsync("first, shared sets", store, writers, hosts, i => ($"{own}wn{i}", shared[i % SharedSets], hashes[i % SharedSets]));
        await PhaseAsync("changed, five packages, every set its own", store, writers, hosts,
            i => ($"{own}wn{i}", Fleet.Update(shared[i % SharedSets], 5, seed + i), null));
        await PhaseAsync("changed, back to shared sets", store, writers, hosts, i => ($"{own}wn{i}", shared[i % SharedSets], hashes[i % SharedSets]));
        await PhaseAsync("unchanged", store, writers, hosts * 4,
            i => ($"{own}wn{i % hosts}", shared[i % hosts % SharedSets], hashes[i % hosts % SharedSets]));

        Read("hosts of a site", () => store.Hosts(new HostFilter { Site = "GRIF-LLR" }).Length);
        Read("a host and its history", () => store.HostWithHistory(own + "wn1")!.Changes.Length);
        Read("packages of a set", () => store.Packages(hashes[0])!.Value.Length);
        Read("hosts with a package", () => store.HostsWithPackage("package-00042-libs", HostFilter.All).Length);
        Read("hosts with a package that nobody has", () => store.HostsWithPackage("package-00042", HostFilter.All).Length);
        StoreCounts counts = store.Counts();
        string size = File.Exists(database)
            ? string.Create(CultureInfo.InvariantCulture, $"{(new FileInfo(database).Length + new FileInfo(database + "-wal").Length) >> 20} MiB on disk")
            : "on a server";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts}, {size}; working set {Environment.WorkingSet >> 20} MiB"));
        if (!File.Exists(database)) return;
        Stopwatch watch = Stopwatch.StartNew();
        PruneResult pruned = await store.PruneAsync(DateTimeOffset.UtcNow + TimeSpan.FromDays(800), CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pruned in {watch.ElapsedMilliseconds} ms: {pruned}"));
    }

    private static async Task PhaseAsync(
        string title, IMonitorStore store, int writers, int count, Func<int, (string Host, ImmutableArray<Nevra> Packages, string? Hash)> make)
    {
        (string Host, ImmutableArray<Nevra> Packages, string Hash)[] made = new (string, ImmutableArray<Nevra>, string)[count];
        Parallel.For(0, count, i =>
        {
            (string host, ImmutableArray<Nevra> packages, string? hash) = make(i);
            made[i] = (host, packages, hash ?? Fleet.Hash(packages));
        });

        ConcurrentDictionary<StoreOutcome, int> outcomes = new();
        double[] milliseconds = new double[count];
        int next = -1;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long commits = store.Commits;
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                long start = Stopwatch.GetTimestamp();
                StoreResult result = await store.StoreAsync(
                    Fleet.Report(made[i].Host, made[i].Packages), made[i].Hash, "127.0.0.1", DateTimeOffset.UtcNow, CancellationToken.None);
                milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                outcomes.AddOrUpdate(result.Outcome, 1, static (_, n) => n + 1);
            }
        })));
        double seconds = watch.Elapsed.TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        Array.Sort(milliseconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{title}: {count / seconds:F0} a second; p50 {milliseconds[count / 2]:F0} ms, p99 {milliseconds[count * 99 / 100]:F0} ms; "
            + $"processor {processor.TotalMilliseconds / count:F2} ms each, {store.Commits - commits} commits; {string.Join(", ", outcomes)}"));
    }

    private static void Read(string title, Func<int> read)
    {
        int rows = read();
        Stopwatch watch = Stopwatch.StartNew();
        const int Times = 10;
        for (int i = 0; i < Times; i++) read();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {watch.Elapsed.TotalMilliseconds / Times:F2} ms ({rows})"));
    }
}
