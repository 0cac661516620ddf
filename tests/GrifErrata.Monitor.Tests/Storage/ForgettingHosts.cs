using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class ForgettingHosts(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task A_host_that_no_longer_reports_is_forgotten_after_its_time_with_its_sets()
    {
        using IMonitorStore store = Open(new StoreOptions { HostsKept = TimeSpan.FromDays(10) });
        await StoreAsync(store, Report("gone", "telnet 1-1"), Noon);
        await StoreAsync(store, Report("here", "glibc 2.5-49"), Noon.AddDays(10));
        Assert.That((await store.PruneAsync(Noon.AddDays(10), None)).Hosts, Is.Zero, "not more than ten days");
        await StoreAsync(store, Report("here", "glibc 2.5-49"), Noon.AddDays(11));
        Assert.That(await store.PruneAsync(Noon.AddDays(11), None), Is.EqualTo(new PruneResult(Changes: 1, Sets: 1, Parts: 1, Hosts: 1)));
        Assert.That(store.Hosts(HostFilter.All).Select(host => host.Name), Is.EqualTo(new[] { "here" }));
        Assert.That(store.HostWithHistory("gone"), Is.Null);
        Assert.That(store.Packages("telnet-1-1.x86_64"), Is.Null);
    }

    [Test]
    public async Task A_clock_that_runs_ahead_and_a_monitor_that_was_off_forget_nobody()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("wn2", "glibc 2.5-49"), Noon.AddDays(1));
        Assert.That((await store.PruneAsync(Noon.AddYears(20), None)).Hosts, Is.Zero);
    }

    [Test]
    public async Task A_host_that_was_forgotten_by_name_leaves_nothing_and_its_next_report_is_its_first()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        await StoreAsync(store, Report("wn1", "glibc 2.5-58"), Noon.AddDays(1));
        Assert.That(await store.ForgetHostAsync("wn1", Noon.AddDays(2), None), Is.True);
        Assert.That((store.Counts().Hosts, store.Counts().Changes), Is.EqualTo((0, 0)));
        Assert.That((await StoreAsync(store, Report("wn1", "glibc 2.5-58") with { Site = "GRIF-LAL" }, Noon.AddDays(3))).Outcome,
            Is.EqualTo(StoreOutcome.First), "a host that moved to another site is forgotten and reports again");
        Assert.That(store.HostWithHistory("wn1")!.Host.FirstSeen, Is.EqualTo(Noon.AddDays(3)));
    }
}
