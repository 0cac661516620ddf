using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.StorageLoad;

/// <summary>How much room many hosts need whose sets are mostly shared.</summary>
internal static class Size
{
    private const int Hosts = 20_000;
    private const int Sets = 2_000;
    private const int PackageCount = 800;

    public static async Task RunAsync(string database)
    {
        using (IMonitorStore store = MonitorStores.Open(database))
        {
            // Sets that share nothing with each other: the worst case.
            for (int set = 0; set < Sets; set++)
            {
                ImmutableArray<Nevra> packages = Fleet.Packages(PackageCount, seed: set);
                string hash = Fleet.Hash(packages);
                StoreResult[] results = await Task.WhenAll(Enumerable.Range(0, Hosts / Sets).Select(i => store.StoreAsync(
                    Fleet.Report(string.Create(CultureInfo.InvariantCulture, $"wn{set:D4}-{i}.site.example"), packages), hash, "192.0.2.7",
                    DateTimeOffset.UtcNow, CancellationToken.None)));
                if (Array.Find(results, static result => !result.Stored) is { } failed) throw new InvalidOperationException(failed.Error);
            }

            Console.WriteLine(store.Counts());
        }

        if (File.Exists(database)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(database).Length >> 20} MiB"));
    }
}
