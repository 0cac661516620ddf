using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class WhatChanged(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task Cursor_0_gives_all_hosts_and_the_next_one_only_what_reported_since()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("a", "glibc 2.5-49"), Noon);
        HostChanges all = store.ChangesSince(0);
        Assert.That(all.Changed, Is.EqualTo(store.Hosts(HostFilter.All)));
        Assert.That((all.Forgotten.Length, all.IsComplete), Is.EqualTo((0, true)));
        Assert.That(all.Cursor, Is.Positive);

        await StoreAsync(store, Report("a", "glibc 2.5-49"), Noon.AddHours(-5));
        HostChanges since = store.ChangesSince(all.Cursor);
        Assert.That(since.Changed.Select(host => host.Name), Is.EqualTo(new[] { "a" }), "an unchanged report is a change, whatever the clock says");
        Assert.That(since.IsComplete, Is.False);
        Assert.That(store.ChangesSince(since.Cursor).Changed, Is.Empty);
        await StoreAsync(store, Report("c", "glibc 2.5-49"), Noon);
        Assert.That(store.ChangesSince(since.Cursor).Changed.Select(host => host.Name), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public void An_empty_database_has_a_cursor_too()
    {
        using IMonitorStore store = Open();
        HostChanges none = store.ChangesSince(0);
        Assert.That((none.Changed.Length, none.IsComplete), Is.EqualTo((0, true)));
        Assert.That(store.ChangesSince(none.Cursor).IsComplete, Is.False);
    }

    [Test]
    public async Task A_cursor_is_good_after_the_database_was_closed()
    {
        long cursor;
        using (IMonitorStore store = Open())
        {
            await StoreAsync(store, Report("a", "glibc 2.5-49"), Noon);
            cursor = store.ChangesSince(0).Cursor;
        }

        using IMonitorStore again = Open();
        await StoreAsync(again, Report("b", "glibc 2.5-49"), Noon);
        Assert.That(again.ChangesSince(cursor).Changed.Select(host => host.Name), Does.Contain("b"));
    }

    [Test]
    public async Task Who_follows_the_changes_of_several_collectors_has_at_the_end_what_the_database_has()
    {
        using IMonitorStore one = Open();
        using IMonitorStore two = Open();
        Dictionary<string, HostRecord> copy = new(StringComparer.Ordinal);
        long cursor = 0;
        Task writing = Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            for (int round = 0; round < 30; round++)
            {
                IMonitorStore store = (writer + round) % 2 == 0 ? one : two;
                string host = $"wn{(writer + round) % 40}";
                await StoreAsync(store, Report(host, $"glibc 2.5-{round % 3}"), Noon.AddMinutes(round));
                if (round % 10 == 9) await store.ForgetHostAsync(host, Noon, None);
            }
        })));
        while (!writing.IsCompleted) Follow();
        await writing;
        Follow();
        Assert.That(copy.Values.OrderBy(host => host.Name, StringComparer.Ordinal), Is.EqualTo(one.Hosts(HostFilter.All)));

        void Follow()
        {
            HostChanges changes = one.ChangesSince(cursor);
            if (changes.IsComplete) copy.Clear();
            foreach (string name in changes.Forgotten) copy.Remove(name);
            foreach (HostRecord host in changes.Changed) copy[host.Name] = host;
            cursor = changes.Cursor;
        }
    }

    [Test]
    public async Task A_forgotten_host_is_told_and_one_that_came_back_is_changed()
    {
        using IMonitorStore store = Open();
        foreach (string name in (string[])["a", "b"]) await StoreAsync(store, Report(name, "glibc 2.5-49"), Noon);
        long cursor = store.ChangesSince(0).Cursor;
        Assert.That(await store.ForgetHostAsync("a", Noon, None), Is.True);
        Assert.That(await store.ForgetHostAsync("a", Noon, None), Is.False);
        await store.ForgetHostAsync("b", Noon, None);
        Assert.That((await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon)).Outcome, Is.EqualTo(StoreOutcome.First));
        HostChanges changes = store.ChangesSince(cursor);
        Assert.That(changes.Forgotten, Is.EqualTo(new[] { "a" }));
        Assert.That(changes.Changed.Select(host => host.Name), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task Who_was_away_for_longer_than_the_forgotten_are_remembered_reads_everything_again()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("a", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon);
        long cursor = store.ChangesSince(0).Cursor;
        await store.ForgetHostAsync("a", Noon, None);
        await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon.AddDays(31));
        await store.PruneAsync(Noon.AddDays(31), None);
        HostChanges changes = store.ChangesSince(cursor);
        Assert.That((changes.IsComplete, changes.Changed.Single().Name), Is.EqualTo((true, "b")));
        await StoreAsync(store, Report("b", "glibc 2.5-49"), Noon.AddDays(31));
        Assert.That(store.ChangesSince(changes.Cursor).IsComplete, Is.False);
    }
}
