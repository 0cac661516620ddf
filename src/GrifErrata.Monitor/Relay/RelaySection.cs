using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Relay;

/// <summary><c>relay</c> of the settings file: servers that get reports too.</summary>
public static class RelaySection
{
    private const int LongestName = 64;
    private const int MostUpstreams = 32;

    /// <summary>Reads it.</summary>
    /// <param name="top">The settings file.</param>
    /// <param name="folder">Its folder: relative paths start there.</param>
    public static ImmutableArray<RelayUpstream> Read(YamlMap top, string folder)
    {
        IReadOnlyList<YamlMap> maps = top.Maps("relay");
        ImmutableArray<RelayUpstream> upstreams = [.. maps.Select(map => Upstream(map, folder)).OfType<RelayUpstream>()];
        foreach (IGrouping<string, RelayUpstream> same in upstreams.GroupBy(u => u.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Wrong(top, top.LocationOf("relay"), $"The relay `{same.Key}` stands twice. Its queue goes by the name: give one another.");
        if (maps.Count > MostUpstreams) Wrong(top, top.LocationOf("relay"), $"There are more than {MostUpstreams} relays.");
        return upstreams;
    }

    private static RelayUpstream? Upstream(YamlMap map, string folder)
    {
        YamlText? name = map.RequiredText("name", "the server's name, for its queue and the pages");
        YamlText? url = map.RequiredText("url", "where it takes reports, for example https://pakiti.example.org/feed/");
        IReadOnlyList<YamlText> hosts = map.Texts("hosts");
        bool allowsPlain = map.Word("allowPlain", ("true", true), ("false", false)) ?? false;
        RelayUpstream upstream = new()
        {
            Name = name?.Text ?? string.Empty,
            Url = url is null ? NoAddress : Address(map, url, allowsPlain),
            Sites = [.. map.Texts("sites").Select(t => t.Text)],
            Tags = [.. map.Texts("tags").Select(t => t.Text)],
            Hosts = [.. hosts.Select(t => t.Text)],
            Certificate = Pem(map, "certificate", folder, path => X509Certificate2.CreateFromPemFile(path).Dispose(), "a PEM file with the monitor's certificate and its private key"),
            Authorities = Pem(map, "authorities", folder, path => RelayTls.Authorities(path).Dispose(), "a PEM file with the certificates of the server's authorities"),
        };
        map.RefuseUnknownKeys();
        if (name is not null && (name.Text.Length is 0 or > LongestName || !name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
            Wrong(map, name.Location, $"`{name.Text}` cannot name a relay: up to {LongestName} letters, digits, `-`, `_` and `.`.");
        foreach (YamlText host in hosts.Where(h => !HostPattern.IsRight(h.Text)))
            Wrong(map, host.Location, $"`{host.Text}` is neither a host name nor a pattern: lower case letters, digits, `.`, `-`, and `*` for any characters.");
        return name is null || url is null ? null : upstream;
    }

    private static Uri NoAddress => new("https://invalid/");

    // Reports say what is open on each machine.
    private static Uri Address(YamlMap map, YamlText text, bool allowsPlain)
    {
        if (!Uri.TryCreate(text.Text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            Wrong(map, text.Location, $"`{text.Text}` is not where a server takes reports: http or https, without user, query and fragment.");
            return NoAddress;
        }

        if (url.Scheme == "http" && !url.IsLoopback && !allowsPlain)
        {
            Wrong(map, text.Location, $"`{text.Text}` is plain HTTP: everyone on the way could read which machine lacks which fix. Use https, or write `allowPlain: true` if the way is safe or all clients encrypt.");
        }

        return url;
    }

    private static string? Pem(YamlMap map, string key, string folder, Action<string> read, string what)
    {
        if (map.Text(key) is not { } text) return null;
        string path = Path.GetFullPath(text.Text, folder);
        try
        {
            read(path);
            return path;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Wrong(map, text.Location, $"`{key}` names {path}, which cannot be used ({e.Message.TrimEnd('.')}). Name {what}.");
            return null;
        }
    }

    private static void Wrong(YamlMap map, SourceLocation location, string message) => map.Diagnostics.Add(RelayDiagnostics.Value, location, message);
}
