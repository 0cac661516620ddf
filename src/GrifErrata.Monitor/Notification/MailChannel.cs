using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace GrifErrata.Monitor.Notification;

/// <summary>Sends digests by mail, as plain text.</summary>
internal sealed class MailChannel(MailSettings settings, TimeProvider time) : IDigestChannel
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public async Task SendAsync(string subject, string markdown, CancellationToken cancellation)
    {
        using MimeMessage message = Message(subject, markdown);
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slow.CancelAfter(Limit);
        try
        {
            using SmtpClient client = new() { Timeout = (int)Limit.TotalMilliseconds };
            await client.ConnectAsync(settings.Host, settings.Port, Options(settings.Tls), slow.Token);
            if (settings is { User: { } user, Password: { } password }) await client.AuthenticateAsync(user, password, slow.Token);
            await client.SendAsync(message, slow.Token);
            await client.DisconnectAsync(quit: true, slow.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DigestException($"{settings.Host} does not take the mail within {Limit.TotalSeconds} seconds");
        }
        catch (Exception e) when (e is ServiceNotConnectedException or CommandException or ProtocolException or MailKit.Security.AuthenticationException or SslHandshakeException
            or NotSupportedException or SocketException or IOException)
        {
            throw new DigestException($"{settings.Host} does not take the mail: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}", e);
        }
    }

    private static SecureSocketOptions Options(MailTls tls) => tls switch
    {
        MailTls.Tls => SecureSocketOptions.SslOnConnect,
        MailTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Message(string subject, string markdown)
    {
        MailboxAddress from = MailboxAddress.Parse(settings.From);
        MimeMessage message = new() { Subject = subject, Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = markdown } };
        message.From.Add(from);
        foreach (string to in settings.To) message.To.Add(MailboxAddress.Parse(to));

        // Answering machines must not answer it (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
