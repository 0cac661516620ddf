using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Pages;
using GrifErrata.Snapshots;

namespace GrifErrata.Monitor.Tests.Api;

public sealed class ApiTests
{
    private TestSite _site = null!;

    [OneTimeSetUp]
    public async Task Start() => _site = await TestSite.StartAsync(SampleHosts.Fleet());

    [OneTimeTearDown]
    public void Stop() => _site.Dispose();

    [SetUp]
    public void SeeAll() => _site.Scope = ReadScope.Everything;

    [Test]
    public async Task The_document_of_the_API_is_the_one_checked_in()
    {
        string path = Path.Combine(Checkout.Root, "docs/api/openapi.json"), served = await _site.Get("/openapi/v1.json") + "\n";
        if (SnapshotComparison.Compare(File.Exists(path) ? await File.ReadAllTextAsync(path) : string.Empty, served) is not { } difference) return;
        string received = SnapshotComparison.ReceivedName(path);
        await File.WriteAllTextAsync(received, served);
        Assert.Fail($"{path}({difference.Line},{difference.Column}): {difference}. If it is right, rename {Path.GetFileName(received)} to openapi.json.");
    }

    [TestCase("fleet")]
    [TestCase("hosts")]
    [TestCase("hosts/behind.lal.example.org")]
    [TestCase("packages")]
    [TestCase("advisories")]
    [TestCase("advisories/RHSA-2010:0793")]
    [TestCase("cves/CVE-2010-3847")]
    [TestCase("freezes")]
    [TestCase("kernels")]
    [TestCase("sources")]
    [TestCase("refused")]
    [TestCase("relay")]
    public async Task Every_answer_is_an_object_with_its_time(string path) => Assert.That(JsonNode.Parse(await _site.Get($"/api/v1/{path}"))!["time"], Is.Not.Null);

    [Test]
    public async Task Hosts_are_filtered_and_ordered_as_on_their_page()
    {
        JsonNode answer = JsonNode.Parse(await _site.Get("/api/v1/hosts?verdict=behind&verdict=silent&sort=-host"))!;
        Assert.That(answer["rows"]!.AsArray().Select(r => (string)r!["host"]!), Is.EqualTo(new[] { "silent.lal.example.org", "behind.lal.example.org" }));
        Assert.That((int)answer["all"]!, Is.EqualTo(6));
    }

    [Test]
    public async Task A_host_says_what_it_lacks_and_why()
    {
        JsonNode answer = JsonNode.Parse(await _site.Get("/api/v1/hosts/behind.lal.example.org"))!;
        Assert.That(answer["detail"]!["behind"]![0]!.ToJsonString(), Is.EqualTo(
            """{"package":"glibc","arch":"x86_64","installed":"2.5-49.el5_5.6","expected":"2.5-49.el5_5.7","severity":"critical","advisories":["RHSA-2010:0793"],"cves":[]}"""));
        Assert.That((string)answer["reasons"]![0]!["verdict"]!, Is.EqualTo("behind"));
    }

    [TestCase("/api/v1/hosts/nobody.example.org")]
    [TestCase("/api/v1/advisories/RHSA-1999:0001")]
    [TestCase("/api/v1/packages/nothing")]
    public async Task What_is_not_there_says_so(string path) => Assert.That(JsonNode.Parse(await _site.Get(path, 404))!["error"], Is.Not.Null);

    [Test]
    public async Task An_answer_that_the_reader_has_is_not_sent_again_until_hosts_change()
    {
        string tag = await Tag();
        Assert.That(await Status(tag), Is.EqualTo(HttpStatusCode.NotModified));
        _site.Fleet = SampleHosts.Fleet();
        Assert.That(await Status(tag), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Readers_of_different_sites_have_different_tags()
    {
        string tag = await Tag();
        _site.Scope = new(All: false, ImmutableHashSet.Create(StringComparer.Ordinal, "llr"));
        Assert.That(await Status(tag), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_build_reads_how_hosts_are_and_which_versions_are_in_use()
    {
        JsonNode hosts = JsonNode.Parse(await _site.Get("/api/quattor/hosts"))!;
        Assert.That(hosts["hosts"]![0]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal), Is.EqualTo(
            """{"host":"behind.lal.example.org","site":"lal","os":"sl5.5-x86_64","version":"20101125","followed":"20101125","verdicts":["behind","different"],"behindSince":"2010-11-30","lastSeen":"2010-12-09T00:00:00+00:00"}"""));
        JsonNode versions = JsonNode.Parse(await _site.Get("/api/quattor/versions"))!;
        Assert.That(versions["versions"]!.ToJsonString(), Is.EqualTo(
            """[{"os":"sl5.5-x86_64","version":"20101022","hosts":1,"freezes":1},{"os":"sl5.5-x86_64","version":"20101125","hosts":5,"freezes":0}]"""));
    }

    [Test]
    public async Task Metrics_count_hosts_by_site_and_verdict()
    {
        string text = await _site.Get("/metrics");
        Assert.That(text, Does.Contain("# TYPE grif_errata_hosts_with_verdict gauge\n").And.Contain("grif_errata_hosts_with_verdict{site=\"lal\",verdict=\"behind\"} 1\n"));
        Assert.That(text, Does.Contain("grif_errata_report_seconds_bucket{le=\"+Inf\"} 0\n").And.EndWith("\n"));
    }

    private async Task<string> Tag()
    {
        using HttpResponseMessage response = await _site.Client.GetAsync(new Uri("/api/v1/hosts", UriKind.Relative));
        return response.Headers.ETag!.ToString();
    }

    private async Task<HttpStatusCode> Status(string tag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/hosts");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using HttpResponseMessage response = await _site.Client.SendAsync(request);
        return response.StatusCode;
    }
}
