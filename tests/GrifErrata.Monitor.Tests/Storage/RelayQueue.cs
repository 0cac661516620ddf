using System.Collections.Immutable;
using System.Text;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class RelayQueue(StoreKind kind) : StoreFixture(kind)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_report_waits_for_each_upstream_as_it_was_received_and_leaves_when_it_is_delivered()
    {
        using (IMonitorStore before = Open()) await QueueAsync(before, "wn1", "body\0\xff", Noon, "egi", "lab");
        using IMonitorStore store = Open();
        Assert.That(store.RelayCounts(), Is.EqualTo(new[] { new RelayCount("egi", 1, Noon, 0, null), new RelayCount("lab", 1, Noon, 0, null) }));
        RelayItem item = (await ClaimAsync(store, "egi", Noon)).Single();
        Assert.That((item.Host, Encoding.Latin1.GetString(item.Body.Span), item.ContentType, item.Query, item.Queued, item.Attempts),
            Is.EqualTo(("wn1", "body\0\xff", "text/plain", "protocol=5", Noon, 0)));
        await store.RelayDoneAsync(item.Id, None);
        Assert.That(await ClaimAsync(store, "egi", Noon), Is.Empty);
        Assert.That(store.RelayCounts().Single().Upstream, Is.EqualTo("lab"));
        Assert.That((await ClaimAsync(store, "lab", Noon)).Single().Body.ToArray(), Is.EqualTo(item.Body.ToArray()), "the body stays for the other");
    }

    [Test]
    public async Task What_is_claimed_is_given_to_nobody_else_before_its_lease_ends()
    {
        using IMonitorStore one = Open();
        using IMonitorStore two = Open();
        for (int i = 0; i < 50; i++) await QueueAsync(one, $"wn{i}", "x", Noon, "egi");
        ImmutableArray<RelayItem>[] claimed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => (i % 2 == 0 ? one : two).ClaimRelaysAsync("egi", 5, Noon, Lease, None))));
        Assert.That(claimed.SelectMany(items => items).Select(item => item.Id), Is.Unique);
        foreach (RelayItem item in await one.ClaimRelaysAsync("egi", 50, Noon, Lease, None)) claimed[0] = claimed[0].Add(item);
        Assert.That(claimed.SelectMany(items => items).Select(item => item.Host).Distinct().Count(), Is.EqualTo(50), "each once");
        Assert.That(await ClaimAsync(two, "egi", Noon.AddMinutes(4)), Is.Empty);
        Assert.That(await ClaimAsync(two, "egi", Noon.AddMinutes(5)), Is.Not.Empty, "its collector may have died");
    }

    [Test]
    public async Task The_oldest_are_given_first_and_no_more_than_asked_for()
    {
        using IMonitorStore store = Open();
        foreach (string host in (string[])["c", "a", "b"]) await QueueAsync(store, host, host, Noon, "egi");
        Assert.That((await store.ClaimRelaysAsync("egi", 2, Noon, Lease, None)).Select(item => item.Host), Is.EqualTo(new[] { "c", "a" }));
    }

    [Test]
    public async Task A_newer_report_of_the_host_replaces_one_that_waits()
    {
        using IMonitorStore store = Open();
        await QueueAsync(store, "wn1", "old", Noon, "egi");
        await QueueAsync(store, "wn1", "new", Noon.AddMinutes(1), "egi");
        Assert.That(store.RelayCounts().Single().Waiting, Is.EqualTo(1));
        Assert.That(Text((await ClaimAsync(store, "egi", Noon.AddMinutes(1))).Single()), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_newer_report_waits_until_the_older_one_that_is_on_its_way_has_ended_so_that_it_arrives_last()
    {
        using IMonitorStore store = Open();
        await QueueAsync(store, "wn1", "old", Noon, "egi");
        RelayItem old = (await ClaimAsync(store, "egi", Noon)).Single();
        await QueueAsync(store, "wn1", "new", Noon.AddSeconds(1), "egi");
        Assert.That(await ClaimAsync(store, "egi", Noon.AddSeconds(2)), Is.Empty);
        await store.RelayDoneAsync(old.Id, None);
        Assert.That(Text((await ClaimAsync(store, "egi", Noon.AddSeconds(3))).Single()), Is.EqualTo("new"));
    }

    [Test]
    public async Task What_failed_is_due_again_later_unless_a_newer_one_waits()
    {
        using IMonitorStore store = Open();
        await QueueAsync(store, "wn1", "old", Noon, "egi");
        RelayItem item = (await ClaimAsync(store, "egi", Noon)).Single();
        await store.RelayFailedAsync(item.Id, Noon.AddMinutes(10), "503 of the server", None);
        Assert.That(store.RelayCounts().Single(), Is.EqualTo(new RelayCount("egi", 1, Noon, 0, "503 of the server")));
        Assert.That(await ClaimAsync(store, "egi", Noon.AddMinutes(9)), Is.Empty);
        item = (await ClaimAsync(store, "egi", Noon.AddMinutes(10))).Single();
        Assert.That(item.Attempts, Is.EqualTo(1));
        await QueueAsync(store, "wn1", "new", Noon.AddMinutes(10), "egi");
        await store.RelayFailedAsync(item.Id, Noon.AddMinutes(20), "again", None);
        Assert.That(Text((await ClaimAsync(store, "egi", Noon.AddMinutes(10))).Single()), Is.EqualTo("new"));
    }

    [Test]
    public async Task What_is_given_up_is_counted()
    {
        using IMonitorStore store = Open();
        await QueueAsync(store, "wn1", "x", Noon, "egi");
        RelayItem item = (await ClaimAsync(store, "egi", Noon)).Single();
        await store.RelayDroppedAsync(item.Id, "400 of the server", None);
        await store.RelayDroppedAsync(item.Id, "twice", None);
        Assert.That(store.RelayCounts().Single(), Is.EqualTo(new RelayCount("egi", 0, null, 1, "400 of the server")));
    }

    [Test]
    public async Task Beyond_the_bound_the_oldest_are_dropped_and_counted()
    {
        using IMonitorStore store = Open(new StoreOptions { RelaysKept = 10 });
        for (int i = 0; i < 25; i++) await QueueAsync(store, $"wn{i}", "x", Noon, "egi");
        RelayCount count = store.RelayCounts().Single();
        Assert.That((count.Waiting, count.Dropped), Is.EqualTo((10, 15)));
        Assert.That(count.LastError, Is.EqualTo("more than 10 reports waited; the oldest were dropped"));
        Assert.That((await ClaimAsync(store, "egi", Noon)).Select(item => item.Host), Is.EqualTo(Enumerable.Range(15, 10).Select(i => $"wn{i}")));
    }

    [Test]
    public async Task A_clock_that_was_set_back_holds_nothing_up()
    {
        using IMonitorStore store = Open();
        await QueueAsync(store, "wn1", "x", Noon.AddYears(1), "egi");
        await QueueAsync(store, "wn2", "x", Noon.AddYears(1), "egi");
        await ClaimAsync(store, "egi", Noon.AddYears(1));
        Assert.That(await ClaimAsync(store, "egi", Noon), Has.Length.EqualTo(2));
    }

    private static string Text(RelayItem item) => Encoding.UTF8.GetString(item.Body.Span);

    private static Task<ImmutableArray<RelayItem>> ClaimAsync(IMonitorStore store, string upstream, DateTimeOffset now) =>
        store.ClaimRelaysAsync(upstream, 100, now, Lease, None);

    private static async Task QueueAsync(IMonitorStore store, string host, string body, DateTimeOffset now, params string[] upstreams)
    {
        RelayEnvelope relay = new(Encoding.Latin1.GetBytes(body), "text/plain", "protocol=5", [.. upstreams]);
        Assert.That((await StoreAsync(store, Report(host, "glibc 2.5-49"), now, relay: relay)).Error, Is.Null);
    }
}
