namespace GrifErrata.Monitor.Tests.Web;

/// <summary>Reports over HTTP, and the pages that show them, of the monitor as users start it.</summary>
public sealed class FeedAndPages
{
    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start() => _monitor = MonitorProcess.Start();

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [Test]
    public void A_report_is_answered_OK_and_its_host_is_shown_with_its_packages()
    {
        Assert.That(_monitor.Post("/feed/?protocol=5", Report("wn1.example.org")), Is.EqualTo((200, "OK\n")));
        Assert.That(_monitor.Get("/hosts").Text, Does.Contain("wn1.example.org").And.Contain("/sites/GRIF-LAL"));
        Assert.That(_monitor.Get("/hosts/wn1.example.org").Text, Does.Contain("/packages/bash").And.Contain("2.6.18-308.el5"));
    }

    [Test]
    public void A_host_that_never_reported_is_404() => Assert.That(_monitor.Get("/hosts/nobody.example.org").Status, Is.EqualTo(404));

    [Test]
    public void A_foreign_body_is_refused_in_one_line_and_counted()
    {
        (int status, string text) = _monitor.Post("/feed/", "<script>alert(1)</script>"u8.ToArray());
        Assert.That((status, text.Count(c => c == '\n')), Is.EqualTo((400, 1)));
        Assert.That(_monitor.Get("/refused").Text, Does.Contain("<td class=\"number\">400</td>").And.Not.Contain("<script>"));
    }

    [Test]
    public void A_body_that_is_too_long_is_refused() => Assert.That(_monitor.Post("/feed/", new byte[(8 << 20) + 1]).Status, Is.EqualTo(413));

    [Test]
    public void Every_text_of_a_report_is_shown_as_text()
    {
        Assert.That(_monitor.Post("/feed/", Report("evil.example.org", "=1+1<script>alert(1)</script>")).Status, Is.EqualTo(200));
        Assert.That(_monitor.Get("/hosts").Text, Does.Not.Contain("<script>").And.Contain("&lt;script&gt;"));
        Assert.That(_monitor.Get("/hosts?format=csv").Text, Does.Contain(",'=1+1<script>"), "a spreadsheet takes no formula");
    }

    [Test]
    public void The_table_is_filtered_and_sorted()
    {
        foreach (string host in (string[])["b1.sort.example.org", "b2.sort.example.org"]) _monitor.Post("/feed/", Report(host));
        string text = _monitor.Get("/hosts?find=SORT&sort=-host").Text;
        Assert.That(text, Does.Not.Contain("evil.example.org"));
        Assert.That(text.IndexOf("b2.sort", StringComparison.Ordinal), Is.GreaterThan(0).And.LessThan(text.IndexOf("b1.sort", StringComparison.Ordinal)));
    }

    [TestCase("X-Forwarded-For", "192.0.2.1")]
    [TestCase("Forwarded", "for=192.0.2.1")]
    [TestCase("Host", "attacker.example.org")]
    public void What_comes_from_elsewhere_is_not_served(string header, string value)
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.That(_monitor.Send(request).Status, Is.EqualTo(403));
    }

    [Test]
    public void Pages_run_no_script_and_load_nothing_from_elsewhere()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        using HttpResponseMessage response = _monitor.Client.Send(request);
        Assert.That(string.Join(' ', response.Headers.GetValues("Content-Security-Policy")), Does.StartWith("default-src 'none'; style-src 'self'"));
        Assert.That(_monitor.Get("/").Text, Does.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public void A_host_belongs_to_the_site_that_reported_it_first()
    {
        _monitor.Post("/feed/", Report("mine.example.org"));
        (int status, string text) = _monitor.Post("/feed/", Report("mine.example.org", site: "GRIF-IRFU"));
        Assert.That((status, text), Is.EqualTo((403, "ERROR: the host is of another site\n")));
        Assert.That(_monitor.Get("/hosts/mine.example.org").Text, Does.Contain("/sites/GRIF-LAL").And.Not.Contain("GRIF-IRFU"));
    }

    [TestCase("/healthz")]
    [TestCase("/readyz")]
    public void Probes_say_OK(string path) => Assert.That(_monitor.Get(path), Is.EqualTo((200, "OK\n")));

    [Test]
    public void Real_reports_of_Pakiti_s_client_are_taken()
    {
        foreach (string name in (string[])["el5", "el6", "el8", "el9"])
            Assert.That(_monitor.Post("/feed/?protocol=5", File.ReadAllBytes(SharedData.Path($"pakiti/report-v5-{name}.txt"))), Is.EqualTo((200, "OK\n")), name);
    }

    [Test]
    public void An_answered_report_survives_a_kill()
    {
        string folder = Directory.CreateTempSubdirectory("monitor").FullName;
        using (MonitorProcess first = MonitorProcess.Start(folder))
        {
            Assert.That(first.Post("/feed/", Report("kept.example.org")).Status, Is.EqualTo(200));
            first.Kill();
        }

        using MonitorProcess second = MonitorProcess.Start(folder);
        Assert.That(second.Get("/hosts/kept.example.org").Status, Is.EqualTo(200));
    }

    private static byte[] Report(string host, string system = "Scientific Linux SL release 5.5 (Boron)", string site = "GRIF-LAL") => SampleReport.Of(host, site, system);
}
