using System.Net;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Settings;

namespace GrifErrata.Monitor.Tests.Settings;

/// <summary>The settings file, <c>monitor.yaml</c>.</summary>
public sealed class SettingsFileTests
{
    private static readonly string Hash = TokenHash.Of("a token").Hex;

    [Test]
    public void Everything_that_is_documented_is_read()
    {
        MonitorSettings settings = Right($$"""
            listen:
              urls: [http://127.0.0.1:8491, http://localhost:8492]
              allowPlain: true
            database: monitor.db
            input: errata-input
            profiles: https://profiles.example.org/
            silentDays: 4
            historyDays: 90
            sites:
              - name: lal
                aliases: [GRIF-LAL]
                networks: [192.0.2.0/24, 2001:db8:1::/48, 198.51.100.7]
                tokens: ['{{Hash}}']
                certificates: ['CN=*.lal.example.org,O=GRIF,C=FR']
                readTokens: ['{{TokenHash.Of("read").Hex}}']
            federation:
              readTokens: ['{{TokenHash.Of("all").Hex}}']
            reporters:
              - { networks: [203.0.113.1], sites: [lal] }
              - { tokens: ['{{TokenHash.Of("reporter").Hex}}'], sites: all }
            proxy:
              networks: [127.0.0.1]
              certificateHeader: X-SSL-Client-S-DN
              userSitesHeader: X-Errata-Sites
            rate: { reports: 60, reads: 30 }
            """);
        Assert.Multiple(() =>
        {
            Assert.That(settings.Database, Is.EqualTo("/etc/errata/monitor.db"), "paths start in the file's folder");
            Assert.That(settings.SessionKeys, Is.EqualTo("/etc/errata/session-keys"));
            Assert.That((settings.Input, settings.Profiles, settings.SilentDays, settings.HistoryDays), Is.EqualTo(("/etc/errata/errata-input", "https://profiles.example.org/", 4, 90)));
            Assert.That(settings.Listen.Urls, Is.EqualTo(new[] { "http://127.0.0.1:8491", "http://localhost:8492" }));
            SiteAccess site = settings.Access.Sites.Single();
            Assert.That(site.Networks, Is.EqualTo(new[] { IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8:1::/48"), IPNetwork.Parse("198.51.100.7/32") }));
            Assert.That(site.Tokens.Single().Matches(TokenHash.Of("a token")));
            Assert.That(site.IsNamed("grif-lal"));
            Assert.That(settings.Access.Reporters[0].Sites!.Value, Is.EqualTo(new[] { "lal" }));
            Assert.That(settings.Access.Reporters[1].Sites, Is.Null);
            Assert.That(settings.Access.Proxy.UserSitesHeader, Is.EqualTo("X-Errata-Sites"));
            Assert.That((settings.Rate.Reports, settings.Rate.Reads), Is.EqualTo((60, 30)));
        });
    }

    [TestCase("silentDay: 3", 1, 1, "GE1105", "The key `silentDay` is not known here")]
    [TestCase("sites: [{ name: lal, network: 192.0.2.0/24 }]", 1, 22, "GE1105", "The key `network` is not known here")]
    [TestCase("sites: [{ networks: 192.0.2.0/24 }]", 1, 9, "GE1106", "The key `name` is missing")]
    [TestCase("sites: [{ name: 'l a l' }]", 1, 17, "GE1950", "`l a l` cannot name a site")]
    [TestCase("sites: [{ name: lal, networks: 192.0.2.1/24 }]", 1, 32, "GE1950", "`192.0.2.1/24` is no network")]
    [TestCase("sites: [{ name: lal, certificates: wn1.example.org }]", 1, 36, "GE1950", "`wn1.example.org` is no subject of a certificate")]
    [TestCase("sites: [{ name: lal, certificates: /C=FR/O=GRIF/CN=wn1 }]", 1, 36, "GE1950", "`/C=FR/O=GRIF/CN=wn1` is no subject of a certificate")]
    [TestCase("reporters: [{ networks: 192.0.2.1 }]", 1, 13, "GE1106", "The key `sites` is missing")]
    [TestCase("reporters: [{ networks: 192.0.2.1, sites: llr }]", 1, 43, "GE1950", "`llr` is not the name of a site")]
    [TestCase("proxy: { networks: 192.0.2.1, certificateHeader: 'X: Y' }", 1, 50, "GE1950", "`X: Y` is no name of a header")]
    [TestCase("silentDays: 0", 1, 13, "GE1950", "`silentDays` is `0`; write a number from 1 to 10000.")]
    [TestCase("rate: { reports: many }", 1, 18, "GE1950", "`reports` is `many`; write a number")]
    [TestCase("listen: { urls: monitor.example.org }", 1, 17, "GE1950", "`monitor.example.org` is no address to listen on")]
    [TestCase("listen: { allowPlain: maybe }", 1, 23, "GE1107", "`allowPlain` is `maybe`")]
    [TestCase("listen: { certificate: /no/such.pem }", 1, 24, "GE1955", "`certificate` names /no/such.pem, and no such file is there")]
    [TestCase("profiles: http://profiles.example.org/", 1, 11, "GE1950", "`profiles` is `http://profiles.example.org/`")]
    [TestCase("database: a.db\npostgres: Host=b", 2, 11, "GE1950", "Both `database` and `postgres` are written")]
    [TestCase("postgres: '@/no/such'", 1, 11, "GE1955", "`postgres` names /no/such, which cannot be read")]
    [TestCase("sites: [{ name: lal }, { name: llr, aliases: LAL }]", 0, 0, "GE1952", "The site `lal` stands twice")]
    [TestCase("sites: [{ name: lal, networks: 192.0.2.0/24 }, { name: llr, networks: 192.0.2.0/24 }]", 0, 0, "GE1952", "The network 192.0.2.0/24 stands under two sites")]
    public void What_is_wrong_is_said_at_its_place(string yaml, int line, int column, string code, string message)
    {
        Diagnostic first = Wrong(yaml).First();
        Assert.Multiple(() =>
        {
            Assert.That((first.Code, first.Location), Is.EqualTo((code, new SourceLocation("/etc/errata/monitor.yaml", line, column))));
            Assert.That(first.Message, Does.StartWith(message));
        });
    }

    [Test]
    public void A_token_instead_of_its_hash_is_refused_and_not_repeated() =>
        Assert.That(Wrong("federation: { readTokens: my-secret-token }").Single().Message, Does.StartWith("`readTokens` takes the SHA-256 of a token").And.Not.Contain("my-secret"));

    [TestCase("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", TestName = "nothing")]
    [TestCase("01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b", TestName = "an empty line")]
    public void The_hash_of_an_empty_token_is_refused(string hash) => Assert.That(Wrong($"federation: {{ readTokens: '{hash}' }}").Single().Code, Is.EqualTo("GE1950"));

    [Test]
    public void A_token_that_reports_cannot_read_too() =>
        Assert.That(Wrong($"sites: [{{ name: lal, tokens: '{Hash}', readTokens: '{Hash}' }}]").Single().Message, Does.StartWith($"The token whose hash starts with {Hash[..8]} stands twice"));

    [Test]
    public void A_connection_string_may_stand_in_a_file_of_its_own()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "Host=db;Password=secret\n");
        MonitorSettings settings = Right($"postgres: '@{file}'");
        Assert.That(settings.Postgres, Is.EqualTo("Host=db;Password=secret"));
        Assert.That(settings.ToString(), Does.Not.Contain("secret"));
        File.Delete(file);
    }

    [TestCase("http://*:8490", "", "GE1954")]
    [TestCase("http://*:8490", "allowPlain: true", null)]
    [TestCase("http://127.0.0.1:8490", "", null)]
    public void Tokens_go_over_plain_HTTP_only_on_this_machine_or_where_it_is_said(string address, string allow, string? code)
    {
        MonitorSettings settings = Right($"listen:\n  urls: '{address}'\n  {allow}\nsites: [{{ name: lal, tokens: '{Hash}' }}]\n");
        DiagnosticBag diagnostics = [];
        SettingsCheck.Run(settings, diagnostics);
        Assert.That(diagnostics.SingleOrDefault()?.Code, Is.EqualTo(code));
    }

    [Test]
    public void Rules_that_recognise_nobody_are_warned_of()
    {
        DiagnosticBag diagnostics = [];
        MonitorSettings settings = SettingsReader.Read("sites: [{ name: lal }, { name: llr, certificates: 'CN=*' }]\nreporters: [{ sites: all }]\nproxy: {}\n"u8, "/etc/errata/monitor.yaml", SettingsReader.Defaults(), diagnostics)!;
        SettingsCheck.Run(settings, diagnostics);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "GE2950", "GE2950", "GE2950", "GE2950" }));
    }

    [Test]
    public void HTTPS_needs_a_certificate()
    {
        DiagnosticBag diagnostics = [];
        SettingsCheck.Run(Right("listen: { urls: 'https://127.0.0.1:8490' }"), diagnostics);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Message), Is.EqualTo(("GE1955", "https://127.0.0.1:8490 needs a certificate. Write `certificate` and `key` under `listen` in the settings file.")));
    }

    private static MonitorSettings Right(string yaml)
    {
        DiagnosticBag diagnostics = [];
        MonitorSettings? settings = SettingsReader.Read(Encoding.UTF8.GetBytes(yaml), "/etc/errata/monitor.yaml", SettingsReader.Defaults(), diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return settings!;
    }

    private static DiagnosticBag Wrong(string yaml)
    {
        DiagnosticBag diagnostics = [];
        SettingsReader.Read(Encoding.UTF8.GetBytes(yaml), "/etc/errata/monitor.yaml", SettingsReader.Defaults(), diagnostics);
        Assert.That(diagnostics.HasErrors);
        return diagnostics;
    }
}
