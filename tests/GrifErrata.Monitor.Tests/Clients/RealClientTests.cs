using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Clients;

/// <summary>The unmodified client of Pakiti 3 reports to the monitor as it runs, with libwww-perl and with curl.</summary>
public sealed class RealClientTests
{
    private const string Token = "a-token-of-lal", Read = "read-all";

    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-client").FullName;
    private TestAuthority _authority = null!;
    private MonitorProcess _plain = null!;
    private MonitorProcess _tls = null!;
    private string _reportKey = null!;

    [OneTimeSetUp]
    public void Start()
    {
        PakitiClient.MustBeThere();
        _authority = new(_folder);
        using X509Certificate2 server = _authority.Issue("CN=localhost", ["localhost", "127.0.0.1"]);
        (string certificate, string key) = _authority.WritePem("server", server);
        _reportKey = Path.Combine(_folder, "reports.pem");
        using X509Certificate2 reports = Reports.Sample.NewCertificate();
        using RSA rsa = reports.GetRSAPrivateKey()!;
        File.WriteAllText(_reportKey, $"{reports.ExportCertificatePem()}\n{rsa.ExportPkcs8PrivateKeyPem()}\n");
        _plain = MonitorProcess.Start(Below("plain"), "--key", _reportKey);
        _tls = MonitorProcess.StartWith($$"""
            listen: { urls: 'https://127.0.0.1:0', certificate: {{certificate}}, key: {{key}}, clientAuthorities: {{_authority.File}} }
            sites: [{ name: lal, tokens: ['{{TokenHash.Of(Token).Hex}}'], certificates: ['CN=*.lal.example.org,O=GRIF,C=FR'] }]
            federation: { readTokens: ['{{TokenHash.Of(Read).Hex}}'] }
            """, Below("tls"));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _plain?.Dispose();
        _tls?.Dispose();
        _authority?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void It_reports_over_plain_HTTP(bool isCurl)
    {
        (int exit, string output, string error) = Report(isCurl, $"plain-{isCurl}.lal.example.org", $"{_plain.Address}feed/", None);
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
        Assert.That(_plain.Get($"/hosts/plain-{isCurl}.lal.example.org".ToLowerInvariant()).Status, Is.EqualTo(200));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void It_reports_over_TLS_with_a_token(bool isCurl)
    {
        (int exit, string output, string error) = Report(isCurl, $"tls-{isCurl}.lal.example.org", $"{_tls.Address}feed/{Token}/", TrustOurAuthority());
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
    }

    [Test]
    public void It_reports_with_a_client_s_certificate()
    {
        // libwww-perl takes a certificate from no variable; what any Perl program runs first, PERL5OPT says.
        using X509Certificate2 certificate = _authority.Issue("CN=mine.lal.example.org,O=GRIF,C=FR");
        (string file, string key) = _authority.WritePem("client", certificate);
        File.WriteAllText(Path.Combine(_folder, "ErrataCertificate.pm"), $"package ErrataCertificate; use IO::Socket::SSL; IO::Socket::SSL::set_client_defaults(SSL_cert_file => '{file}', SSL_key_file => '{key}'); 1;\n");
        Dictionary<string, string> variables = new(TrustOurAuthority(), StringComparer.Ordinal) { ["PERL5LIB"] = _folder, ["PERL5OPT"] = "-MErrataCertificate" };
        (int exit, string output, string error) = Report(isCurl: false, "mine.lal.example.org", $"{_tls.Address}feed/", variables);
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
        (exit, _, error) = Report(isCurl: false, "other.lal.example.org", $"{_tls.Address}feed/", variables);
        Assert.That(exit, Is.Not.Zero);
        Assert.That(error, Does.Contain("403"));
    }

    [Test]
    public void It_reports_encrypted()
    {
        (int exit, string output, string error) = Report(isCurl: false, "encrypted.lal.example.org", $"{_plain.Address}feed/", None, "--encrypt", _reportKey);
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
        Assert.That(_plain.Get("/hosts/encrypted.lal.example.org").Status, Is.EqualTo(200));
    }

    [TestCase("store-only", 200)]
    [TestCase("store-and-report", 200)]
    [TestCase("report-only", 404)]
    public void Its_modes_are_answered(string mode, int status)
    {
        (int exit, string output, string error) = Report(isCurl: false, $"{mode}.lal.example.org", $"{_plain.Address}feed/", None, "--mode", mode);
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
        Assert.That(_plain.Get($"/hosts/{mode}.lal.example.org").Status, Is.EqualTo(status));
    }

    [Test]
    public void It_reports_what_it_finds_by_itself()
    {
        string rpm = Path.Combine(_folder, "rpm");
        File.WriteAllText(rpm, "#!/bin/sh\nprintf 'bash\\t(none):5.1.8-9.el9\\tx86_64\\ngpg-pubkey\\t(none):1-1\\t(none)\\nkernel\\t(none):5.14.0-427.el9\\tx86_64\\n'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(rpm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (int exit, string output, string error) = PakitiClient.Run(_folder, isCurl: false, None, "--url", $"{_plain.Address}feed/", "--rpm", rpm, "--host", "found.lal.example.org", "--site", "lal", "--tag", "t");
        Assert.That((exit, output), Is.EqualTo((0, "OK\n")), error);
        Assert.That(_plain.Get("/hosts/found.lal.example.org").Text, Does.Contain("5.14.0-427.el9").And.Not.Contain("gpg-pubkey"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_is_refused_is_a_failure_for_it(bool isCurl)
    {
        (int exit, string output, string error) = Report(isCurl, "wn1.lal.example.org", $"{_tls.Address}feed/no-such-token/", TrustOurAuthority());
        Assert.That((exit == 0, output), Is.EqualTo((false, "")));
        Assert.That(error, Does.Contain(isCurl ? "Error: 0" : "401 Unauthorized"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_is_away_is_a_failure_for_it(bool isCurl)
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        (int exit, _, string error) = Report(isCurl, "wn1.lal.example.org", $"http://127.0.0.1:{port}/feed/", None);
        Assert.That(exit, Is.Not.Zero);
        Assert.That(error, Does.Contain(isCurl ? "Error: 7" : "500 Can't connect"));
    }

    private (int ExitCode, string Output, string Error) Report(bool isCurl, string host, string url, IReadOnlyDictionary<string, string> variables, params string[] more)
    {
        string file = Path.Combine(_folder, $"{host}.txt");
        File.WriteAllBytes(file, SampleReport.Of(host, "lal"));
        return PakitiClient.Run(_folder, isCurl, variables, ["--url", url, "--input", file, .. more]);
    }

    private string Below(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    private Dictionary<string, string> TrustOurAuthority() =>
        new(StringComparer.Ordinal) { ["PERL_LWP_SSL_CA_FILE"] = _authority.File, ["CURL_CA_BUNDLE"] = _authority.File };
}
