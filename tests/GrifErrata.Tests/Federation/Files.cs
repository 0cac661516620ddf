using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

public sealed class Files
{
    /// <summary>One of everything.</summary>
    private const string Full = FederationFixture.Two + """
          - { name: irfu, stay: { el5: 20100927 } }
          - { name: apc, lag: { el6: 7 } }
        freezes:
          - { host: wn2.llr.example.org, os: el6, version: 20101028, reason: "the user's jobs", owner: a@b, until: 2010-12-24 }
          - { host: wn1.lal.example.org, os: el5, version: 20100906, kernel: 2.6.18-194.11.4.el5, reason: Lustre module, owner: admin@lal.example.org, until: 2010-12-31 }
          - { site: llr, os: el5, version: 20100927, reason: move, owner: a@b, until: 2010-12-10 }
        kernels:
          - os: el5
            kernel: 2.6.18-194.26.1.el5
            version: 20101125
            sites:
              - { site: lal, version: 20101022, kernel: 2.6.18-194.11.4.el5, date: 2010-12-02, owner: ops@lal.example.org }
              - { site: irfu, version: 20101022, done: 2010-12-01 }
        history:
          - { date: 2010-11-01, os: el6, stage: default, version: 20101028 }
        monitor: { url: "https://errata.example.org:8443/monitor" }

        """;

    [TestCase(PanExtension.Tpl)]
    [TestCase(PanExtension.Pan)]
    public void Every_file_of_a_federation_is_as_expected(PanExtension extension)
    {
        Assert.Multiple(() =>
        {
            foreach (OutputFile file in Render(Full, extension, PanExtension.Pan))
                Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Federation/Expected", file.RelativePath.Replace('/', '-')), file.Text);
        });
    }

    [TestCase(PanExtension.Pan, PanExtension.Pan, "pan")]
    [TestCase(PanExtension.Tpl, PanExtension.Pan, "tpl")]
    [TestCase(PanExtension.Pan, PanExtension.Tpl, "tpl")]
    public void A_federation_has_one_extension_that_all_of_its_sites_can_compile(PanExtension one, PanExtension other, string expected) =>
        Assert.That(Render(Full, one, other).Select(f => Path.GetExtension(f.RelativePath)).Distinct(), Is.EqualTo(new[] { "." + expected }));

    [Test]
    public void A_federation_without_sites_and_freezes_has_empty_tables() =>
        Assert.That(Render("name: G\nos: { el5: { default: 20101022 } }", PanExtension.Pan, PanExtension.Pan)
            .Single(f => f.RelativePath.EndsWith("errata/config.pan", StringComparison.Ordinal)).Text, Does.Contain("variable ERRATA_FREEZES ?= dict(\n);"));

    [TestCase("https://errata.example.org", "'errata.example.org'", "'https'", "443", "'/feed/'")]
    [TestCase("http://192.0.2.1:8490/a/b/", "'192.0.2.1'", "'http'", "8490", "'/a/b/feed/'")]
    public void Clients_report_below_the_address_of_the_monitor(string address, string server, string protocol, string port, string path)
    {
        string text = Text($"name: G\nmonitor: {{ url: '{address}' }}", "features/pakiti/client/config.pan");
        Assert.That(text, Does.Contain(
            $"variable PAKITI_SERVER ?= {server};\nvariable PAKITI_SERVER_PROTOCOL ?= {protocol};\nvariable PAKITI_SERVER_HTTP_PORT ?= {port};\nvariable PAKITI_SERVER_HTTP_FEED_URL ?= {path};\n"));
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Without_a_monitor_clients_have_the_defaults_of_Quattors_own_feature_and_must_be_told_the_server(PanExtension extension) =>
        Assert.That(Render("name: G", extension, extension).Single(f => f.RelativePath.Contains("client/config", StringComparison.Ordinal)).Text, Does.Contain(
            "variable PAKITI_SERVER ?= error(").And.Contain("variable PAKITI_SERVER_PROTOCOL ?= 'https';\nvariable PAKITI_SERVER_HTTP_PORT ?= 443;\nvariable PAKITI_SERVER_HTTP_FEED_URL ?= '/feed/';\n"));

    [Test]
    public void In_a_federation_with_dnf_the_kernel_is_locked_there_and_nowhere_else()
    {
        DiagnosticBag diagnostics = [];
        OsDefinition[] oses =
        [
            new() { Name = "el9", NodeOsVersion = "el9x-x86_64", Arch = "x86_64" },
            new() { Name = "el5", NodeOsVersion = "sl550-x86_64", Arch = "x86_64", Pan = new(PanExtension.Tpl, PanShape.Lines, PackageBackend.Spma) },
        ];
        IReadOnlyList<OutputFile> files = FederationRenderer.Render(
            FederationFixture.Read("name: G"), oses, FederationFixture.Day("2010-12-01"), ErrataTemplates.Load(null, diagnostics)!, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        Assert.Multiple(() =>
        {
            foreach (string name in new[] { "config", "updates" })
                Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Federation/Expected/mixed", $"federation-errata-{name}.tpl"), files.Single(f => f.RelativePath == $"federation/errata/{name}.tpl").Text);
        });
    }

    [Test]
    public void The_machine_of_the_monitor_gets_the_unit_that_the_repository_has()
    {
        string[] unit = File.ReadAllLines(Path.Combine(Checkout.Root, "build/monitor/grif-errata-monitor.service"));
        Assert.That(Text("name: G", "features/pakiti/server/config.pan"), Does.Contain(string.Concat(unit.Select(line => $"        '{line}',\n"))));
    }

    private static string Text(string yaml, string path) => Render(yaml, PanExtension.Pan, PanExtension.Pan).Single(f => f.RelativePath == path).Text;

    private static IReadOnlyList<OutputFile> Render(string yaml, PanExtension el5, PanExtension el6)
    {
        DiagnosticBag diagnostics = [];
        OsDefinition[] oses =
        [
            new() { Name = "el6", NodeOsVersion = "sl620-x86_64", Arch = "x86_64", Pan = el6 == PanExtension.Pan ? new(el6, PanShape.Table, PackageBackend.Yum) : new(el6, PanShape.Lines, PackageBackend.Spma) },
            new() { Name = "el5", NodeOsVersion = "sl550-x86_64", Arch = "x86_64", Pan = new(el5, PanShape.Lines, PackageBackend.Spma) },
        ];
        IReadOnlyList<OutputFile> files = FederationRenderer.Render(
            FederationFixture.Read(yaml), oses, FederationFixture.Day("2010-12-01"), ErrataTemplates.Load(null, diagnostics)!, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return files;
    }
}
