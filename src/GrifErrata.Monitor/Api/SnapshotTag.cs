using System.Security.Cryptography;
using System.Text;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Api;

/// <summary>Gives answers an ETag that changes with the judged hosts and with what the reader sees, and answers 304 where the reader has that state already.</summary>
internal sealed class SnapshotTag(IFleet fleet) : IEndpointFilter
{
    private sealed record Tag(string Text);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        string state = OncePer<FleetSnapshot, Tag>.Of(fleet.Current, static _ => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)))).Text;
        string tag = $"W/\"{state}-{Scope(ReadScope.Of(http))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Authorization, Cookie";
        return http.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : await next(context);
    }

    private static string Scope(ReadScope scope) => scope.All ? "all"
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', scope.Sites.Order(StringComparer.Ordinal))))[..8]);
}
