using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;

namespace GrifErrata.Monitor.Access;

/// <summary>Finds the <see cref="ReadScope"/> of a request: by a trusted proxy's header, else by token, else by session.</summary>
internal static class ReadScopes
{
    private const string Bearer = "Bearer ";

    public static ReadScope For(HttpContext context, AccessRules rules, ReadSession session)
    {
        // Without rules only this machine comes so far.
        if (rules.IsEmpty) return ReadScope.Everything;
        RequestOrigin origin = RequestOrigin.Of(context);
        if (origin.IsByProxy && rules.Proxy.UserSitesHeader is { } header && context.Request.Headers[header] is { Count: > 0 } sites)
            return sites is [{ } text] ? OfHeader(text, rules) : ReadScope.Nothing;
        if (context.Request.Headers[HeaderNames.Authorization] is { Count: > 0 } authorization)
        {
            return authorization is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && value.Length <= Bearer.Length + TokenHash.LongestToken
                ? rules.ScopeOf(TokenHash.Of(value[Bearer.Length..].Trim())) ?? ReadScope.Nothing : ReadScope.Nothing;
        }

        return session.Of(context) is { } token ? rules.ScopeOf(token) ?? ReadScope.Nothing : ReadScope.Nothing;
    }

    // `lal,llr`, Shibboleth's `lal;llr`, or `*`. A name that is no site's shows nothing.
    private static ReadScope OfHeader(string text, AccessRules rules)
    {
        string[] names = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is ["*"] ? ReadScope.Everything
            : new(All: false, names.Select(n => rules.Site(n)?.Name).OfType<string>().ToImmutableHashSet(StringComparer.Ordinal));
    }
}
