using System.Net;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>Who may read.</summary>
public sealed class ReadAccess
{
    private const string Lal = "read-lal", All = "read-all";

    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start() => _monitor = MonitorProcess.StartWith($$"""
        listen: { urls: http://127.0.0.1:0 }
        sites:
          - { name: lal, readTokens: ['{{TokenHash.Of(Lal).Hex}}'] }
          - { name: llr, networks: [192.0.2.0/24] }
        federation: { readTokens: ['{{TokenHash.Of(All).Hex}}'] }
        proxy: { networks: [127.0.0.1], userSitesHeader: X-Errata-Sites }
        """);

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [TestCase("/")]
    [TestCase("/hosts.csv")]
    [TestCase("/hosts.json")]
    [TestCase("/hosts/wn1.example.org")]
    [TestCase("/refused")]
    [TestCase("/no/such/page", TestName = "which pages exist is not told either")]
    [TestCase("/Healthz2")]
    public void Nothing_is_read_without_a_token(string path)
    {
        (int status, string text) = _monitor.Get(path);
        Assert.That((status, text), Is.EqualTo((401, "a read token is needed: Authorization: Bearer TOKEN, or the form at /login\n")));
    }

    [TestCase("/healthz")]
    [TestCase("/readyz")]
    [TestCase("/style.css")]
    [TestCase("/login")]
    public void Probes_and_the_login_are_open(string path) => Assert.That(_monitor.Get(path).Status, Is.EqualTo(200));

    [TestCase(Lal, 200)]
    [TestCase(All, 200)]
    [TestCase("wrong", 401)]
    [TestCase("", 401)]
    public void A_token_in_the_header_reads(string token, int status) => Assert.That(Get("/", ("Authorization", $"Bearer {token}")).Status, Is.EqualTo(status));

    [TestCase("lal", 200)]
    [TestCase("lal;llr", 200)]
    [TestCase("*", 200)]
    [TestCase("nowhere", 401)]
    [TestCase("", 401)]
    public void A_trusted_proxy_says_what_a_user_may_read(string sites, int status) => Assert.That(Get("/", ("X-Errata-Sites", sites)).Status, Is.EqualTo(status));

    [Test]
    public void A_second_value_of_the_proxy_s_header_shows_nothing()
    {
        string answer = RawHttp.Send(_monitor.Address, "GET / HTTP/1.1\r\nHost: monitor\r\nConnection: close\r\nX-Errata-Sites: lal\r\nX-Errata-Sites: *\r\n\r\n");
        Assert.That(RawHttp.Status(answer), Is.EqualTo(401));
    }

    [Test]
    public void A_browser_gets_the_form_which_starts_a_session_and_goes_on_to_the_page()
    {
        using Browser browser = new(_monitor.Address);
        (HttpStatusCode status, string form, _) = browser.Get("/hosts.csv?x=1");
        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(form, Does.Contain("value=\"/hosts.csv?x=1\"").And.Contain("type=\"password\"").And.Not.Contain("<script"));
        (status, _, HttpResponseMessage answer) = browser.Submit(form, "/login", ("token", Lal));
        Assert.That((status, answer.Headers.Location!.ToString()), Is.EqualTo((HttpStatusCode.SeeOther, "/hosts.csv?x=1")));
        string cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("errata-session=", StringComparison.Ordinal));
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=strict").And.Not.Contain(TokenHash.Of(Lal).Hex));
        Assert.That(browser.Get("/hosts.csv").Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(browser.Submit(form, "/logout").Status, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(browser.Get("/hosts.csv").Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public void A_wrong_token_starts_no_session()
    {
        using Browser browser = new(_monitor.Address);
        (HttpStatusCode status, string text, HttpResponseMessage answer) = browser.Submit(browser.Get("/login").Text, "/login", ("token", "wrong"));
        Assert.That((status, answer.Headers.Contains("Set-Cookie")), Is.EqualTo((HttpStatusCode.Unauthorized, false)));
        Assert.That(text, Does.Contain("This token is not known.").And.Not.Contain("wrong\""));
    }

    [TestCase("https://evil.example.org/")]
    [TestCase("//evil.example.org/")]
    [TestCase("/\\evil.example.org/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("/h\u00f4tes", TestName = "nor to what no header can hold")]
    public void The_login_leads_to_no_other_site(string returnTo)
    {
        using Browser browser = new(_monitor.Address);
        string form = browser.Get($"/login?returnTo={Uri.EscapeDataString(returnTo)}").Text;
        Assert.That(form, Does.Contain("name=\"returnTo\" value=\"/\""));
        Assert.That(browser.Submit(form, "/login", ("token", Lal), ("returnTo", returnTo)).Answer.Headers.Location!.ToString(), Is.EqualTo("/"));
    }

    [Test]
    public void Another_site_cannot_send_the_form()
    {
        using Browser browser = new(_monitor.Address);
        Assert.That(browser.Submit("", "/login", ("token", Lal)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("errata-session=x")]
    [TestCase("errata-session=")]
    [TestCase("__Host-errata-session=x")]
    public void A_made_up_session_reads_nothing(string cookie) => Assert.That(Get("/", ("Cookie", cookie)).Status, Is.EqualTo(401));

    [Test]
    public void Sessions_end_with_their_token()
    {
        string folder = Directory.CreateTempSubdirectory("monitor").FullName, settings = Path.Combine(folder, "monitor.yaml");
        string cookie;
        using (MonitorProcess before = MonitorProcess.StartWith($"listen: {{ urls: http://127.0.0.1:0 }}\nfederation: {{ readTokens: ['{TokenHash.Of(All).Hex}', '{TokenHash.Of("new").Hex}'] }}\n", folder))
        {
            using Browser browser = new(before.Address);
            browser.Submit(browser.Get("/login").Text, "/login", ("token", All));
            cookie = browser.Cookie("errata-session");
            Assert.That(browser.Get("/").Status, Is.EqualTo(HttpStatusCode.OK));
        }

        using (MonitorProcess same = MonitorProcess.StartWith(File.ReadAllText(settings), folder))
            Assert.That(Status(same, cookie), Is.EqualTo(200), "a restart ends no session");
        using (MonitorProcess after = MonitorProcess.StartWith($"listen: {{ urls: http://127.0.0.1:0 }}\nfederation: {{ readTokens: ['{TokenHash.Of("new").Hex}'] }}\n", folder))
            Assert.That(Status(after, cookie), Is.EqualTo(401));
        Directory.Delete(folder, recursive: true);

        static int Status(MonitorProcess monitor, string cookie)
        {
            HttpRequestMessage request = new(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("Cookie", $"errata-session={cookie}");
            return monitor.Send(request).Status;
        }
    }

    private (int Status, string Text) Get(string path, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _monitor.Send(request);
    }
}
