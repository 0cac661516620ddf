using System.Collections.Concurrent;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.ServerFaults;

#pragma warning disable CA2025 // The test waits for its clients before the process is disposed of.
/// <summary>The running server is killed in the midst of reports.</summary>
public sealed class KilledServer
{
    private const int Kills = 20;
    private const int Clients = 8;
    private const int AnswersARound = 60;

    private readonly ConcurrentDictionary<string, FaultReport> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FaultReport> _sent = new(StringComparer.Ordinal);
    private int _answers;

    [Test]
    [CancelAfter(300_000)]
    public async Task Killed_twenty_times_under_load_it_loses_no_answered_report_and_stores_none_by_half(CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("monitor").FullName;
        for (int kill = 0; kill < Kills; kill++)
        {
            using (MonitorProcess monitor = MonitorProcess.Start(folder))
            {
                TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
                int until = _answers + AnswersARound + kill;
#pragma warning disable CA2025 // All of them end before the monitor is disposed of, below.
                Task[] clients = [.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => ReportAsync(monitor, client, kill, until, enough), cancellation))];
#pragma warning restore CA2025
                await enough.Task.WaitAsync(cancellation);
                monitor.Kill();
                await Task.WhenAll(clients);
            }

            using IMonitorStore store = MonitorStores.OpenFile(Path.Combine(folder, "monitor.db"));
            Check(store);
        }

        Assert.That(_answers, Is.GreaterThanOrEqualTo(Kills * AnswersARound));
        Directory.Delete(folder, recursive: true);
    }

    // One host of its own a round and client that reports anew, changed and unchanged, and one that is of all rounds.
    private async Task ReportAsync(MonitorProcess monitor, int client, int round, int until, TaskCompletionSource enough)
    {
        for (int i = 0; ; i++)
        {
            string host = i % 2 == 0 ? $"wn{client}.lal.example.org" : $"wn{client}-{round}-{i / 6}.lal.example.org";
            FaultReport report = FaultReport.Of(host, (round * 100_000) + (client * 10_000) + (i / 3));
            _sent[host] = report;
            using ByteArrayContent body = new(report.Body);
            try
            {
                using HttpResponseMessage answer = await monitor.Client.PostAsync(new Uri("/feed/?protocol=5", UriKind.Relative), body);
                string text = await answer.Content.ReadAsStringAsync();
                Assert.That(((int)answer.StatusCode, text), Is.EqualTo((200, "OK\n")));
            }
            catch (HttpRequestException)
            {
                return; // It was killed.
            }

            _answered[host] = report;
            if (Interlocked.Increment(ref _answers) >= until) enough.TrySetResult();
        }
    }

    private void Check(IMonitorStore store)
    {
        foreach ((string host, FaultReport report) in _answered)
        {
            HostRecord? found = store.Host(host);
            Assert.That(found, Is.Not.Null, host);

            // The one that was on its way when it was killed may be stored too.
            Assert.That(found!.SetHash, Is.EqualTo(report.Hash).Or.EqualTo(_sent[host].Hash), host);
        }

        foreach (HostRecord host in store.Hosts(HostFilter.All))
        {
            Assert.That(store.Packages(host.SetHash)!.Value, Has.Length.EqualTo(host.PackageCount).And.Length.EqualTo(20), host.Name);
            Assert.That(store.HostWithHistory(host.Name)!.Changes[0].SetHash, Is.EqualTo(host.SetHash), host.Name);
        }
    }
}
