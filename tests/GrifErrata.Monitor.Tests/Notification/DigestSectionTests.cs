using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Notification;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Tests.Notification;

public sealed class DigestSectionTests
{
    private const string Mail = "smtp: { host: mail.example.org, from: errata@example.org, to: admin@lal.example.org }";

    [Test]
    public void A_digest_is_read()
    {
        string secret = Path.GetTempFileName();
        File.WriteAllText(secret, "s3cret\n");
        (ImmutableArray<DigestSettings> digests, string messages) = Read(
            $"digest: [{{ site: lal, at: '06:30', timeZone: Europe/Paris, smtp: {{ host: mail.example.org, tls: tls, from: errata@example.org, to: [a@b.org, c@d.org], user: u, password: '@{secret}' }} }}, "
            + $"{{ site: all, webhook: {{ url: 'https://chat.example.org/x', header: Authorization, value: '@{secret}' }} }}]");
        File.Delete(secret);
        Assert.Multiple(() =>
        {
            Assert.That(messages, Is.Empty);
            Assert.That((digests[0].Site, digests[0].At, digests[0].TimeZone.Id), Is.EqualTo(("lal", new TimeOnly(6, 30), "Europe/Paris")));
            Assert.That(digests[0].Mail! with { To = [] }, Is.EqualTo(new MailSettings("mail.example.org", 465, MailTls.Tls, "errata@example.org", [], "u", "s3cret")));
            Assert.That((digests[1].Site, digests[1].At, digests[1].TimeZone), Is.EqualTo(((string?)null, new TimeOnly(7, 0), TimeZoneInfo.Utc)));
            Assert.That(digests[1].Webhook, Is.EqualTo(new WebhookSettings(new("https://chat.example.org/x"), "Authorization", "s3cret")));
        });
    }

    [Test]
    public void Nothing_is_sent_by_default() => Assert.That(Read("silentDays: 3").Digests, Is.Empty);

    [TestCase("digest: [{ " + Mail + " }]", "m.yaml(1,10): error GE1106: The key `site` is missing")]
    [TestCase("digest: [{ site: lal }]", "m.yaml(1,10): error GE1975: The digest goes nowhere.")]
    [TestCase("digest: [{ site: lal, at: 7:00, " + Mail + " }]", "m.yaml(1,27): error GE1975: `7:00` is no time of day.")]
    [TestCase("digest: [{ site: lal, timeZone: Moon/Base, " + Mail + " }]", "m.yaml(1,33): error GE1975: `Moon/Base` is no time zone")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, from: 'no address', to: a@b.org } }]", "m.yaml(1,46): error GE1975: `no address` is no mail address.")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, from: a@b.org } }]", "m.yaml(1,29): error GE1975: The mail has no recipient.")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, port: 0, from: a@b.org, to: a@b.org } }]", "m.yaml(1,46): error GE1975: `0` is no port")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, tls: none, from: a@b.org, to: a@b.org, user: u, password: p } }]", "m.yaml(1,29): error GE1975: The password would go over the network unencrypted.")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, from: a@b.org, to: a@b.org, user: u } }]", "m.yaml(1,29): error GE1975: Write `user` and `password`")]
    [TestCase("digest: [{ site: lal, smtp: { host: m, from: a@b.org, to: a@b.org, user: u, password: '@none' } }]", "m.yaml(1,87): error GE1975: `password` names /folder/none, which cannot be read")]
    [TestCase("digest: [{ site: lal, webhook: { url: 'http://chat.example.org/secret' } }]", "m.yaml(1,39): error GE1975: The address of the webhook is not right")]
    [TestCase("digest: [{ site: lal, webhook: { url: 'https://a.org/', header: 'A: b', value: c } }]", "m.yaml(1,65): error GE1975: `A: b` is no name of a header")]
    [TestCase("digest: [{ site: lal, " + Mail + " }, { site: lal, " + Mail + " }]", "m.yaml(1,9): error GE1975: There are two digests of `lal`.")]
    public void What_is_wrong_is_said_at_its_place(string yaml, string expected) => Assert.That(Read(yaml).Messages, Does.StartWith(expected));

    [Test]
    public void The_address_of_a_webhook_is_a_secret_and_not_repeated() =>
        Assert.That(Read("digest: [{ site: lal, webhook: { url: 'http://chat.example.org/secret' } }]").Messages, Does.Not.Contain("secret"));

    private static (ImmutableArray<DigestSettings> Digests, string Messages) Read(string yaml)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<DigestSettings> digests = DigestSection.Read(YamlFile.Parse(Encoding.UTF8.GetBytes(yaml), "m.yaml", diagnostics)!, "/folder");
        return (digests, string.Join('\n', diagnostics));
    }
}
