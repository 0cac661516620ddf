using System.Collections.Immutable;

namespace GrifErrata.Monitor.Access;

/// <summary>Who may report and who may read. Empty rules let in this machine alone.</summary>
public sealed record AccessRules
{
    /// <summary>No rules.</summary>
    public static AccessRules None { get; } = new();

    /// <summary>The sites.</summary>
    public ImmutableArray<SiteAccess> Sites { get; init; } = [];

    /// <summary>Who may report for others.</summary>
    public ImmutableArray<TrustedReporter> Reporters { get; init; } = [];

    /// <summary>Tokens that read everything.</summary>
    public ImmutableArray<TokenHash> FederationReadTokens { get; init; } = [];

    /// <summary>The proxies.</summary>
    public ProxyRules Proxy { get; init; } = new();

    /// <summary>Whether nothing says how anybody is recognised. A proxy alone recognises nobody, unless it says who reads or reports.</summary>
    public bool IsEmpty => Sites.IsEmpty && Reporters.IsEmpty && FederationReadTokens.IsEmpty && Proxy.Networks.IsEmpty;

    /// <summary>Whether anybody presents a token, a secret that plain HTTP shows to the network.</summary>
    public bool HaveTokens => !FederationReadTokens.IsEmpty || Sites.Any(s => !s.Tokens.IsEmpty || !s.ReadTokens.IsEmpty) || Reporters.Any(r => !r.Tokens.IsEmpty);

    /// <summary>The site of this name or alias, or null.</summary>
    public SiteAccess? Site(string name) => Sites.FirstOrDefault(s => s.IsNamed(name));

    /// <summary>What a read token shows; null where it is none.</summary>
    public ReadScope? ScopeOf(TokenHash token)
    {
        // All are compared, so that the time tells nothing of where in the list one is.
        bool all = false;
        foreach (TokenHash each in FederationReadTokens) all |= each.Matches(token);
        ImmutableHashSet<string> sites = ReadScope.NoSites;
        foreach (SiteAccess site in Sites)
        {
            foreach (TokenHash each in site.ReadTokens)
            {
                if (each.Matches(token)) sites = sites.Add(site.Name);
            }
        }

        return all ? ReadScope.Everything : sites.IsEmpty ? null : new(All: false, sites);
    }
}
