using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class HistoryOfHosts(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task Each_change_of_packages_or_kernel_is_kept_with_its_time()
    {
        using IMonitorStore store = Open();
        Report old = Report("wn1", "glibc 2.5-49");
        Report updated = Report("wn1", "glibc 2.5-58", "nscd 2.5-58");
        await StoreAsync(store, old, Noon);
        await StoreAsync(store, updated, Noon.AddDays(1));
        await StoreAsync(store, updated, Noon.AddDays(2));
        Report rebooted = updated with { Kernel = "2.6.18-238.el5" };
        Assert.That((await StoreAsync(store, rebooted, Noon.AddDays(3))).Outcome, Is.EqualTo(StoreOutcome.Changed));
        HostWithHistory host = store.HostWithHistory("wn1")!;
        Assert.That(host.Changes, Is.EqualTo(new[]
        {
            new HostChange(Noon.AddDays(3), HashOf(updated), 2, "2.6.18-238.el5"),
            new HostChange(Noon.AddDays(1), HashOf(updated), 2, old.Kernel),
            new HostChange(Noon, HashOf(old), 1, old.Kernel),
        }));
        Assert.That((host.Host.FirstSeen, host.Host.LastChanged), Is.EqualTo((Noon, Noon.AddDays(3))));
    }

    [Test]
    public async Task Last_seen_never_goes_back_when_the_clock_does()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon.AddHours(-5));
        Assert.That(store.Host("wn1")!.LastSeen, Is.EqualTo(Noon));
    }

    [Test]
    public async Task A_change_after_the_clock_went_back_is_the_newest_all_the_same()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        Report updated = Report("wn1", "glibc 2.5-58");
        await StoreAsync(store, updated, Noon.AddHours(-5));
        HostWithHistory host = store.HostWithHistory("wn1")!;
        Assert.That(host.Host.LastSeen, Is.EqualTo(Noon.AddMilliseconds(1)));
        Assert.That(host.Changes.Select(change => change.SetHash), Is.EqualTo(new[] { HashOf(updated), "glibc-2.5-49.x86_64" }));
    }

    [Test]
    public async Task Pruning_keeps_what_a_host_has_and_what_it_had_at_the_limit()
    {
        using IMonitorStore store = Open(new StoreOptions { HistoryKept = TimeSpan.FromDays(10) });
        for (int day = 0; day < 5; day++) await StoreAsync(store, Report("wn1", $"glibc 2.5-{day}"), Noon.AddDays(day));
        await StoreAsync(store, Report("silent", "glibc 2.5-0"), Noon);
        PruneResult result = await store.PruneAsync(Noon.AddDays(12.5), CancellationToken.None);
        Assert.That(result, Is.EqualTo(new PruneResult(Changes: 2, Sets: 1, Parts: 1)));
        Assert.That(store.HostWithHistory("wn1")!.Changes.Select(change => change.Since),
            Is.EqualTo(new[] { Noon.AddDays(4), Noon.AddDays(3), Noon.AddDays(2) }));
        Assert.That(store.HostWithHistory("silent")!.Changes, Has.Length.EqualTo(1));
        Assert.That(store.Packages("glibc-2.5-1.x86_64"), Is.Null, "nobody has it");
        Assert.That(store.Packages("glibc-2.5-0.x86_64"), Is.Not.Null, "the silent host has it");
    }

    [Test]
    public async Task A_set_that_was_pruned_is_stored_again_when_a_host_has_it_again()
    {
        using IMonitorStore store = Open(new StoreOptions { HistoryKept = TimeSpan.Zero });
        Report old = Report("wn1", "glibc 2.5-49", "bash 3.2-24");
        await StoreAsync(store, old, Noon);
        await StoreAsync(store, Report("wn1", "glibc 2.5-58", "bash 3.2-24"), Noon.AddDays(1));
        Assert.That((await store.PruneAsync(Noon.AddDays(2), CancellationToken.None)).Sets, Is.EqualTo(1));
        await StoreAsync(store, old, Noon.AddDays(3));
        Assert.That(store.Packages(HashOf(old))!.Value, Is.EqualTo(old.Packages.Order(SetOrder.Instance)));
    }
}
