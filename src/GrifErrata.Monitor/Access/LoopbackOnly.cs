using System.Net;

namespace GrifErrata.Monitor.Access;

/// <summary>
/// Lets in only who is on this machine, while no access is configured. Anyone who reaches the collector can claim to be any host, and findings tell an
/// attacker what is open, so beyond this machine nobody is served; a request that came through a proxy comes from elsewhere, wherever the proxy is.
/// </summary>
internal sealed class LoopbackOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (RequestOrigin.Of(context).IsLocal && HasLocalName(context.Request.Host)) return next(context);
        return Answer.LineAsync(context, StatusCodes.Status403Forbidden, "only this machine is served: no access beyond it is configured");
    }

    // A page of another site cannot read ours by a name of its own that leads here.
    private static bool HasLocalName(HostString host) => !host.HasValue || host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
