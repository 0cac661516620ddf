using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Sample;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Sample;

public sealed class SampleTests
{
    [Test]
    public async Task The_sample_has_a_host_of_every_kind_and_most_are_right()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sample");
        try
        {
            SamplePlaces places = await SampleData.WriteAsync(folder.FullName, TimeProvider.System.GetUtcNow());
            using ExpectationWatch expectations = new(new() { Input = places.Input, Profiles = places.Profiles, MirrorFolder = folder.FullName }, TimeProvider.System, NullLogger<ExpectationWatch>.Instance);
            await expectations.PollAsync(CancellationToken.None);
            Assert.That(expectations.Current.Sources.SelectMany(s => s.Problems), Is.Empty);
            using IMonitorStore store = MonitorStores.OpenFile(places.Database);
            using FleetWatch fleet = new(store, expectations, new(), TimeProvider.System, NullLogger<FleetWatch>.Instance);
            fleet.Refresh();
            HostVerdict all = fleet.Current.Hosts.Aggregate(HostVerdict.None, (sum, host) => sum | host.Verdict);
            foreach (HostVerdict verdict in HostVerdictWords.All.Select(w => w.Verdict).Where(v => v is not (HostVerdict.NotJudged or HostVerdict.Ahead)))
                Assert.That(all.HasFlag(verdict), Is.True, verdict.ToString());
            Assert.That(fleet.Current.Counts.Right * 2, Is.GreaterThan(fleet.Current.Hosts.Length));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
