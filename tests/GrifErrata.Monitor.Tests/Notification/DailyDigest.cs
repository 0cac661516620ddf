using System.Globalization;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Notification;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Tests.Fleet;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Notification;

/// <summary>When digests are sent, and what they tell, day by day.</summary>
public sealed class DailyDigest
{
    private const string Old = "glibc-2.5-49.el5_5.6.x86_64 bash-3.2-24.x86_64 kernel-2.6.18-194.26.1.el5.x86_64";
    private const string New = "glibc-2.5-49.el5_5.7.x86_64 bash-3.2-24.x86_64 kernel-2.6.18-194.26.1.el5.x86_64";

    private readonly Clock _clock = new();
    private string _folder = null!;
    private IMonitorStore _store = null!;
    private Machines _machines = null!;
    private Sent _sent = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("digest").FullName;
        _store = MonitorStores.OpenFile(Path.Combine(_folder, "monitor.db"));
        _sent = new();
        _machines = new Machines("freezes:\n"
            + "  - { host: wn9.lal.example.org, os: sl5.5-x86_64, version: 20101022, reason: Lustre, owner: a@lal.example.org, until: 2010-12-20 }\n"
            + "  - { site: llr, os: sl5.5-x86_64, version: 20101022, reason: move, owner: b@llr.example.org, until: 2010-12-01 }\n");
    }

    [TearDown]
    public void Stop()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Each_digest_tells_what_is_new_since_the_last()
    {
        _machines.Report("wn1.lal.example.org", Old, seen: "2010-12-09").Report("wn2.lal.example.org", New, seen: "2010-12-09").Report("wn1.llr.example.org", Old, seen: "2010-12-09");
        await RunAsync("2010-12-09T06:00");
        Assert.That(_sent.Texts, Is.Empty, "a digest begins with the next time of day");

        await RunAsync("2010-12-10T07:00");
        Assert.That(_sent.Last, Does.Contain("This is the first digest").And.Contain("## Newly behind (1)\n\n- wn1.lal.example.org: 20101125 since 2010-11-30\n").And.Not.Contain("llr"));
        Assert.That(_sent.Last, Does.Contain("## Freezes that end within 14 days (1)\n\n- wn9.lal.example.org, sl5.5-x86_64, on 20101022 until 2010-12-20: Lustre (a@lal.example.org)\n"));

        _machines.Report("wn1.lal.example.org", New, seen: "2010-12-10").Report("wn3.lal.example.org", Old, seen: "2010-12-10");
        await RunAsync("2010-12-11T07:00");
        Assert.That(_sent.Last, Does.Contain("## Newly behind (1)\n\n- wn3.lal.example.org").And.Not.Contain("first digest"));
        Assert.That(_sent.Last, Does.Contain("## Right again (1)\n\n- wn1.lal.example.org\n"));

        await RunAsync("2010-12-14T07:00");
        Assert.That(_sent.Last, Does.Contain("## Newly silent (3)").And.Contain("- wn2.lal.example.org: last report 2010-12-09\n").And.Not.Contain("Newly behind"));
        Assert.That(_sent.Texts, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task It_is_sent_once_a_day_whatever_number_of_collectors_runs_and_made_up_for_once_after_days_off()
    {
        await RunAsync("2010-12-09T06:59");
        DigestService[] collectors = [.. Enumerable.Range(0, 5).Select(_ => Service())];
        _clock.Set("2010-12-09T07:00");
        await Task.WhenAll(collectors.Select(c => Task.Run(() => c.RunAsync(default))));
        await RunAsync("2010-12-09T12:00");
        Assert.That(_sent.Texts, Has.Count.EqualTo(1));
        await RunAsync("2010-12-13T03:00");
        await RunAsync("2010-12-13T04:00");
        Assert.That(_sent.Texts, Has.Count.EqualTo(2), "that of the 12th, late");
        await RunAsync("2010-12-13T07:00");
        Assert.That(_sent.Texts, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_could_not_be_sent_is_tried_again_and_nothing_is_lost()
    {
        _machines.Report("wn1.lal.example.org", Old, seen: "2010-12-09");
        await RunAsync("2010-12-09T06:00");
        _sent.IsDown = true;
        await RunAsync("2010-12-09T07:00");
        await RunAsync("2010-12-09T07:01");
        Assert.That(_sent.Tries, Is.EqualTo(1), "after a pause");
        await RunAsync("2010-12-09T07:06");
        Assert.That(_sent.Tries, Is.EqualTo(2));
        _sent.IsDown = false;
        await RunAsync("2010-12-09T08:00");
        Assert.That(_sent.Last, Does.Contain("- wn1.lal.example.org"));
    }

    [Test]
    public async Task A_collector_that_died_while_it_sent_is_stood_in_for()
    {
        await RunAsync("2010-12-09T06:00");
        DigestTurn turn = new(_store, "digest/lal/test/turn");
        _clock.Set("2010-12-09T07:00");
        Assert.That(await turn.TryTakeAsync(new(2010, 12, 9), _clock.GetUtcNow(), default), Is.Not.Null);
        await RunAsync("2010-12-09T07:05");
        Assert.That(_sent.Texts, Is.Empty);
        await RunAsync("2010-12-09T07:10");
        Assert.That(_sent.Texts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_clock_that_steps_back_sends_nothing_again()
    {
        await RunAsync("2010-12-09T06:00");
        await RunAsync("2010-12-09T07:00");
        await RunAsync("2010-12-05T07:00");
        Assert.That(_sent.Texts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Before_everything_was_read_nothing_is_sent()
    {
        await RunAsync("2010-12-09T06:00");
        _machines.Renew(e => e with { Sources = [new("profiles", "/p", null, null, 0, [], 0)] });
        await RunAsync("2010-12-09T07:00");
        Assert.That(_sent.Texts, Is.Empty);
    }

    [Test]
    public async Task The_names_of_a_large_fleet_are_remembered_and_spoilt_ones_forgotten()
    {
        DigestMemory memory = new([.. Enumerable.Range(0, 60_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i * 7919L) % 1_000_003}-{i}.example.org"))], ["b.example.org"], []);
        await memory.WriteAsync(_store, "k", default);
        Assert.That(_store.State("k"), Is.Not.EqualTo("1"), "it is too long for one state");
        DigestMemory read = DigestMemory.Read(_store, "k")!;
        Assert.That(read.Behind.SetEquals(memory.Behind) && read.Silent.SetEquals(memory.Silent) && read.NeverReported.IsEmpty);
        await _store.SetStateAsync("k/1", "AAAA" + _store.State("k/1")![4..], default);
        Assert.That(DigestMemory.Read(_store, "k"), Is.Null);
        await new DigestMemory(["a"], [], []).WriteAsync(_store, "k", default);
        Assert.That((DigestMemory.Read(_store, "k")!.Behind.Single(), _store.State("k/1")), Is.EqualTo(("a", (string?)null)));
    }

    private DigestService Service() => new([new(new() { Site = "lal" }, _sent)], _store, new Fixed(_machines.Snapshot(_clock.Day)), _clock, NullLogger<DigestService>.Instance);

    private async Task RunAsync(string time)
    {
        _clock.Set(time);
        using DigestService service = Service();
        await service.RunAsync(default);
    }

    private sealed record Fixed(FleetSnapshot Current) : IFleet;

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now;

        public string Day => _now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public void Set(string time) => _now = DateTimeOffset.Parse(time + ":00Z", CultureInfo.InvariantCulture);

        public override DateTimeOffset GetUtcNow() => _now;
    }

    private sealed class Sent : IDigestChannel
    {
        public List<string> Texts { get; } = [];

        public string Last => Texts[^1];

        public bool IsDown { get; set; }

        public int Tries { get; private set; }

        public string Name => "test";

        public Task SendAsync(string subject, string markdown, CancellationToken cancellation)
        {
            lock (Texts)
            {
                Tries++;
                if (IsDown) throw new DigestException("down");
                Texts.Add(markdown);
                return Task.CompletedTask;
            }
        }
    }
}
