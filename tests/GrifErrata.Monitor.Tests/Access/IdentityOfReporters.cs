using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>Who may report what, of the monitor as it runs behind a proxy on the same machine: the proxy's header says the client's address.</summary>
public sealed class IdentityOfReporters
{
    private const string Token = "kGm2vLqk7mC0bq9o0m3cH1Gv2VJfQdJv8cWm6m1nAxE", LlrToken = "llr-token", ReporterToken = "reporter-token", Read = "read-everything";

    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start() => _monitor = MonitorProcess.StartWith($$"""
        listen: { urls: http://127.0.0.1:0 }
        sites:
          - name: lal
            aliases: [GRIF-LAL]
            networks: [192.0.2.0/24, 2001:db8:1::/48]
            tokens: ['{{TokenHash.Of(Token).Hex}}', '{{TokenHash.Of("newer-token").Hex}}']
            certificates: ['CN=*.lal.example.org,O=GRIF,C=FR', 'CN=host/*.lal.example.org,O=GRIF,C=FR']
          - { name: llr, networks: [192.0.2.128/25], tokens: ['{{TokenHash.Of(LlrToken).Hex}}'] }
          - { name: proxies, networks: [127.0.0.0/8, 198.51.100.0/24] }
        reporters:
          - { tokens: ['{{TokenHash.Of(ReporterToken).Hex}}'], sites: [lal] }
          - { certificates: ['CN=collector.example.org,O=GRIF,C=FR'], sites: all }
          - { networks: [203.0.113.9], sites: all }
        federation: { readTokens: ['{{TokenHash.Of(Read).Hex}}'] }
        proxy: { networks: [127.0.0.1, 198.51.100.1], certificateHeader: X-Client-Subject }
        """, folder: null, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Routing=Trace",
        "--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel=Trace", "--Logging:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests=Trace", "--Logging:Console:LogLevel:Default=Trace",
        "--Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", "--Logging:Console:LogLevel:Microsoft.AspNetCore.Server.Kestrel.BadRequests=Trace",
        "--Logging:Console:FormatterName=simple", "--Logging:Console:FormatterOptions:IncludeScopes=true");

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [TestCase($"/feed/{Token}/?protocol=5")]
    [TestCase($"/feed/{Token}")]
    [TestCase($"/FEED/{Token}/")]
    [TestCase($"/feed/?token={Token}&protocol=5")]
    [TestCase($"/feed/?token={Token}?protocol=5", TestName = "as the client sends it that adds its own question mark")]
    [TestCase("/feed/newer-token/", TestName = "two tokens hold while one replaces the other")]
    public void A_token_proves_the_site(string path)
    {
        Assert.That(Post(path, "wn1.lal.example.org", "GRIF-LAL", client: "198.18.0.1"), Is.EqualTo((200, "OK\n")));
        Assert.That(Page("/hosts/wn1.lal.example.org"), Does.Contain("/sites/lal").And.Contain("198.18.0.1, token of lal"));
    }

    [TestCase("/feed/no-such-token/")]
    [TestCase("/feed/?token=no-such-token")]
    [TestCase($"/feed/{Read}/", TestName = "a token that reads does not report")]
    public void A_wrong_token_is_refused_also_in_a_known_network(string path) =>
        Assert.That(Post(path, "wn2.lal.example.org", "lal", client: "192.0.2.1").Status, Is.EqualTo(401));

    [TestCase("192.0.2.1", "lal", 200)]
    [TestCase("2001:db8:1::1", "lal", 200)]
    [TestCase("192.0.2.200", "llr", 200, TestName = "the smaller network counts")]
    [TestCase("192.0.2.200", "lal", 403)]
    [TestCase("198.18.0.1", "lal", 403)]
    [TestCase("not an address", "lal", 403)]
    [TestCase("192.0.2.1, 198.18.0.1", "lal", 403, TestName = "what the client itself wrote does not count")]
    [TestCase("198.18.0.1, 192.0.2.1, 198.51.100.1", "lal", 200, TestName = "a second trusted proxy is passed over")]
    [TestCase("192.0.2.1:4711", "lal", 200, TestName = "a port is no part of the address")]
    public void A_network_proves_the_site(string forwarded, string site, int status) =>
        Assert.That(Post("/feed/", $"{site}-by-network.example.org", site, forwarded).Status, Is.EqualTo(status));

    [TestCase(null)]
    [TestCase("nonsense")]
    [TestCase("198.51.100.1", TestName = "only proxies all the way")]
    public void A_proxy_that_does_not_say_for_whom_is_not_taken_for_the_client(string? forwarded) => Assert.That(Post("/feed/", "wn3.example.org", "proxies", forwarded).Status, Is.EqualTo(403));

