using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Yaml;
using MimeKit;

namespace GrifErrata.Monitor.Notification;

/// <summary><c>digest</c> of the settings file.</summary>
public static class DigestSection
{
    private const int LongestSecret = 4096;

    /// <summary>Reads it.</summary>
    /// <param name="top">The settings file.</param>
    /// <param name="folder">Its folder: relative paths start there.</param>
    public static ImmutableArray<DigestSettings> Read(YamlMap top, string folder)
    {
        ImmutableArray<DigestSettings> digests = [.. top.Maps("digest").Select(map => Digest(map, folder))];
        foreach (IGrouping<string, DigestSettings> same in digests.GroupBy(d => d.Site ?? "all", StringComparer.Ordinal).Where(g => g.Count() > 1))
            Wrong(top, top.LocationOf("digest"), $"There are two digests of `{same.Key}`. Write all recipients under one.");
        return digests;
    }

    private static DigestSettings Digest(YamlMap map, string folder)
    {
        YamlText? site = map.RequiredText("site", "the site, or `all` for the federation");
        YamlText? at = map.Text("at");
        TimeOnly time = new(7, 0);
        if (at is not null && !TimeOnly.TryParseExact(at.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
            Wrong(map, at.Location, $"`{at.Text}` is no time of day. Write it in quotes with two digits each: '07:00'.");
        DigestSettings digest = new()
        {
            Site = site is { Text: "all" } ? null : site?.Text,
            At = time,
            TimeZone = Zone(map),
            Mail = map.Map("smtp") is { } smtp ? Mail(smtp, folder) : null,
            Webhook = map.Map("webhook") is { } webhook ? Webhook(webhook, folder) : null,
        };
        map.RefuseUnknownKeys();
        if (map.Value("smtp") is null && map.Value("webhook") is null) Wrong(map, map.Location, "The digest goes nowhere. Write `smtp` or `webhook`.");
        return digest;
    }

    private static TimeZoneInfo Zone(YamlMap map)
    {
        if (map.Text("timeZone") is not { } text) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text.Text, out TimeZoneInfo? zone)) return zone;
        Wrong(map, text.Location, $"`{text.Text}` is no time zone of this machine. Write one as Europe/Paris; the package tzdata has them.");
        return TimeZoneInfo.Utc;
    }

    private static MailSettings? Mail(YamlMap map, string folder)
    {
        YamlText? host = map.RequiredText("host", "the mail server");
        MailTls tls = map.Word("tls", ("starttls", MailTls.StartTls), ("tls", MailTls.Tls), ("none", MailTls.None)) ?? MailTls.StartTls;
        int port = tls == MailTls.Tls ? 465 : tls == MailTls.StartTls ? 587 : 25;
        if (map.Text("port") is { } number && !(int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535))
            Wrong(map, number.Location, $"`{number.Text}` is no port, 1 to 65535.");
        YamlText? from = map.RequiredText("from", "the sender's address");
        IReadOnlyList<YamlText> to = map.Texts("to");
        foreach (YamlText address in to.Concat(from is null ? [] : [from]).Where(a => !MailboxAddress.TryParse(a.Text, out _)))
            Wrong(map, address.Location, $"`{address.Text}` is no mail address.");
        if (to.Count == 0) Wrong(map, map.LocationOf("to"), "The mail has no recipient. Write addresses under `to`.");
        string? user = map.Text("user")?.Text, password = Secret(map, "password", folder);
        if (user is null != password is null) Wrong(map, map.Location, "Write `user` and `password`, or neither.");
        if (password is not null && tls == MailTls.None) Wrong(map, map.Location, "The password would go over the network unencrypted. Write `tls: starttls` or `tls: tls`.");
        map.RefuseUnknownKeys();
        return host is null || from is null ? null : new(host.Text, port, tls, from.Text, [.. to.Select(t => t.Text)], user, password);
    }

    private static WebhookSettings? Webhook(YamlMap map, string folder)
    {
        YamlText? url = map.RequiredText("url", "where digests are posted");
        string? header = map.Text("header")?.Text, value = Secret(map, "value", folder);
        if (header is null != value is null) Wrong(map, map.Location, "Write `header`, its name, and `value`, or neither.");
        if (header is not null && !header.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) Wrong(map, map.LocationOf("header"), $"`{header}` is no name of a header: letters, digits and `-`.");
        map.RefuseUnknownKeys();
        if (url is null) return null;
        if (Uri.TryCreate(url.Text, UriKind.Absolute, out Uri? address) && address.UserInfo.Length == 0 && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
            return new(address, header, value);
        Wrong(map, url.Location, "The address of the webhook is not right: https, without user; http on this machine only. A digest says what is open.");
        return null;
    }

    /// <summary>A text that nobody must see: itself, or after <c>@</c> the file that holds it.</summary>
    private static string? Secret(YamlMap map, string key, string folder)
    {
        if (map.Text(key) is not { } text) return null;
        string secret = text.Text;
        if (secret.StartsWith('@'))
        {
            string path = Path.GetFullPath(secret[1..], folder);
            try
            {
                if (new FileInfo(path).Length > LongestSecret) throw new IOException("it is too long");
                secret = File.ReadAllText(path).TrimEnd('\r', '\n');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Wrong(map, text.Location, $"`{key}` names {path}, which cannot be read ({e.Message.TrimEnd('.')}). Name a file with one line.");
                return null;
            }
        }

        if (!secret.Any(char.IsControl)) return secret;
        Wrong(map, text.Location, $"`{key}` has a line break or another control character. Write one line.");
        return null;
    }

    private static void Wrong(YamlMap map, SourceLocation location, string message) => map.Diagnostics.Add(DigestDiagnostics.Value, location, message);
}
