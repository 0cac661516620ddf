using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Access;

/// <summary>Finds out who sends a report, from the head of the request alone: by token, else by certificate, else by network.</summary>
internal static class ReporterCheck
{
    /// <summary>The reporter, or why nobody can say who it is: 401 for a token that is not known, else 403.</summary>
    public static (ReporterIdentity? Identity, Refusal? Refusal) Of(HttpContext context, AccessRules rules)
    {
        RequestOrigin origin = RequestOrigin.Of(context);
        if (context.Request.Headers.ContainsKey("Origin") || context.Request.Headers.ContainsKey("Sec-Fetch-Site"))
            return (null, new(StatusCodes.Status403Forbidden, "a browser sent this, led by some page; reports come from Pakiti's clients"));
        if (rules.IsEmpty) return (new(origin.Text), null);
        if (FeedToken.Of(context) is { } token)
        {
            return ByToken(TokenHash.Of(token.Text), origin, rules) is { } known ? (known, null)
                : (null, new(StatusCodes.Status401Unauthorized, "the token in the address is not known here; it may have been replaced by a newer one"));
        }

        ReporterIdentity? identity = (Subject(context, origin, rules.Proxy) is { } subject ? ByCertificate(subject, origin, rules) : null)
            ?? (origin.Client is { } client ? ByNetwork(client, origin, rules) : null);
        return identity is not null ? (identity, null)
            : (null, new(StatusCodes.Status403Forbidden, "nothing says which site this is: no token in the address, no known certificate, no known network"));
    }

    private static ReporterIdentity? ByToken(TokenHash token, RequestOrigin origin, AccessRules rules)
    {
        ReporterIdentity? found = null;
        foreach (TrustedReporter reporter in rules.Reporters)
        {
            foreach (TokenHash each in reporter.Tokens)
            {
                if (each.Matches(token)) found = Trusted(reporter, $"{origin.Text}, token of a reporter");
            }
        }

        foreach (SiteAccess site in rules.Sites)
        {
            foreach (TokenHash each in site.Tokens)
            {
                if (each.Matches(token)) found = new($"{origin.Text}, token of {site.Name}") { Site = site.Name };
            }
        }

        return found;
    }

    private static ReporterIdentity? ByCertificate((DistinguishedName Name, ImmutableArray<string> Hosts) subject, RequestOrigin origin, AccessRules rules)
    {
        string text = $"{origin.Text}, certificate {PrintableText.Quote(subject.Name.CommonName ?? string.Empty)}";
        if (rules.Reporters.FirstOrDefault(r => r.Certificates.Any(c => c.Matches(subject.Name))) is { } reporter) return Trusted(reporter, text);
        return rules.Sites.FirstOrDefault(s => s.Certificates.Any(c => c.Matches(subject.Name))) is { } site ? new(text) { Site = site.Name, Hosts = subject.Hosts } : null;
    }

    private static ReporterIdentity? ByNetwork(IPAddress client, RequestOrigin origin, AccessRules rules)
    {
        if (rules.Reporters.FirstOrDefault(r => r.Networks.Any(n => n.Contains(client))) is { } reporter) return Trusted(reporter, $"{origin.Text}, network of a reporter");

        // A site may have a part of another's network: the smallest one counts.
        SiteAccess? site = rules.Sites.SelectMany(s => s.Networks, (s, n) => (Site: s, Network: n)).Where(s => s.Network.Contains(client))
            .OrderByDescending(s => s.Network.PrefixLength).Select(s => s.Site).FirstOrDefault();
        return site is null ? null : new($"{origin.Text}, network of {site.Name}") { Site = site.Name };
    }

    private static ReporterIdentity Trusted(TrustedReporter reporter, string text) => new(text) { Sites = reporter.Sites };

    // The hosts that a certificate names: of its common name (grid certificates write host/NAME) and of its alternative names.
    private static (DistinguishedName Name, ImmutableArray<string> Hosts)? Subject(HttpContext context, RequestOrigin origin, ProxyRules proxy)
    {
        if (origin.IsByProxy)
        {
            // One value: a second one would be the client's, that the proxy passed on beside its own.
            return proxy.CertificateHeader is { } header && context.Request.Headers[header] is [{ } text] && DistinguishedName.Parse(text) is { } said
                ? (said, Hosts(said, [])) : null;
        }

        return context.Connection.ClientCertificate is { } certificate && DistinguishedName.Of(certificate) is { } name
            ? (name, Hosts(name, certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()))) : null;
    }

    private static ImmutableArray<string> Hosts(DistinguishedName name, IEnumerable<string> others) =>
    [
        .. others.Prepend(name.CommonName is { } common && common.StartsWith("host/", StringComparison.Ordinal) ? common[5..] : name.CommonName ?? string.Empty)
            .Where(n => HostName.Of(n)?.Length == n.Length).Select(n => HostName.Of(n)!).Distinct(StringComparer.Ordinal),
    ];
}