    [TestCase("CN=wn4.lal.example.org,O=GRIF,C=FR", "wn4.lal.example.org", 200)]
    [TestCase("CN=host/wn4.lal.example.org,O=GRIF,C=FR", "wn4.lal.example.org", 200)]
    [TestCase("CN=wn4.lal.example.org,O=GRIF,C=FR", "wn5.lal.example.org", 403, TestName = "a host's certificate reports for itself only")]
    [TestCase("CN=wn4.lal.example.org,O=Evil,C=FR", "wn4.lal.example.org", 403)]
    [TestCase("CN=wn4 x.lal.example.org,O=GRIF,C=FR", "wn4", 403, TestName = "a person's certificate is no host's")]
    [TestCase("/C=FR/O=GRIF/CN=wn4.lal.example.org", "wn4.lal.example.org", 403)]
    [TestCase("CN=collector.example.org,O=GRIF,C=FR", "wn6.lal.example.org", 200, TestName = "a trusted reporter reports for others")]
    public void A_certificate_s_subject_counts_from_the_proxy(string subject, string host, int status) =>
        Assert.That(Post("/feed/", host, "lal", "198.18.0.1", ("X-Client-Subject", subject)).Status, Is.EqualTo(status));

    [Test]
    public void Two_subjects_are_none()
    {
        byte[] body = SampleReport.Of("wn7.lal.example.org", "lal");
        string Head(string more) => $"POST /feed/ HTTP/1.1\r\nHost: monitor\r\nConnection: close\r\nX-Forwarded-For: 198.18.0.1\r\nX-Client-Subject: CN=wn7.lal.example.org,O=GRIF,C=FR\r\n{more}Content-Length: {body.Length}\r\n\r\n";
        Assert.That(RawHttp.Status(RawHttp.Send(_monitor.Address, Head("X-Client-Subject: CN=other,O=GRIF,C=FR\r\n"), body)), Is.EqualTo(403));
        Assert.That(RawHttp.Status(RawHttp.Send(_monitor.Address, Head(""), body)), Is.EqualTo(200));
    }

    [Test]
    public void A_report_of_another_site_is_refused_with_what_to_do()
    {
        Assert.That(Post($"/feed/{LlrToken}/", "wn8.llr.example.org", "GRIF-LAL"),
            Is.EqualTo((403, "ERROR: the report says site 'GRIF-LAL' and comes from site llr; report with --site llr, or list the other name as an alias\n")));
        Assert.That(Post($"/feed/{LlrToken}/", "wn8.llr.example.org", site: null).Status, Is.EqualTo(200), "what says no site is of the proven one");
    }

    [TestCase(ReporterToken, "lal", 200)]
    [TestCase(ReporterToken, "llr", 403)]
    [TestCase(ReporterToken, null, 403)]
    public void A_trusted_reporter_reports_for_the_sites_that_are_listed(string token, string? site, int status) =>
        Assert.That(Post($"/feed/{token}/", $"{site ?? "none"}-by-reporter.example.org", site).Status, Is.EqualTo(status));

    [TestCase("Origin", "https://evil.example.org")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    public void A_browser_cannot_be_led_to_report(string header, string value) =>
        Assert.That(Post("/feed/", "wn9.lal.example.org", "lal", "192.0.2.1", (header, value)).Status, Is.EqualTo(403));

    [Test]
    public void A_token_is_in_no_log_and_on_no_page()
    {
        Post($"/feed/{Token}/", "secret.lal.example.org", "lal");
        Post($"/feed/{Token}/", "secret.lal.example.org", "llr");
        Post($"/feed/?token={Token}", "secret.lal.example.org", "llr");
        Post("/feed/wrong-SECRET/", "secret.lal.example.org", "lal");
        RawHttp.Send(_monitor.Address, $"POST /feed/{Token}/ HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
        RawHttp.Send(_monitor.Address, $"POST /feed/{Token}/ \u0001HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.That(Page("/refused") + Page("/hosts/secret.lal.example.org"), Does.Contain("token of lal").And.Not.Contain(Token).And.Not.Contain("wrong-SECRET"));
        Assert.That(_monitor.Said, Does.Contain("Microsoft.AspNetCore.Routing.EndpointMiddleware").And.Contain("Microsoft.AspNetCore.Server.Kestrel"), "the log is as talkative as it can be");
        Assert.That(_monitor.Said, Does.Not.Contain(Token).And.Not.Contain("wrong-SECRET"));
    }

    [Test]
    public void Who_is_refused_is_counted_and_shown_with_its_reason()
    {
        Post("/feed/", "wn1.lal.example.org", "lal", "198.18.0.77");
        Assert.That(Page("/refused"), Does.Match("198\\.18\\.0\\.77</td>\\s*<td[^>]*>403</td>\\s*<td[^>]*>nothing says which site this is"));
    }

    private string Page(string path)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", Read);
        return _monitor.Send(request).Text;
    }

    private (int Status, string Text) Post(string path, string host, string? site, string? client = "198.18.0.1", params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = Request(path, host, site, client);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _monitor.Send(request);
    }

    private static HttpRequestMessage Request(string path, string host, string? site, string? client)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(SampleReport.Of(host, site)) };
        if (client is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        return request;
    }
}
