using System.Text.Json;
using GrifErrata.Monitor.Notification;
using GrifErrata.Monitor.Tests.Relay;
using MimeKit;

namespace GrifErrata.Monitor.Tests.Notification;

public sealed class ChannelTests
{
    private const string Markdown = "# Updates of lal\n\n.\n- naïve `x`\n";

    [Test]
    public async Task A_digest_comes_as_a_mail_in_plain_text()
    {
        using MailSink sink = new();
        await new MailChannel(Settings(sink, MailTls.None), TimeProvider.System).SendAsync("Updates: é", Markdown, default);
        using MimeMessage mail = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(sink.Mails.Single())));
        Assert.Multiple(() =>
        {
            Assert.That(mail.Subject, Is.EqualTo("Updates: é"));
            Assert.That(mail.From.ToString(), Is.EqualTo("errata@example.org"));
            Assert.That(mail.To.ToString(), Is.EqualTo("a@lal.example.org, b@lal.example.org"));
            Assert.That(mail.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
            Assert.That(mail.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'), Is.EqualTo(Markdown.TrimEnd('\n').Replace("\n.\n", "\n..\n", StringComparison.Ordinal)).Or.EqualTo(Markdown.TrimEnd('\n')));
        });
    }

    [Test]
    public async Task A_server_that_does_not_offer_TLS_gets_no_mail()
    {
        using MailSink sink = new();
        DigestException e = (await Assert.ThrowsAsync<DigestException>(() => new MailChannel(Settings(sink, MailTls.StartTls), TimeProvider.System).SendAsync("s", Markdown, default)))!;
        Assert.Multiple(() =>
        {
            Assert.That(e.Message, Does.StartWith("127.0.0.1 does not take the mail:"));
            Assert.That(sink.Mails, Is.Empty);
        });
    }

    [Test]
    public async Task What_a_mail_server_refuses_is_said()
    {
        using MailSink sink = new("550 go away");
        DigestException e = (await Assert.ThrowsAsync<DigestException>(() => new MailChannel(Settings(sink, MailTls.None), TimeProvider.System).SendAsync("s", Markdown, default)))!;
        Assert.That(e.Message, Is.EqualTo("127.0.0.1 does not take the mail: go away"));
    }

    [Test]
    public async Task A_webhook_gets_the_text_as_JSON_with_its_header()
    {
        string? authorization = null;
        await using Upstream server = await Upstream.StartAsync(context =>
        {
            authorization = context.Request.Headers.Authorization;
            return Task.CompletedTask;
        });
        using WebhookChannel channel = new(new(server.Url, "Authorization", "Bearer s3cret"));
        await channel.SendAsync("s", Markdown, default);
        using JsonDocument json = JsonDocument.Parse(server.Requests.Single().Body);
        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("text").GetString(), Is.EqualTo(Markdown));
            Assert.That(server.Requests.Single().ContentType, Does.StartWith("application/json"));
            Assert.That(authorization, Is.EqualTo("Bearer s3cret"));
        });
    }

    [Test]
    public async Task A_webhook_does_not_follow_a_redirect_with_its_header()
    {
        await using Upstream elsewhere = await Upstream.StartAsync(200, "");
        await using Upstream server = await Upstream.StartAsync(302, "", ("Location", elsewhere.Url.AbsoluteUri));
        using WebhookChannel channel = new(new(server.Url, "Authorization", "Bearer s3cret"));
        DigestException e = (await Assert.ThrowsAsync<DigestException>(() => channel.SendAsync("s", Markdown, default)))!;
        Assert.Multiple(() =>
        {
            Assert.That(e.Message, Is.EqualTo("the webhook of 127.0.0.1 answers 302"));
            Assert.That(elsewhere.Requests, Is.Empty);
        });
    }

    private static MailSettings Settings(MailSink sink, MailTls tls) => new("127.0.0.1", sink.Port, tls, "errata@example.org", ["a@lal.example.org", "b@lal.example.org"], null, null);
}
