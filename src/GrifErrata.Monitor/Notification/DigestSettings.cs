using System.Collections.Immutable;

namespace GrifErrata.Monitor.Notification;

/// <summary>A daily digest: of which site, when, and to whom.</summary>
public sealed record DigestSettings
{
    /// <summary>The site, or null for the whole federation.</summary>
    public required string? Site { get; init; }

    /// <summary>Time of day in <see cref="TimeZone"/>.</summary>
    public TimeOnly At { get; init; } = new(7, 0);

    /// <summary>The site's time zone.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>By mail, or null.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>By HTTP, or null.</summary>
    public WebhookSettings? Webhook { get; init; }
}

/// <summary>The mail server and the addresses of a digest.</summary>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">How the connection is protected.</param>
/// <param name="From">Sender.</param>
/// <param name="To">Recipients, one or more.</param>
/// <param name="User">Name with which we log in, or null.</param>
/// <param name="Password">Its password, or null. Never log it.</param>
public sealed record MailSettings(string Host, int Port, MailTls Tls, string From, ImmutableArray<string> To, string? User, string? Password);

/// <summary>How the connection to a mail server is protected.</summary>
public enum MailTls
{
    /// <summary>Plain, then STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>TLS from the start.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>Where a digest is posted as JSON.</summary>
/// <param name="Url">The address.</param>
/// <param name="Header">A header to send with it, for example <c>Authorization</c>; null for none.</param>
/// <param name="HeaderValue">Its value, or null. Never log it.</param>
public sealed record WebhookSettings(Uri Url, string? Header, string? HeaderValue);
