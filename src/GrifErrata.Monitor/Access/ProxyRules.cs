using System.Collections.Immutable;
using System.Net;

namespace GrifErrata.Monitor.Access;

/// <summary>Proxies that are believed. Without one, what a request says about its way is ignored.</summary>
public sealed record ProxyRules
{
    /// <summary>Addresses of the proxies, and of nobody else: a client in these networks could say anything.</summary>
    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    /// <summary>Header in which they give the subject of a client's certificate, RFC 4514; null where none does.</summary>
    public string? CertificateHeader { get; init; }

    /// <summary>Header in which they give the sites that a user may read; null where none does.</summary>
    public string? UserSitesHeader { get; init; }

    /// <summary>Whether an address is one of the proxies.</summary>
    public bool Trusts(IPAddress address) => Networks.Any(n => n.Contains(address));

    /// <summary>Whether a proxy may run on this machine, so that a request from loopback may be anyone's.</summary>
    public bool IsOnThisMachine => Networks.Any(n => IPAddress.IsLoopback(n.BaseAddress) || n.Contains(IPAddress.Loopback) || n.Contains(IPAddress.IPv6Loopback));
}
