using System.Collections.Immutable;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Relay;

public sealed class RelayRulesTests
{
    private static readonly ImmutableArray<RelayUpstream> Upstreams =
    [
        new() { Name = "all", Url = new("https://a.example.org/feed/") },
        new() { Name = "lal", Url = new("https://a.example.org/feed/"), Sites = ["lal", "llr"], Hosts = ["wn*.lal.example.org", "ce.lal.example.org"] },
        new() { Name = "grid", Url = new("https://a.example.org/feed/"), Tags = ["T2"] },
    ];

    [TestCase("wn1.lal.example.org", "lal", null, "all lal")]
    [TestCase("ce.lal.example.org", "llr", "T2", "all lal grid")]
    [TestCase("ui.lal.example.org", "lal", "T2", "all grid")]
    [TestCase("wn1.lal.example.org", "irfu", "t2", "all")]
    [TestCase("wn1.lal.example.org", null, null, "all")]
    public void An_upstream_server_gets_the_reports_that_meet_each_of_its_criteria(string host, string? site, string? tag, string expected) =>
        Assert.That(new RelayRules(Upstreams).UpstreamsOf(Report(host, site, tag)), Is.EqualTo(expected.Split(' ')));

    [TestCase("5", null, "?protocol=5")]
    [TestCase("5", "store-and-report", "?mode=store-only&protocol=5")]
    [TestCase(null, "store-only", "?mode=store-only")]
    [TestCase(null, null, "")]
    [TestCase("5&token=x", "x&token=y", "?mode=store-only")]
    public void Of_the_query_only_the_protocol_goes_on_and_a_mode_that_asks_for_nothing(string? protocol, string? mode, string expected)
    {
        RelayEnvelope? envelope = new RelayRules(Upstreams).EnvelopeOf(Report("wn1.example.org", null, null), new byte[] { 1, 2 }, "text/plain", protocol, mode);
        Assert.Multiple(() =>
        {
            Assert.That(envelope!.Query, Is.EqualTo(expected));
            Assert.That(envelope.Body.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(envelope.ContentType, Is.EqualTo("text/plain"));
            Assert.That(envelope.Upstreams, Is.EqualTo(new[] { "all" }));
        });
    }

    [Test]
    public void What_a_client_only_asks_goes_nowhere() => Assert.That(
        new RelayRules(Upstreams).EnvelopeOf(Report("wn1.example.org", null, null) with { Mode = ReportMode.ReportOnly }, default, null, "5", "report-only"), Is.Null);

    [Test]
    public void What_no_upstream_server_gets_is_not_queued() =>
        Assert.That(new RelayRules([Upstreams[1]]).EnvelopeOf(Report("wn1.example.org", null, null), default, null, "5", null), Is.Null);

    private static Report Report(string host, string? site, string? tag) =>
        new() { Host = host, Site = site, Tag = tag, Protocol = 5, Mode = ReportMode.StoreOnly, Packages = [] };
}
