using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Tests.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Clients;

/// <summary>curl, another implementation of TLS and HTTP than the monitor's own.</summary>
public sealed class CurlTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-curl").FullName;
    private TestAuthority _authority = null!;
    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start()
    {
        if (!File.Exists("/usr/bin/curl")) Assert.Ignore("/usr/bin/curl is absent; install curl.");
        _authority = new(_folder);
        using X509Certificate2 server = _authority.Issue("CN=localhost", ["127.0.0.1"]);
        (string certificate, string key) = _authority.WritePem("server", server);
        _monitor = MonitorProcess.StartWith($$"""
            listen: { urls: 'https://127.0.0.1:0', certificate: {{certificate}}, key: {{key}}, clientAuthorities: {{_authority.File}} }
            sites: [{ name: lal, certificates: ['CN=*.lal.example.org,O=GRIF,C=FR'] }]
            """, _folder);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor?.Dispose();
        _authority?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("CN=wn1.lal.example.org,O=GRIF,C=FR", "OK\n200")]
    [TestCase("CN=wn2.lal.example.org,O=GRIF,C=FR", "ERROR: the certificate of wn2.lal.example.org cannot report for wn1.lal.example.org\n403")]
    [TestCase(null, "ERROR: nothing says which site this is: no token in the address, no known certificate, no known network\n403")]
    public void A_host_reports_with_its_certificate(string? subject, string answer)
    {
        string body = Path.Combine(_folder, "report.txt");
        File.WriteAllBytes(body, SampleReport.Of("wn1.lal.example.org", "lal"));
        List<string> arguments = ["-sq", "--cacert", _authority.File, "-w", "%{http_code}", "--data-binary", $"@{body}", $"{_monitor.Address}feed/?protocol=5"];
        if (subject is not null)
        {
            using X509Certificate2 client = _authority.Issue(subject);
            (string certificate, string key) = _authority.WritePem("client", client);
            arguments.AddRange(["--cert", certificate, "--key", key]);
        }

        ProcessStartInfo start = new("/usr/bin/curl") { RedirectStandardOutput = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process curl = Process.Start(start)!;
        Assert.That(curl.StandardOutput.ReadToEnd(), Is.EqualTo(answer));
        curl.WaitForExit();
    }
}
