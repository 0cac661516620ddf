using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage.Postgres;

/// <summary>On a server of its own, because it goes away.</summary>
public sealed class ServerGone() : StoreFixture(StoreKind.Sqlite), IDisposable
{
    private PostgresServer? _server;

    [OneTimeSetUp]
    public void Start()
    {
        (_server, string why) = PostgresServer.Start();
        if (_server is null) Assert.Ignore(why);
    }

    [OneTimeTearDown]
    public void Dispose() => _server?.Dispose();

    [TestCase("stop")]
    [TestCase("kill")]
    public async Task While_the_server_is_away_reports_fail_and_reads_say_so_and_all_is_well_when_it_is_back(string how)
    {
        using IMonitorStore store = MonitorStores.Open(_server!.Connection);
        string host = $"wn-{how}";
        Assert.That((await StoreAsync(store, Report(host, "glibc 2.5-49"), Noon)).Error, Is.Null);
        _server.Order(how);
        StoreResult[] away = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => StoreAsync(store, Report($"{host}{i}", "glibc 2.5-58"), Noon)));
        Assert.That(away.Select(each => each.Outcome), Has.All.EqualTo(StoreOutcome.Failed));
        Assert.That(away[0].Error, Does.Contain("does not answer").Or.Contain("57P0"));
        Assert.That(() => store.Hosts(HostFilter.All), Throws.TypeOf<StorageException>());
        await Assert.ThatAsync(() => store.SetStateAsync("key", "value", None), Throws.TypeOf<StorageException>());
        _server.Order("start");
        Assert.That((await StoreAsync(store, Report(host, "glibc 2.5-58"), Noon)).Outcome, Is.EqualTo(StoreOutcome.Changed), "the answered report is there");
        Assert.That(store.Host(host)!.SetHash, Is.EqualTo("glibc-2.5-58.x86_64"));
        Assert.That(store.Hosts(HostFilter.All).Count(each => each.Name.StartsWith(host, StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_restart_while_nothing_is_asked_fails_nothing()
    {
        using IMonitorStore store = MonitorStores.Open(_server!.Connection);
        await StoreAsync(store, Report("idle", "glibc 2.5-49"), Noon);
        _server.Order("stop");
        _server.Order("start");
        Assert.That((await StoreAsync(store, Report("idle", "glibc 2.5-49"), Noon)).Error, Is.Null);
        Assert.That(store.Host("idle"), Is.Not.Null);
    }
}
