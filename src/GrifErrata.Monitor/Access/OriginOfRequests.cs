using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace GrifErrata.Monitor.Access;

/// <summary>Finds the <see cref="RequestOrigin"/>: the peer, or who it forwards for where the peer is a trusted proxy.</summary>
internal static class OriginOfRequests
{
    // Headers that say that a request was forwarded.
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    /// <summary>Whether a request says that it was forwarded.</summary>
    public static bool SaysForwarded(HttpRequest request) => Forwarded.Any(request.Headers.ContainsKey);

    /// <summary>Adds it to the pipeline.</summary>
    public static void UseOrigin(this IApplicationBuilder app, ProxyRules proxy)
    {
        app.Use((context, next) =>
        {
            IPAddress? peer = context.Connection.RemoteIpAddress is { } address ? RequestOrigin.Plain(address) : null;
            bool isByProxy = peer is not null && proxy.Trusts(peer);
            bool isLocal = peer is not null && IPAddress.IsLoopback(peer) && !proxy.IsOnThisMachine && !SaysForwarded(context.Request);
            context.Features.Set(new RequestOrigin(peer, isByProxy, isLocal));
            return next(context);
        });
        if (proxy.Networks.IsEmpty) return;

        // From the right, the first address that is no trusted proxy's: what is left of it, a client may have written.
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork network in proxy.Networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
        app.Use((context, next) =>
        {
            RequestOrigin origin = RequestOrigin.Of(context);
            if (origin.IsByProxy)
            {
                IPAddress? client = context.Connection.RemoteIpAddress is { } address ? RequestOrigin.Plain(address) : null;
                context.Features.Set(origin with { Client = client is not null && !proxy.Trusts(client) ? client : null });
            }

            return next(context);
        });
    }
}
