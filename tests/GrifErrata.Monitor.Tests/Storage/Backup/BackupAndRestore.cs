using GrifErrata.Monitor.Backup;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Storage.Postgres;

namespace GrifErrata.Monitor.Tests.Storage.Backup;

/// <summary>From each database into each: the fixture's is backed up, the argument's is restored into.</summary>
[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class BackupAndRestore(StoreKind kind) : StoreFixture(kind)
{
    private static readonly DateOnly Day = new(2010, 11, 25);

    private string BackupPath => Path.Combine(Folder, "backup.db");

    [TestCase(StoreKind.Sqlite)]
    [TestCase(StoreKind.Postgres)]
    public async Task What_was_backed_up_is_all_there_when_it_is_restored_and_goes_on(StoreKind into)
    {
        using IMonitorStore before = Open();
        await FillAsync(before);
        Assert.That(await RunAsync(error => BackupCommand.RunAsync(Connection, BackupPath, error)), Is.EqualTo((0, string.Empty)));
        Assert.That(Directory.EnumerateFiles(Folder, "backup.db*"), Is.EqualTo(new[] { BackupPath }), "one file, nothing beside it");

        string target = into == StoreKind.Postgres ? SharedServer.NewSchema() : Path.Combine(Folder, "restored.db");
        try
        {
            Assert.That(await RunAsync(error => RestoreCommand.RunAsync(target, BackupPath, error)), Is.EqualTo((0, string.Empty)));
            using IMonitorStore after = MonitorStores.Open(target);
            AssertSame(before, after);
            await AssertGoesOnAsync(after);
        }
        finally
        {
            if (into == StoreKind.Postgres) SharedServer.Drop(target);
        }
    }

    [Test]
    public async Task A_database_with_hosts_is_not_restored_into()
    {
        using (IMonitorStore store = Open()) await FillAsync(store);
        await BackupCommand.RunAsync(Connection, BackupPath, TextWriter.Null);
        (int code, string error) = await RunAsync(writer => RestoreCommand.RunAsync(Connection, BackupPath, writer));
        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("has hosts already").And.EndsWith("\n"));
    }

    [Test]
    public async Task A_database_whose_collector_has_been_started_but_has_no_hosts_is_restored_into()
    {
        using (IMonitorStore store = Open()) await FillAsync(store);
        await BackupCommand.RunAsync(Connection, BackupPath, TextWriter.Null);
        using (IMonitorStore store = Open())
        {
            foreach (HostRecord host in store.Hosts(HostFilter.All)) await store.ForgetHostAsync(host.Name, Noon, None);
        }

        Assert.That(await RunAsync(error => RestoreCommand.RunAsync(Connection, BackupPath, error)), Is.EqualTo((0, string.Empty)));
        using IMonitorStore again = Open();
        Assert.That(again.Hosts(HostFilter.All), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_backup_that_is_taken_while_reports_come_is_of_one_moment()
    {
        using IMonitorStore store = Open();
        using CancellationTokenSource stop = new();
        TaskCompletionSource started = new();
        Task writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                await StoreAsync(store, Report($"wn{writer}", $"glibc 2.5-{round}", $"own {writer}-1"), Noon.AddMinutes(round));
                if (round == 10) started.TrySetResult();
            }
        })));
        await started.Task;
        int code = await BackupCommand.RunAsync(Connection, BackupPath, TextWriter.Null);
        await stop.CancelAsync();
        await writing;
        Assert.That(code, Is.Zero);
        using IMonitorStore backup = MonitorStores.OpenFile(BackupPath);
        Assert.That(backup.Hosts(HostFilter.All), Is.Not.Empty);
        foreach (HostRecord host in backup.Hosts(HostFilter.All))
        {
            HostWithHistory found = backup.HostWithHistory(host.Name)!;
            Assert.That((found.Changes[0].Since, found.Changes[0].SetHash), Is.EqualTo((host.LastChanged, host.SetHash)));
            Assert.That(backup.Packages(host.SetHash)!.Value, Has.Length.EqualTo(2));
        }
    }

    private static async Task FillAsync(IMonitorStore store)
    {
        RelayEnvelope relay = new("body"u8.ToArray(), "text/plain", "protocol=5", ["egi", "lab"]);
        await StoreAsync(store, Report("wn1", "glibc 2.5-49", "bash 3.2-24"), Noon, relay: relay);
        await StoreAsync(store, Report("wn1", "glibc 2.5-58", "bash 3.2-24"), Noon.AddDays(1));
        await StoreAsync(store, Report("wn2", "glibc 2.5-58") with { Site = null, Tag = null, BadLines = 2 }, Noon.AddDays(2));
        await store.SaveTrendAsync(Day, [new TrendRow(Day, "llr", "sl5", 1, 2, 3, 4, 5, 6, 7, 8)], None);
        await store.SetStateAsync("digest", "é漢", None);
        await store.SaveRefusedAsync([new RefusedRow(Noon, "192.0.2.7", 403, "why", "lal", null)], None);
        RelayItem item = (await store.ClaimRelaysAsync("lab", 1, Noon, TimeSpan.FromMinutes(1), None)).Single();
        await store.RelayDroppedAsync(item.Id, "400", None);
    }

    private static void AssertSame(IMonitorStore before, IMonitorStore after)
    {
        Assert.That(after.Hosts(HostFilter.All), Is.EqualTo(before.Hosts(HostFilter.All)));
        Assert.That(after.Counts(), Is.EqualTo(before.Counts()));
        foreach (HostRecord host in before.Hosts(HostFilter.All))
        {
            Assert.That(after.HostWithHistory(host.Name)!.Changes, Is.EqualTo(before.HostWithHistory(host.Name)!.Changes));
            Assert.That(after.Packages(host.SetHash), Is.EqualTo(before.Packages(host.SetHash)));
        }

        Assert.That(after.Trend(Day), Is.EqualTo(before.Trend(Day)).And.Length.EqualTo(1));
        Assert.That(after.State("digest"), Is.EqualTo("é漢"));
        Assert.That(after.Refused(10), Is.EqualTo(before.Refused(10)).And.Length.EqualTo(1));
        Assert.That(after.RefusedCounts(), Is.EqualTo(before.RefusedCounts()));
        Assert.That(after.RelayCounts(), Is.EqualTo(before.RelayCounts()).And.Length.EqualTo(2));
    }

    private static async Task AssertGoesOnAsync(IMonitorStore store)
    {
        RelayItem item = (await store.ClaimRelaysAsync("egi", 9, Noon.AddDays(3), TimeSpan.FromMinutes(1), None)).Single();
        Assert.That(item.Body.ToArray(), Is.EqualTo("body"u8.ToArray()));
        RelayEnvelope relay = new("new"u8.ToArray(), null, string.Empty, ["egi"]);
        Assert.That((await StoreAsync(store, Report("wn3", "zlib 1.2-3"), Noon.AddDays(3), relay: relay)).Outcome, Is.EqualTo(StoreOutcome.First));
        Assert.That((await StoreAsync(store, Report("wn1", "zlib 1.2-4"), Noon.AddDays(3))).Outcome, Is.EqualTo(StoreOutcome.Changed));
        Assert.That((await StoreAsync(store, Report("wn2", "glibc 2.5-58"), Noon.AddDays(3))).Outcome, Is.EqualTo(StoreOutcome.Unchanged));
        HostChanges all = store.ChangesSince(0);
        Assert.That(all.Changed, Has.Length.EqualTo(3));
        Assert.That(store.ChangesSince(all.Cursor).IsComplete, Is.False);
    }

    private static async Task<(int Code, string Error)> RunAsync(Func<TextWriter, Task<int>> command)
    {
        using StringWriter error = new();
        int code = await command(error);
        return (code, error.ToString());
    }
}
