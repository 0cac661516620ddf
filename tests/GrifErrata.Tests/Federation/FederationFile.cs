using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tests.Federation;

public sealed class FederationFile
{
    private const string Site = "name: GRIF\nsites:\n  - { name: lal, hosts: ['*.lal.example.org'] }\n";
    private const string Freeze = "freezes:\n  - { host: wn1.lal.example.org, os: a, version: 20101022, reason: r, owner: o, until: 2010-12-15 }\n";

    [TestCase("name: GRIF\nstages: [testbed, production]\n", "f.yaml(2,9): error GE1701: The last stage must be `default`")]
    [TestCase("name: GRIF\nstages: [2, default]\n", "f.yaml(2,10): error GE1701: `2` cannot name a stage")]
    [TestCase("name: GRIF\nos: { a: { default: x } }\n", "f.yaml(2,21): error GE1701: `x` is not an update version")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, hosts: [A.b] }\n", "f.yaml(3,26): error GE1701: `A.b` is neither a host name nor a pattern")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, lag: { a: 400 } }\n", "f.yaml(3,28): error GE1701: `400` is not a number of days from 1 to 365.")]
    [TestCase("name: GRIF\nfreezes:\n  - { host: a.b, os: a, version: 20101022, reason: r, owner: o, until: soon }\n", "f.yaml(3,72): error GE1701: `soon` is not a day that exists.")]
    [TestCase("name: GRIF\nfreezes:\n  - { os: a, version: 20101022, reason: r, owner: o, until: 2010-12-15 }\n", "f.yaml(3,5): error GE1701: A freeze is of one `host` or of one `site`")]
    [TestCase("name: GRIF\nkernels:\n  - { os: a, version: 20101022, kernel: x }\n", "f.yaml(3,41): error GE1701: `x` is not a kernel's version-release.")]
    [TestCase("name: GRIF\nstages: [default, default]\n", "f.yaml(2,19): error GE1702: The stage `default` stands twice.")]
    [TestCase(Site + "  - { name: lal }\n", "f.yaml(4,5): error GE1702: The site `lal` stands twice. Remove one.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, stay: { a: 20101022 }, lag: { a: 3 } }\n", "f.yaml(3,5): error GE1702: The site `lal` both stays on a version of a and lags behind.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, early: { a: 20101022 }, lag: { a: 3 } }\n", "f.yaml(3,5): error GE1702: The site `lal` has a version of a before its stage, and stays or lags behind as well.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, early: { a: x } }\n", "f.yaml(3,30): error GE1701: `x` is not an update version")]
    [TestCase(Site + Freeze + "  - { host: wn1.lal.example.org, os: a, version: 20101028, reason: r, owner: o, until: 2010-12-15 }\n", "f.yaml(6,5): error GE1702: wn1.lal.example.org is frozen twice.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, stage: moon }\n", "f.yaml(3,5): error GE1703: There is no stage `moon`; there are: default, production, testbed.")]
    [TestCase(Site + "freezes:\n  - { site: lall, os: a, version: 20101022, reason: r, owner: o, until: 2010-12-15 }\n", "f.yaml(5,5): error GE1703: There is no site `lall`; there are: lal.")]
    [TestCase("name: GRIF\nfreezes:\n  - { host: a.b, os: a, version: 20101022, owner: o, until: 2010-12-15 }\n", "f.yaml(3,5): error GE1704: The freeze has no `reason`")]
    [TestCase("name: GRIF\nfreezes:\n  - { host: a.b, os: a, version: 20101022, reason: r, until: 2010-12-15 }\n", "f.yaml(3,5): error GE1704: The freeze has no `owner`")]
    [TestCase("name: GRIF\nfreezes:\n  - { host: a.b, os: a, version: 20101022, reason: r, owner: o }\n", "f.yaml(3,5): error GE1704: The freeze has no `until`")]
    [TestCase(Site + "  - { name: irfu, hosts: ['*.example.org'] }\n", "f.yaml(4,27): error GE1709: `*.example.org` of the site irfu and `*.lal.example.org` of lal match the same hosts.")]
    [TestCase(Site + "  - { name: irfu, hosts: [wn.lal.example.org] }\n", "f.yaml(4,27): error GE1709: `wn.lal.example.org` of the site irfu and `*.lal.example.org` of lal match the same hosts.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, hosts: [a.org, b.org] }\n  - { name: irfu, hosts: ['*c*', 'b*'] }\n", "f.yaml(4,34): error GE1709: `b*` of the site irfu and `b.org` of lal match the same hosts.")]
    [TestCase("name: GRIF\nsites:\n  - { name: lal, hosts: [a.org, b.org] }\n  - { name: irfu, hosts: [b.org] }\n", "f.yaml(4,27): error GE1709: `b.org` of the site irfu and `b.org` of lal match the same hosts.")]
    [TestCase("name: GRIF\nmonitor: { uri: x }\n", "f.yaml(2,10): error GE1106: The key `url` is missing")]
    [TestCase("name: GRIF\nmonitor: { url: 'ftp://a.org/' }\n", "f.yaml(2,17): error GE1701: `ftp://a.org/` is not the address of a monitor")]
    [TestCase("name: GRIF\nmonitor: { url: 'https://user@a.org/' }\n", "f.yaml(2,17): error GE1701: `https://user@a.org/` is not the address of a monitor")]
    [TestCase("name: GRIF\nmonitor: { url: 'https://a.org/?q' }\n", "f.yaml(2,17): error GE1701: `https://a.org/?q` is not the address of a monitor")]
    [TestCase("name: GRIF\nmonitor: { url: \"https://a.org/'x\" }\n", "f.yaml(2,17): error GE1701: `https://a.org/'x` is not the address of a monitor")]
    public void What_is_wrong_is_said_at_its_place(string yaml, string expected)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(FederationReader.Read(Encoding.UTF8.GetBytes(yaml), "f.yaml", diagnostics), Is.Null);
        Assert.That(string.Join('\n', diagnostics), Does.StartWith(expected));
    }

    [Test]
    public void Sites_that_list_ten_thousand_hosts_are_read_in_seconds()
    {
        StringBuilder yaml = new("name: GRIF\nsites:\n");
        for (int site = 0; site < 10; site++)
        {
            IEnumerable<string> hosts = Enumerable.Range(0, 1000).Select(host => string.Create(CultureInfo.InvariantCulture, $"wn{host}.s{site}.example.org"));
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ name: s{site}, hosts: ['wn*.t{site}.example.org', {string.Join(", ", hosts)}] }}\n");
        }

        DiagnosticBag diagnostics = [];
        Stopwatch time = Stopwatch.StartNew();
        Assert.That(FederationReader.Read(Encoding.UTF8.GetBytes(yaml.ToString()), "f.yaml", diagnostics), Is.Not.Null, string.Join('\n', diagnostics));

        // Each name held against each other takes minutes.
        Assert.That(time.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void A_freeze_of_a_machine_is_read()
    {
        DiagnosticBag diagnostics = [];
        FederationDefinition federation = FederationReader.Read(Encoding.UTF8.GetBytes(Site + Freeze), "f.yaml", diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That(federation.Freezes.Single().Until, Is.EqualTo(new DateOnly(2010, 12, 15)));
    }
}
