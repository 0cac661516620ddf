using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Relay;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Tests.Relay;

public sealed class RelaySectionTests
{
    [Test]
    public void A_relay_is_read()
    {
        (ImmutableArray<RelayUpstream> relays, string messages) = Read("relay: [{ name: egi, url: 'https://pakiti.example.org/feed/', sites: [lal], tags: T2, hosts: ['wn*'] }, { name: b, url: 'http://127.0.0.1:1/' }]");
        Assert.Multiple(() =>
        {
            Assert.That(messages, Is.Empty);
            Assert.That(relays.Select(r => (r.Name, r.Url.AbsoluteUri)), Is.EqualTo(new[] { ("egi", "https://pakiti.example.org/feed/"), ("b", "http://127.0.0.1:1/") }));
            Assert.That((relays[0].Sites.Single(), relays[0].Tags.Single(), relays[0].Hosts.Single()), Is.EqualTo(("lal", "T2", "wn*")));
        });
    }

    [TestCase("relay: [{ url: 'https://a.org/' }]", "m.yaml(1,9): error GE1106: The key `name` is missing")]
    [TestCase("relay: [{ name: a b, url: 'https://a.org/' }]", "m.yaml(1,17): error GE1970: `a b` cannot name a relay")]
    [TestCase("relay: [{ name: a, url: 'ftp://a.org/' }]", "m.yaml(1,25): error GE1970: `ftp://a.org/` is not where a server takes reports")]
    [TestCase("relay: [{ name: a, url: 'https://u:p@a.org/' }]", "m.yaml(1,25): error GE1970:")]
    [TestCase("relay: [{ name: a, url: 'http://a.org/' }]", "m.yaml(1,25): error GE1970: `http://a.org/` is plain HTTP")]
    [TestCase("relay: [{ name: a, url: 'https://a.org/', hosts: A.b }]", "m.yaml(1,50): error GE1970: `A.b` is neither a host name nor a pattern")]
    [TestCase("relay: [{ name: a, url: 'https://a.org/', authorities: no.pem }]", "m.yaml(1,56): error GE1970: `authorities` names /folder/no.pem, which cannot be used")]
    [TestCase("relay: [{ name: a, url: 'https://a.org/', certificate: no.pem }]", "m.yaml(1,56): error GE1970: `certificate` names /folder/no.pem, which cannot be used")]
    [TestCase("relay: [{ name: a, url: 'https://a.org/', site: lal }]", "m.yaml(1,43): error GE1105: The key `site` is not known here")]
    [TestCase("relay: [{ name: a, url: 'https://a.org/' }, { name: a, url: 'https://b.org/' }]", "m.yaml(1,8): error GE1970: The relay `a` stands twice")]
    public void What_is_wrong_is_said_at_its_place(string yaml, string expected) => Assert.That(Read(yaml).Messages, Does.StartWith(expected));

    [Test]
    public void Plain_HTTP_is_a_decision() => Assert.That(Read("relay: { name: a, url: 'http://a.org/', allowPlain: true }").Messages, Is.Empty);

    private static (ImmutableArray<RelayUpstream> Relays, string Messages) Read(string yaml)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<RelayUpstream> relays = RelaySection.Read(YamlFile.Parse(Encoding.UTF8.GetBytes(yaml), "m.yaml", diagnostics)!, "/folder");
        return (relays, string.Join('\n', diagnostics));
    }
}
