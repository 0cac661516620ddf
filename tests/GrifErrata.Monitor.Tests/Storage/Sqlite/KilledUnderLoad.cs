using System.Diagnostics;
using System.Globalization;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Tests.Storage.Sqlite;

public sealed class KilledUnderLoad() : StoreFixture(StoreKind.Sqlite)
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_process_that_is_killed_loses_no_answered_report_and_leaves_none_half_stored(CancellationToken cancellation)
    {
        Dictionary<string, (int Round, string Hash)> answered = new(StringComparer.Ordinal);
        for (int kill = 0; kill < 3; kill++)
        {
            using Process child = Process.Start(new ProcessStartInfo(
                Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "GrifErrata.Monitor.StorageLoad.dll"), "endless", DatabasePath])
            {
                RedirectStandardOutput = true,
            })!;
            for (int line = 0; line < 200 * (kill + 1); line++)
            {
                Note(answered, await child.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The child ended."));
            }

            child.Kill();
            while (await child.StandardOutput.ReadLineAsync(cancellation) is { } line) Note(answered, line);
            await child.WaitForExitAsync(cancellation);

            using IMonitorStore store = Open();
            foreach ((string host, (int _, string hash)) in answered)
            {
                HostWithHistory found = store.HostWithHistory(host)!;
                Assert.That(found.Changes.Take(2).Select(change => change.SetHash), Does.Contain(hash),
                    $"{host}: its last answered report is the last, or the last but one when the next was killed after its commit");
            }

            foreach (HostRecord host in store.Hosts(HostFilter.All))
            {
                Assert.That(store.Packages(host.SetHash)!.Value, Has.Length.EqualTo(host.PackageCount).And.Length.EqualTo(200));
            }

            using SqliteConnection connection = Database.OpenReader(DatabasePath);
            Assert.That(connection.Number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), Is.Zero);
            Assert.That(connection.Number("SELECT count(*) FROM pragma_foreign_key_check"), Is.Zero);
            Assert.That(connection.Number("SELECT count(*) FROM hosts WHERE NOT EXISTS (SELECT 1 FROM history WHERE host_id = hosts.id "
                + "AND since = last_changed AND history.set_id = hosts.set_id AND history.kernel = hosts.kernel)"), Is.Zero);
        }

        Assert.That(answered, Has.Count.GreaterThanOrEqualTo(3 * 8));
    }

    // The kill may cut the last line.
    private static void Note(Dictionary<string, (int Round, string Hash)> answered, string line)
    {
        string[] words = line.Split(' ');
        if (words.Length == 3 && words[2].Length == 64) answered[words[0]] = (int.Parse(words[1], CultureInfo.InvariantCulture), words[2]);
    }
}
