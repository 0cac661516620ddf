using System.Net;

namespace GrifErrata.Monitor.Collector;

/// <summary>
/// Lets in only who is on this machine. Anyone who reaches the collector can claim to be any host, and findings tell an attacker what is open, so beyond
/// this machine nobody is served; a request that came through a proxy comes from elsewhere, wherever the proxy is.
/// </summary>
internal sealed class LoopbackOnly(RequestDelegate next)
{
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    public Task InvokeAsync(HttpContext context)
    {
        bool isLocal = context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        if (isLocal && !Forwarded.Any(context.Request.Headers.ContainsKey) && HasLocalName(context.Request.Host)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("only this machine is served: no access beyond it is configured\n", context.RequestAborted);
    }

    // A page of another site cannot read ours by a name of its own that leads here.
    private static bool HasLocalName(HostString host) => !host.HasValue || host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
