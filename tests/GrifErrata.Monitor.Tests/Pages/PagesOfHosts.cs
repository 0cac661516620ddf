using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GrifErrata.Monitor.Access;

namespace GrifErrata.Monitor.Tests.Pages;

public sealed class PagesOfHosts
{
    private static readonly string[] Paths =
    [
        "/", "/hosts", "/hosts/behind.lal.example.org", "/sites/lal", "/packages", "/advisories", "/advisories/RHSA-2010:0793", "/cves/CVE-2010-3847", "/freezes", "/kernels", "/refused", "/relay", "/sources",
    ];

    private TestSite _site = null!;

    [OneTimeSetUp]
    public async Task Start() => _site = await TestSite.StartAsync(SampleHosts.Fleet());

    [OneTimeTearDown]
    public void Stop() => _site.Dispose();

    [SetUp]
    public void SeeAll() => _site.Scope = ReadScope.Everything;

    [TestCaseSource(nameof(Paths))]
    public async Task A_page_has_a_title_landmarks_a_skip_link_and_no_script_or_style_of_its_own(string path)
    {
        string text = await _site.Get(path, accept: "text/html");
        Assert.That(text, Does.StartWith("<!DOCTYPE html>").And.Contain("<title>").And.Contain("<main id=\"content\"").And.Contain("href=\"#content\"").And.Contain("<nav aria-label=\"Pages\">"));
        Assert.That(text, Does.Not.Contain("<script").And.Not.Contain(" style=").And.Not.Contain("<style").And.Not.Contain("<!--Blazor"));
        Assert.That(System.Text.RegularExpressions.Regex.Count(text, "<h1"), Is.EqualTo(1));
    }

    [TestCase("/hosts/nobody.example.org")]
    [TestCase("/sites/nowhere")]
    [TestCase("/packages/nothing")]
    [TestCase("/advisories/RHSA-1999:0001")]
    [TestCase("/cves/CVE-1999-0001")]
    [TestCase("/no/such/page")]
    public async Task What_is_not_there_is_404_with_a_page(string path) => Assert.That(await _site.Get(path, 404), Does.Contain("<h1>"));

    [Test]
    public async Task A_host_s_page_says_its_verdict_in_words_and_its_differences_first()
    {
        string text = await _site.Get("/hosts/behind.lal.example.org");
        Assert.That(text, Does.Contain("1 package is older than those of version 20101125, which it should have since 2010-11-30"));
        Assert.That(text, Does.Contain("<td class=\"short\">2.5-49.el5_5.6</td><td class=\"short\">2.5-49.el5_5.7</td>").And.Contain("href=\"/advisories/RHSA-2010%3A0793\""));
        Assert.That(text.IndexOf("Behind its version", StringComparison.Ordinal), Is.GreaterThan(0).And.LessThan(text.IndexOf("All packages", StringComparison.Ordinal)));
    }

    [Test]
    public async Task The_numbers_of_the_overview_lead_to_the_hosts_that_they_count()
    {
        Assert.That(await _site.Get("/"), Does.Contain("<a href=\"/hosts?verdict=behind\" class=\"look\"><span class=\"count\">1</span> behind</a>"));
        Assert.That(await _site.Get("/hosts?verdict=behind&format=csv"), Does.Contain("\r\nbehind.lal.example.org,").And.Not.Contain("right.lal"));
    }

    [TestCase("verdict=behind%7Csilent", "behind.lal.example.org silent.lal.example.org")]
    [TestCase("verdict=behind&verdict=silent", "behind.lal.example.org silent.lal.example.org")]
    [TestCase("find=FROZEN", "frozen.llr.example.org")]
    [TestCase("site=llr&verdict=never reported", "never.llr.example.org")]
    [TestCase("site=lal&sort=-host", "silent.lal.example.org right.lal.example.org behind.lal.example.org")]
    [TestCase("site=lal&sort=nothing", "behind.lal.example.org right.lal.example.org silent.lal.example.org")]
    [TestCase("site=nowhere", "")]
    public async Task A_table_is_filtered_and_sorted_the_same_in_every_format(string query, string hosts)
    {
        string[] expected = hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] csv = [.. (await _site.Get($"/hosts?format=csv&{query}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0])];
        string[] json = [.. JsonNode.Parse(await _site.Get($"/hosts?{query}", accept: "application/json"))!.AsArray().Select(h => (string)h!["host"]!)];
        string[] html = [.. System.Text.RegularExpressions.Regex.Matches(await _site.Get($"/hosts?{query}"), "<th scope=\"row\"><a href=\"/hosts/([^\"]+)\"").Select(m => m.Groups[1].Value)];
        Assert.That(csv, Is.EqualTo(expected));
        Assert.That(json, Is.EqualTo(expected));
        Assert.That(html, Is.EqualTo(expected));
    }

    [Test]
    public async Task Links_of_a_table_keep_filter_and_order()
    {
        string text = await _site.Get("/hosts?site=lal&sort=host");
        Assert.That(text, Does.Contain("aria-sort=\"ascending\"").And.Contain("href=\"/hosts?site=lal&amp;sort=-host#hosts\"").And.Contain("href=\"/hosts?site=lal&amp;sort=host&amp;format=csv\""));
    }

    [TestCaseSource(nameof(Paths))]
    public async Task A_reader_of_a_site_learns_nothing_of_others(string path)
    {
        await _site.Store.SaveRefusedAsync([new(DateTimeOffset.UtcNow, "192.0.2.1", 403, "no", "lal", "right.lal.example.org")], CancellationToken.None);
        _site.Scope = new(All: false, ImmutableHashSet.Create(StringComparer.Ordinal, "llr"));
        using HttpResponseMessage response = await _site.Client.GetAsync(new Uri(path, UriKind.Relative));
        string text = (await response.Content.ReadAsStringAsync()).Replace("/hosts/behind.lal", string.Empty, StringComparison.Ordinal);
        Assert.That(text, Does.Not.Contain("lal.example.org").And.Not.Contain("/sites/lal"));
    }

    [Test]
    public async Task The_open_freeze_stands_with_owner_reason_and_end() =>
        Assert.That(await _site.Get("/freezes?format=csv"), Does.Contain("frozen.llr.example.org,llr,sl5.5-x86_64,20101022,,").And.Contain(",2010-12-20,ada@llr.example.org,vendor,1,federation.yaml\r\n"));

    [Test]
    public async Task Any_package_is_looked_up_by_name()
    {
        using HttpResponseMessage response = await _site.Client.GetAsync(new Uri("/packages?name=a%2Fb%20c", UriKind.Relative));
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/packages/a%2Fb%20c"));
    }

    [Test]
    public async Task A_page_has_no_table_of_an_unknown_name() => Assert.That(await _site.Get("/?format=csv&table=x", 404), Does.Contain("It has: sites, oses, sources, trend."));

    [Test]
    public async Task The_trend_is_a_picture_and_a_table()
    {
        DateOnly today = DateOnly.FromDateTime(DateTime.UtcNow);
        foreach (int age in (int[])[2, 1]) await _site.Store.SaveTrendAsync(today.AddDays(-age), [new(today.AddDays(-age), "lal", "sl5.5-x86_64", 8, 8 - age, age, 0, 0, 0, 0, 0)], CancellationToken.None);
        string text = await _site.Get("/");
        Assert.That(text, Does.Contain("<polyline class=\"line right\" points=\"40,55 600,32.5\"").And.Contain("right: 6 at first, 7 at last."));
        Assert.That(await _site.Get("/?format=csv&table=trend"), Does.Contain(",8,7,1,0,0,0,0,0\r\n"));
    }
}
