using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Expectations;
using GrifErrata.Monitor.Tests.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Fleet;

public sealed class UpkeepOfTheDay
{
    private static readonly DateOnly Today = new(2010, 12, 10);

    private readonly TemporaryFolder _folder = new();
    private readonly SettableTime _time = new();
    private IMonitorStore _store = null!;

    [SetUp]
    public void Open() => _store = MonitorStores.OpenFile(Path.Combine(_folder.Path, TestContext.CurrentContext.Test.ID + ".db"));

    [TearDown]
    public void Close() => _store.Dispose();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    private async Task RunAsync(FleetSnapshot snapshot, int hour)
    {
        _time.Now = new(Today, new TimeOnly(hour, 30), TimeSpan.Zero);
        using Upkeep upkeep = new(_store, new Fixed(snapshot), _time, NullLogger<Upkeep>.Instance);
        await upkeep.RunAsync(CancellationToken.None);
    }

    private static FleetSnapshot Snapshot() => new Machines().Report("wn1.lal.example.org", "glibc-2.5-49.el5_5.7.x86_64").Report("wn2.lal.example.org", "glibc-2.5-49.x86_64").Snapshot();

    [Test]
    public async Task The_trend_of_the_day_has_a_row_a_site_and_OS()
    {
        await RunAsync(Snapshot(), 1);
        Assert.That(_store.Trend(Today), Is.EqualTo(new[] { new TrendRow(Today, "lal", "sl5.5-x86_64", 2, 1, 1, 0, 0, 0, 0, 0) }));
    }

    [Test]
    public async Task It_is_written_once_an_hour_and_the_last_hour_counts()
    {
        await RunAsync(Snapshot(), 1);
        FleetSnapshot better = new Machines().Report("wn1.lal.example.org", "glibc-2.5-49.el5_5.7.x86_64").Snapshot();
        await RunAsync(better, 1);
        Assert.That(_store.Trend(Today).Single().Hosts, Is.EqualTo(2), "the same hour");
        await RunAsync(better, 2);
        Assert.That(_store.Trend(Today).Single().Hosts, Is.EqualTo(1));
    }

    [Test]
    public async Task Before_everything_was_read_once_nothing_is_written()
    {
        FleetSnapshot snapshot = Snapshot();
        SourceState unread = new("profiles", "/srv/profiles", null, Tried: null, 0, [], 0);
        await RunAsync(new(snapshot.Hosts, snapshot.Expectation with { Sources = [unread] }, snapshot.Time), 1);
        await RunAsync(FleetSnapshot.Empty, 1);
        Assert.That(_store.Trend(Today), Is.Empty);
        await RunAsync(snapshot, 1);
        Assert.That(_store.Trend(Today), Is.Not.Empty, "the hour is not lost");
    }

    private sealed record Fixed(FleetSnapshot Current) : IFleet;
}
