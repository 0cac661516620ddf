using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;

namespace GrifErrata.Monitor.Tests.Storage.Postgres;

#pragma warning disable CA2025 // Each test waits for its tasks before the store is closed.
public sealed class ManyCollectors() : StoreFixture(StoreKind.Postgres)
{
    [Test]
    public async Task Collectors_that_store_the_same_hosts_and_sets_at_once_and_prune_meanwhile_fail_no_report_and_lose_nothing()
    {
        StoreOptions options = new() { HistoryKept = TimeSpan.Zero, Writers = 3, BatchLength = 7 };
        using IMonitorStore one = Open(options);
        using IMonitorStore two = Open(options);
        using IMonitorStore three = Open(options);
        IMonitorStore[] stores = [one, two, three];
        Task writing = Task.WhenAll(Enumerable.Range(0, 48).Select(writer => Task.Run(async () =>
        {
            Random random = new(writer);
            for (int round = 0; round < 25; round++)
            {
                string host = $"wn{random.Next(20):D2}";
                Report report = Report(host, $"glibc 2.5-{random.Next(6)}", $"bash 3.2-{random.Next(6)}", $"zlib 1.2-{random.Next(6)}");
                StoreResult result = await StoreAsync(stores[random.Next(3)], report, Noon.AddMinutes(round));
                Assert.That(result.Error, Is.Null);
            }
        })));
        int pruned = 0;
        while (!writing.IsCompleted) pruned += (await stores[pruned % 3].PruneAsync(Noon.AddYears(1), None)).Sets + 1;
        await writing;
        foreach (HostRecord host in one.Hosts(HostFilter.All))
        {
            Assert.That(string.Join(' ', two.Packages(host.SetHash)!.Value.OrderBy(each => host.SetHash.IndexOf(each.ToString(), StringComparison.Ordinal))), Is.EqualTo(host.SetHash));
            Assert.That(one.HostWithHistory(host.Name)!.Changes[0].SetHash, Is.EqualTo(host.SetHash));
        }

        Assert.That(one.Counts().Hosts, Is.EqualTo(20));
    }

    [Test]
    public async Task A_set_that_another_collector_pruned_is_stored_again()
    {
        StoreOptions options = new() { HistoryKept = TimeSpan.Zero };
        using IMonitorStore one = Open(options);
        using IMonitorStore two = Open(options);
        Report old = Report("wn1", "glibc 2.5-49");
        await StoreAsync(one, old, Noon);
        await StoreAsync(one, Report("wn1", "bash 3.2-24"), Noon.AddDays(1));
        Assert.That((await two.PruneAsync(Noon.AddDays(2), None)).Sets, Is.EqualTo(1));
        Assert.That((await StoreAsync(one, old, Noon.AddDays(3))).Outcome, Is.EqualTo(StoreOutcome.Changed), "it knew the set's id and must not use it");
        Assert.That(two.Packages(HashOf(old))!.Value, Is.EqualTo(old.Packages));
    }

    [Test]
    public async Task A_report_that_the_database_refuses_does_not_take_others_with_it()
    {
        using IMonitorStore store = Open(new StoreOptions { Writers = 1 });
        SharedServer.Run(Connection, "ALTER TABLE hosts ADD CHECK (name <> 'bad')");
        StoreResult[] results = await Task.WhenAll(((string[])["wn1", "wn2", "bad", "wn3"]).Select(name => StoreAsync(store, Report(name, "glibc 2.5-49"), Noon)));
        Assert.That(results.Select(each => each.Stored), Is.EqualTo(new[] { true, true, false, true }));
        Assert.That(results[2].Error, Does.Contain("check constraint"));
    }

    [Test]
    public async Task Several_reports_of_a_host_in_one_batch_are_stored_in_their_order()
    {
        using IMonitorStore store = Open(new StoreOptions { Writers = 1 });
        using PostgresDatabase database = new(Connection);
        Task<StoreResult>[] all;
        using (PostgresTransaction other = PostgresTransaction.Write(database))
        {
            PruningLock.Take(other);
            all = [.. Enumerable.Range(0, 6).Select(i => StoreAsync(store, Report("wn1", $"glibc 2.5-{i / 2}"), Noon.AddMinutes(i)))];
        }

        StoreOutcome[] outcomes = [.. (await Task.WhenAll(all)).Select(each => each.Outcome)];
        Assert.That(outcomes, Is.EqualTo(new[]
        {
            StoreOutcome.First, StoreOutcome.Unchanged, StoreOutcome.Changed, StoreOutcome.Unchanged, StoreOutcome.Changed, StoreOutcome.Unchanged,
        }));
        HostWithHistory host = store.HostWithHistory("wn1")!;
        Assert.That(host.Host.LastSeen, Is.EqualTo(Noon.AddMinutes(5)));
        Assert.That(host.Changes.Select(change => (change.Since, change.SetHash)), Is.EqualTo(new[]
        {
            (Noon.AddMinutes(4), "glibc-2.5-2.x86_64"), (Noon.AddMinutes(2), "glibc-2.5-1.x86_64"), (Noon, "glibc-2.5-0.x86_64"),
        }));
    }

    [Test]
    public async Task A_change_that_is_not_committed_yet_when_the_changes_are_read_is_told_the_next_time()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        using PostgresDatabase database = new(Connection);
        HostChanges meanwhile;
        using (PostgresTransaction slow = PostgresTransaction.Write(database))
        {
            slow.Run("UPDATE hosts SET tag = 'slow', revision = $1 WHERE name = 'wn1'", slow.Revision);
            await StoreAsync(store, Report("wn2", "glibc 2.5-49"), Noon);
            meanwhile = store.ChangesSince(store.ChangesSince(0).Cursor);
            slow.Commit();
        }

        Assert.That(store.ChangesSince(meanwhile.Cursor).Changed.Single(host => host.Name == "wn1").Tag, Is.EqualTo("slow"));
    }
}
