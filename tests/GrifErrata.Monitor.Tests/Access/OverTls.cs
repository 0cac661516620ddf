using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>The monitor's own TLS, with certificates of clients.</summary>
public sealed class OverTls
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1", ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-tls").FullName;
    private TestAuthority _authority = null!;
    private TestAuthority _stranger = null!;
    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _authority = new(_folder);
        _stranger = new(_folder, "Other CA");
        using X509Certificate2 server = _authority.Issue("CN=localhost", ["localhost", "127.0.0.1"], use: ServerUse);
        (string certificate, string key) = _authority.WritePem("server", server);
        _monitor = MonitorProcess.StartWith($$"""
            listen:
              urls: https://127.0.0.1:0
              certificate: {{certificate}}
              key: {{key}}
              clientAuthorities: {{_authority.File}}
            sites:
              - { name: lal, certificates: ['CN=*.lal.example.org,O=GRIF,C=FR'], readTokens: ['{{TokenHash.Of("read").Hex}}'] }
            """, _folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        _authority.Dispose();
        _stranger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void A_host_s_certificate_reports_for_the_host_and_its_other_names()
    {
        using X509Certificate2 client = _authority.Issue("CN=wn1.lal.example.org,O=GRIF,C=FR", ["alias1.lal.example.org"], use: ClientUse);
        Assert.That(Post("wn1.lal.example.org", client), Is.EqualTo((200, "OK\n")));
        Assert.That(Post("alias1.lal.example.org", client).Status, Is.EqualTo(200));
        Assert.That(Post("wn2.lal.example.org", client), Is.EqualTo((403, "ERROR: the certificate of wn1.lal.example.org cannot report for wn2.lal.example.org\n")));
    }

    [Test]
    public void Without_a_certificate_or_with_one_of_another_subject_it_is_nobody()
    {
        using X509Certificate2 client = _authority.Issue("CN=wn1.llr.example.org,O=GRIF,C=FR");
        Assert.That(Post("wn1.lal.example.org", client: null).Status, Is.EqualTo(403));
        Assert.That(Post("wn1.llr.example.org", client).Status, Is.EqualTo(403));
    }

    [TestCase("another authority's")]
    [TestCase("self-signed")]
    [TestCase("expired")]
    [TestCase("a server's")]
    public void A_certificate_that_is_not_trusted_does_not_connect(string kind)
    {
        const string Subject = "CN=wn1.lal.example.org,O=GRIF,C=FR";
        using X509Certificate2 client = kind switch
        {
            "another authority's" => _stranger.Issue(Subject),
            "self-signed" => Reports.Sample.NewCertificate(),
            "expired" => _authority.Issue(Subject, isExpired: true),
            _ => _authority.Issue(Subject, use: ServerUse),
        };
        Assert.That(() => Post("wn1.lal.example.org", client), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public void A_header_of_a_client_names_no_subject()
    {
        using HttpClient client = Client(certificate: null);
        using HttpRequestMessage request = new(HttpMethod.Post, "/feed/") { Content = new ByteArrayContent(SampleReport.Of("wn1.lal.example.org", "lal")) };
        request.Headers.TryAddWithoutValidation("X-SSL-Client-S-DN", "CN=wn1.lal.example.org,O=GRIF,C=FR");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
        using HttpResponseMessage answer = client.Send(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
    }

    [Test]
    public void A_session_s_cookie_goes_over_TLS_only_and_to_this_host_only()
    {
        using HttpClient client = Client(certificate: null);
        using HttpRequestMessage page = new(HttpMethod.Get, "/login");
        using HttpResponseMessage form = client.Send(page);
        using StreamReader text = new(form.Content.ReadAsStream());
        string token = System.Text.RegularExpressions.Regex.Match(text.ReadToEnd(), "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using HttpRequestMessage request = new(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent([new("token", "read"), new("__RequestVerificationToken", token)]) };
        using HttpResponseMessage answer = client.Send(request);
        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("__Host-errata-session=").And.Contain("; secure").And.Contain("path=/").And.Not.Contain("domain="));
    }

    private (int Status, string Text) Post(string host, X509Certificate2? client)
    {
        using HttpClient http = Client(client);
        using HttpRequestMessage request = new(HttpMethod.Post, "/feed/?protocol=5") { Content = new ByteArrayContent(SampleReport.Of(host, "lal")) };
        using HttpResponseMessage answer = http.Send(request);
        using StreamReader text = new(answer.Content.ReadAsStream());
        return ((int)answer.StatusCode, text.ReadToEnd());
    }

    private HttpClient Client(X509Certificate2? certificate)
    {
#pragma warning disable CA2000 // The client disposes of it.
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false };
#pragma warning restore CA2000
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _authority.Certificate }, RevocationMode = X509RevocationMode.NoCheck };
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        return new(handler) { BaseAddress = _monitor.Address };
    }
}
