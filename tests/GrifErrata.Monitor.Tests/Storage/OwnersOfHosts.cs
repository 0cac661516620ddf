using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Storage;

[TestFixtureSource(typeof(StoreKinds), nameof(StoreKinds.All))]
public sealed class OwnersOfHosts(StoreKind kind) : StoreFixture(kind)
{
    [Test]
    public async Task A_report_of_another_site_changes_nothing_at_all()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        HostWithHistory before = store.HostWithHistory("wn1")!;
        StoreCounts counts = store.Counts();
        foreach (string package in (string[])["glibc 2.5-49", "glibc 2.5-58"])
        {
            Report foreign = Report("wn1", package) with { Site = "GRIF-LAL", Kernel = "0" };
            RelayEnvelope relay = new(new byte[] { 1 }, null, string.Empty, ["egi"]);
            Assert.That((await StoreAsync(store, foreign, Noon.AddHours(1), relay: relay)).Outcome, Is.EqualTo(StoreOutcome.OfOtherSite));
        }

        Assert.That(store.HostWithHistory("wn1")!.Host, Is.EqualTo(before.Host));
        Assert.That(store.HostWithHistory("wn1")!.Changes, Is.EqualTo(before.Changes));
        Assert.That(store.Counts(), Is.EqualTo(counts));
        Assert.That(store.RelayCounts(), Is.Empty);
    }

    [TestCase("GRIF-LAL", "GRIF-LLR", "GRIF-LLR", Description = "what is proven, not what is said, makes the host's site")]
    [TestCase("GRIF-LLR", null, "GRIF-LLR", Description = "nothing is proven: what is said")]
    [TestCase(null, "GRIF-LLR", "GRIF-LLR")]
    [TestCase(null, null, null)]
    public async Task The_first_report_makes_the_site(string? said, string? proven, string? site)
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49") with { Site = said }, Noon, proven);
        Assert.That(store.Host("wn1")!.Site, Is.EqualTo(site));
    }

    [TestCase("GRIF-LAL", "GRIF-LLR", true, Description = "proven")]
    [TestCase("GRIF-LLR", null, true, Description = "said")]
    [TestCase("GRIF-LLR", "GRIF-LAL", false, Description = "another is proven than what is said")]
    [TestCase("grif-llr", null, false)]
    [TestCase(null, null, false, Description = "a report without a site is not of the host's")]
    public async Task Later_reports_must_be_of_the_same_site(string? said, string? proven, bool isStored)
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        Report report = Report("wn1", "glibc 2.5-49") with { Site = said };
        Assert.That((await StoreAsync(store, report, Noon, proven)).Outcome, Is.EqualTo(isStored ? StoreOutcome.Unchanged : StoreOutcome.OfOtherSite));
        Report changed = Report("wn1", "glibc 2.5-58") with { Site = said };
        Assert.That((await StoreAsync(store, changed, Noon, proven)).Outcome, Is.EqualTo(isStored ? StoreOutcome.Changed : StoreOutcome.OfOtherSite));
        Assert.That(store.Host("wn1")!.Site, Is.EqualTo("GRIF-LLR"));
    }

    [Test]
    public async Task A_host_that_was_stored_under_another_name_of_its_site_is_of_the_site()
    {
        using IMonitorStore store = Open();
        foreach (string host in (string[])["wn1", "wn2"]) await StoreAsync(store, Report(host, "glibc 2.5-49"), Noon);
        Sender llr = new("192.0.2.7", "llr") { OtherNames = ["grif-llr", "llr"] };
        foreach (Report report in (Report[])[Report("wn1", "glibc 2.5-49"), Report("wn2", "glibc 2.5-58")])
        {
            StoreResult result = await store.StoreAsync(report with { Site = "llr" }, HashOf(report), llr, Noon.AddHours(1), relay: null, None);
            Assert.That((result.Stored, store.Host(report.Host)!.Site), Is.EqualTo((true, "llr")));
        }

        Assert.That((await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon.AddHours(2))).Outcome, Is.EqualTo(StoreOutcome.OfOtherSite));
    }

    [Test]
    public async Task A_host_of_no_site_belongs_to_the_first_one_that_names_itself()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49") with { Site = null }, Noon);
        Assert.That((await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon)).Outcome, Is.EqualTo(StoreOutcome.Unchanged));
        Assert.That(store.Host("wn1")!.Site, Is.EqualTo("GRIF-LLR"));
    }

    [Test]
    public async Task Of_two_sites_that_report_a_new_host_at_once_one_gets_it()
    {
        using IMonitorStore store = Open();
        for (int round = 0; round < 20; round++)
        {
            StoreOutcome[] outcomes = [.. (await Task.WhenAll(((string[])["A", "B"]).Select(site =>
                StoreAsync(store, Report($"wn{round}", $"own {site}-1") with { Site = site }, Noon)))).Select(each => each.Outcome)];
            Assert.That(outcomes, Is.EquivalentTo((StoreOutcome[])[StoreOutcome.First, StoreOutcome.OfOtherSite]));
            Assert.That(store.Host($"wn{round}")!.Site, Is.EqualTo(outcomes[0] == StoreOutcome.First ? "A" : "B"));
        }
    }
}
