using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Monitoring;

namespace GrifErrata.Tests.Monitoring;

/// <summary>What the monitor says of machines, as builds and reviews read it.</summary>
public sealed class MonitoredFleets
{
    private static readonly string Sample = Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Monitoring/hosts.json");

    [Test]
    public void A_document_is_read_and_keys_that_are_not_known_are_left_out()
    {
        DiagnosticBag diagnostics = [];
        MonitoredFleet fleet = MonitoredFleetReader.Read(Sample, diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That(fleet.Time, Is.EqualTo(new DateTimeOffset(2010, 12, 10, 12, 0, 0, TimeSpan.Zero)));
        Assert.That(fleet.Hosts.Where(h => h.NeedsSomebody).Select(h => h.Host), Is.EqualTo(new[] { "db01.lal.example.org", "new.irfu.example.org", "wn007.lal.example.org" }));
        MonitoredHost last = fleet.Hosts[^1];
        Assert.That((last.Site, last.BehindSince, last.LastSeen), Is.EqualTo(((string?)null, (DateOnly?)new DateOnly(2010, 11, 30), (DateTimeOffset?)new DateTimeOffset(2010, 12, 10, 10, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public void Forgotten_machines_of_the_input_s_OSs_are_warned_of_up_to_a_number()
    {
        MonitoredHost host = new("a", null, "sl5.5-x86_64", "20100927", "20101125", ["forgotten"], null, null);
        MonitoredFleet fleet = new(DateTimeOffset.UnixEpoch, [.. Enumerable.Range(100, 52).Select(i => host with { Host = $"wn{i}" }), host with { Host = "other", Os = "el9" }, host with { Host = "right", Verdicts = ["right"] }]);
        DiagnosticBag diagnostics = [];
        ForgottenHosts.Check(fleet, "hosts.json", ["sl5.5-x86_64"], diagnostics);
        Assert.That(diagnostics.Select(d => d.Code).Distinct(), Is.EqualTo(new[] { "GE2911" }));
        Assert.That(diagnostics, Has.Count.EqualTo(51));
        Assert.That(diagnostics.First().Message, Does.StartWith("wn100 is forgotten on 20100927: the federation gives it 20101125, and no freeze that holds keeps it (1970-01-01T00:00:00Z)."));
        Assert.That(diagnostics.Last().Message, Does.StartWith("2 more machines are forgotten."));
    }

    [TestCase("", "no JSON")]
    [TestCase("[]", "no object with")]
    [TestCase("""{"schema":2,"time":"2010-12-10T12:00:00Z","hosts":[]}""", "Its schema is not 1")]
    [TestCase("""{"schema":1,"hosts":[]}""", "no object with")]
    [TestCase("""{"schema":1,"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[]}""", "has a key twice")]
    [TestCase("""{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"a","verdicts":[]},{"host":7,"verdicts":[]}]}""", "Host 2 has no name")]
    [TestCase("""{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"a\nb","verdicts":[]}]}""", "Host 1 has no name")]
    [TestCase("""{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"a","verdicts":[1]}]}""", "Host 1 has no name")]
    [TestCase("""{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"a","verdicts":[],"lastSeen":"soon"}]}""", "Host 1 has no name")]
    [TestCase("""{"schema":1,"time":"2010-12-10T12:00:00Z","hosts":[{"host":"\ud800","verdicts":[]}]}""", "no JSON")]
    public void What_is_no_such_document_is_an_error_that_says_what_to_do(string json, string message)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(MonitoredFleetReader.Read(Encoding.UTF8.GetBytes(json), "hosts.json", diagnostics), Is.Null);
        Diagnostic error = diagnostics.Single();
        Assert.That((error.Code, error.Message), Is.EqualTo(("GE1911", error.Message)));
        Assert.That(error.Message, Does.Contain(message).And.EndWith("Fetch it again from /api/quattor/hosts of the monitor."));
    }
}
