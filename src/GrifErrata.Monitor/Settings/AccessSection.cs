using System.Collections.Immutable;
using System.Net;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Access;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Settings;

/// <summary><c>sites</c>, <c>reporters</c>, <c>federation</c> and <c>proxy</c>: who may report and who may read.</summary>
internal static class AccessSection
{
    private const int LongestName = 64;

    public static AccessRules Read(SettingsPlace top)
    {
        ImmutableArray<SiteAccess> sites = [.. top.Parts("sites").Select(Site)];
        CheckOnce(top, sites);
        AccessRules rules = new()
        {
            Sites = sites,
            Reporters = [.. top.Parts("reporters").Select(p => Reporter(p, sites))],
            FederationReadTokens = top.Part("federation") is { } federation ? Federation(federation) : [],
            Proxy = top.Part("proxy") is { } proxy ? Proxy(proxy) : new(),
        };
        CheckTokensOnce(top, rules);
        return rules;
    }

    private static SiteAccess Site(SettingsPlace place)
    {
        YamlText? name = place.Map.RequiredText("name", "the site's name, as its machines report it");
        IReadOnlyList<YamlText> aliases = place.Map.Texts("aliases");
        foreach (YamlText text in aliases.Concat(name is null ? [] : [name]))
        {
            if (text.Text.Length is 0 or > LongestName || !text.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                place.Wrong(text.Location, $"`{text.Text}` cannot name a site: up to {LongestName} letters, digits, `-`, `_` and `.`.");
        }

        SiteAccess site = new()
        {
            Name = name?.Text ?? string.Empty,
            Aliases = [.. aliases.Select(a => a.Text)],
            Networks = place.Networks("networks"),
            Tokens = place.Tokens("tokens"),
            Certificates = place.Subjects("certificates"),
            ReadTokens = place.Tokens("readTokens"),
        };
        place.Map.RefuseUnknownKeys();
        return site;
    }

    private static TrustedReporter Reporter(SettingsPlace place, ImmutableArray<SiteAccess> sites)
    {
        IReadOnlyList<YamlText> names = place.Map.Texts("sites");
        bool isAll = names is [{ Text: "all", IsPlain: true }];
        if (names.Count == 0)
            place.Map.Diagnostics.Add(YamlDiagnostics.MissingKey, place.Map.Location, "The key `sites` is missing: the sites for whose machines it reports, or `all`.");
        foreach (YamlText name in names.Where(n => !isAll && !sites.Any(s => s.Name == n.Text)))
            place.Wrong(name.Location, $"`{name.Text}` is not the name of a site under `sites`.");
        TrustedReporter reporter = new()
        {
            Networks = place.Networks("networks"),
            Certificates = place.Subjects("certificates"),
            Tokens = place.Tokens("tokens"),
            Sites = isAll ? null : [.. names.Select(n => n.Text)],
        };
        place.Map.RefuseUnknownKeys();
        if (reporter.Networks.IsEmpty && reporter.Certificates.IsEmpty && reporter.Tokens.IsEmpty)
            place.Map.Diagnostics.Add(SettingsDiagnostics.Useless, place.Map.Location, "This reporter has no networks, certificates or tokens, so nothing is recognised as it. Write one of them.");
        return reporter;
    }

    private static ImmutableArray<TokenHash> Federation(SettingsPlace place)
    {
        ImmutableArray<TokenHash> tokens = place.Tokens("readTokens");
        place.Map.RefuseUnknownKeys();
        return tokens;
    }

    private static ProxyRules Proxy(SettingsPlace place)
    {
        ProxyRules proxy = new() { Networks = place.Networks("networks"), CertificateHeader = Header(place, "certificateHeader"), UserSitesHeader = Header(place, "userSitesHeader") };
        place.Map.RefuseUnknownKeys();
        if (proxy.Networks.IsEmpty)
            place.Map.Diagnostics.Add(SettingsDiagnostics.Useless, place.Map.Location, "`proxy` names no networks, so no proxy is believed. Write the proxies' addresses under `networks`.");
        return proxy;
    }

    private static string? Header(SettingsPlace place, string key)
    {
        if (place.Map.Text(key) is not { } text) return null;
        if (text.Text.Length is > 0 and <= LongestName && text.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return text.Text;
        place.Wrong(text.Location, $"`{text.Text}` is no name of a header: letters, digits and `-`, for example X-Errata-Sites.");
        return null;
    }

    private static void CheckOnce(SettingsPlace top, ImmutableArray<SiteAccess> sites)
    {
        foreach (IGrouping<string, string> name in sites.SelectMany(s => s.Aliases.Prepend(s.Name)).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Twice(top, $"The site `{name.Key}` stands twice, as name or alias; upper and lower case do not count.");
        foreach (IGrouping<IPNetwork, IPNetwork> network in sites.SelectMany(s => s.Networks).GroupBy(n => n).Where(g => g.Count() > 1))
            Twice(top, $"The network {network.Key} stands under two sites. Write it under the one whose machines are in it.");
    }

    // The place of a token is not kept with it, and its hash is not repeated in a message: it may be a token by mistake.
    private static void CheckTokensOnce(SettingsPlace top, AccessRules rules)
    {
        IEnumerable<TokenHash> all = [.. rules.FederationReadTokens, .. rules.Reporters.SelectMany(r => r.Tokens), .. rules.Sites.SelectMany(s => s.Tokens.Concat(s.ReadTokens))];
        if (all.GroupBy(t => t.Hex, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            Twice(top, $"The token whose hash starts with {twice.Key[..8]} stands twice. A token is for one purpose of one site: one that reports must not read.");
    }

    private static void Twice(SettingsPlace top, string message) => top.Map.Diagnostics.Add(SettingsDiagnostics.Twice, new SourceLocation(top.Map.Location.File), message);
}
