using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.StorageLoad;

/// <summary>Stores reports until the process is killed. Each line of its output is a report whose answer has come.</summary>
internal static class Endless
{
    private const int Writers = 16;

    public static async Task RunAsync(string path)
    {
        using IMonitorStore store = MonitorStores.OpenFile(path);
        TextWriter output = Console.Out; // synchronised, and flushed at each line
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => StoreAsync(store, writer, output))));
    }

    private static async Task StoreAsync(IMonitorStore store, int writer, TextWriter output)
    {
        string host = string.Create(CultureInfo.InvariantCulture, $"wn{writer:D3}.{Environment.ProcessId}.site.example");
        ImmutableArray<Nevra> packages = Fleet.Packages(200, seed: writer);
        for (int round = 0; ; round++)
        {
            if (round % 3 != 2) packages = Fleet.Update(packages, few: 5, seed: round);
            string hash = Fleet.Hash(packages);
            StoreResult result = await store.StoreAsync(
                Fleet.Report(host, packages), hash, "127.0.0.1", DateTimeOffset.UtcNow, CancellationToken.None);
            if (!result.Stored) throw new InvalidOperationException(result.Error);
            string line = string.Create(CultureInfo.InvariantCulture, $"{host} {round} {hash}");
            await output.WriteLineAsync(line);
        }
    }
}
