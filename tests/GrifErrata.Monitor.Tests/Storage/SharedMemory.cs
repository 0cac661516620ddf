using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>What collectors remember together: trend, states, refused reports.</summary>
[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class SharedMemory(StoreKind kind) : StoreFixture(kind)
{
    private static readonly DateOnly Day = new(2010, 11, 25);

    [Test]
    public async Task A_day_of_the_trend_is_replaced_whole_and_read_in_order()
    {
        using IMonitorStore store = Open();
        await store.SaveTrendAsync(Day, [Row(Day, "llr", "sl5", 1), Row(Day, string.Empty, "sl5", 2)], None);
        await store.SaveTrendAsync(Day.AddDays(-1), [Row(Day.AddDays(-1), "lal", "sl4", 3)], None);
        ImmutableArray<TrendRow> today = [Row(Day, "lal", "sl5", 4), Row(Day, "llr", "sl4", 5), Row(Day, "llr", "sl5", 6)];
        await store.SaveTrendAsync(Day, [.. today.Reverse()], None);
        Assert.That(store.Trend(Day), Is.EqualTo(today));
        Assert.That(store.Trend(Day.AddDays(-1)), Is.EqualTo((TrendRow[])[Row(Day.AddDays(-1), "lal", "sl4", 3), .. today]));
        await store.SaveTrendAsync(Day, [], None);
        Assert.That(store.Trend(Day), Is.Empty);
    }

    [Test]
    public void Rows_of_another_day_and_two_of_one_site_and_OS_are_bugs_of_the_caller()
    {
        using IMonitorStore store = Open();
        Assert.That(() => store.SaveTrendAsync(Day, [Row(Day.AddDays(1), "lal", "sl5", 1)], None), Throws.ArgumentException);
        Assert.That(() => store.SaveTrendAsync(Day, [Row(Day, "lal", "sl5", 1), Row(Day, "lal", "sl5", 2)], None), Throws.ArgumentException);
    }

    [Test]
    public async Task Old_trend_goes_when_pruned()
    {
        using IMonitorStore store = Open(new StoreOptions { TrendKept = TimeSpan.FromDays(90) });
        await store.SaveTrendAsync(Day, [Row(Day, "lal", "sl5", 1)], None);
        await store.SaveTrendAsync(Day.AddDays(1), [Row(Day.AddDays(1), "lal", "sl5", 2)], None);
        Assert.That((await store.PruneAsync(Noon.AddDays(91), None)).TrendRows, Is.EqualTo(1));
        Assert.That(store.Trend(Day).Single().Day, Is.EqualTo(Day.AddDays(1)));
    }

    [Test]
    public async Task Of_several_collectors_that_try_to_set_a_state_one_succeeds()
    {
        using IMonitorStore one = Open();
        using IMonitorStore two = Open();
        string? expected = null;
        for (int round = 0; round < 5; round++)
        {
            string? before = expected;
            bool[] done = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
                Task.Run(() => (i % 2 == 0 ? one : two).TrySetStateAsync("digest", before, $"{round}-{i}", None))));
            Assert.That(done.Count(each => each), Is.EqualTo(1));
            expected = $"{round}-{Array.IndexOf(done, true)}";
            Assert.That(two.State("digest"), Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task A_state_is_set_replaced_and_forgotten()
    {
        using IMonitorStore store = Open();
        Assert.That(store.State("key"), Is.Null);
        await store.SetStateAsync("key", "é漢\0'", None);
        Assert.That(store.State("key"), Is.EqualTo("é漢\uFFFD'"));
        await store.SetStateAsync("key", "two", None);
        Assert.That(await store.TrySetStateAsync("key", null, "three", None), Is.False);
        Assert.That(store.State("key"), Is.EqualTo("two"));
        await store.SetStateAsync("key", null, None);
        Assert.That(store.State("key"), Is.Null);
        await Assert.ThatAsync(() => store.SetStateAsync("key", new string('x', IMonitorStore.MaxStateLength + 1), None), Throws.ArgumentException);
        await Assert.ThatAsync(() => store.SetStateAsync(string.Empty, "x", None), Throws.ArgumentException);
    }

    [Test]
    public async Task Refused_reports_of_all_collectors_are_kept_up_to_a_number_and_all_are_counted()
    {
        using (IMonitorStore one = Open(new StoreOptions { RefusedKept = 10 }))
        using (IMonitorStore two = Open(new StoreOptions { RefusedKept = 10 }))
        {
            for (int i = 0; i < 15; i++)
            {
                RefusedRow row = new(Noon.AddSeconds(i), "192.0.2.7", i % 2 == 0 ? 403 : 422, $"number {i}", i == 14 ? "lal" : null, i == 14 ? "wn1" : null);
                await (i % 3 == 0 ? one : two).SaveRefusedAsync([row], None);
            }
        }

        using IMonitorStore again = Open();
        ImmutableArray<RefusedRow> refused = again.Refused(100);
        Assert.That(refused.Select(row => row.Text), Is.EqualTo(Enumerable.Range(5, 10).Reverse().Select(i => $"number {i}")));
        Assert.That(refused[0], Is.EqualTo(new RefusedRow(Noon.AddSeconds(14), "192.0.2.7", 403, "number 14", "lal", "wn1")));
        Assert.That(again.Refused(3), Has.Length.EqualTo(3));
        Assert.That(again.RefusedCounts(), Is.EqualTo(new[] { new RefusedCount(403, 8), new RefusedCount(422, 7) }));
    }

    [Test]
    public async Task More_refused_reports_at_once_than_are_kept_are_bounded_and_counted_too_and_long_texts_are_cut()
    {
        using IMonitorStore store = Open(new StoreOptions { RefusedKept = 2 });
        await store.SaveRefusedAsync([.. Enumerable.Range(0, 5).Select(i => new RefusedRow(Noon, "x", 400, new string('y', 5000)))], None);
        Assert.That(store.Refused(100), Has.Length.EqualTo(2));
        Assert.That(store.Refused(1).Single().Text, Has.Length.EqualTo(1000).And.EndsWith("y..."));
        Assert.That(store.RefusedCounts().Single(), Is.EqualTo(new RefusedCount(400, 5)));
    }

    private static TrendRow Row(DateOnly day, string site, string os, int hosts) => new(day, site, os, hosts, 1, 2, 3, 4, 5, 6, 7);
}
