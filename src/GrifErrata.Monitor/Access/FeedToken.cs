using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GrifErrata.Monitor.Access;

/// <summary>
/// The token that a reporter has in its address, <c>/feed/TOKEN/</c> or <c>?token=TOKEN</c>. It is taken out of the request before anything else
/// sees it, so that no log, record or forwarded request can hold it.
/// </summary>
/// <param name="Text">The token.</param>
internal sealed record FeedToken(string Text)
{
    public const string Feed = "/feed";

    /// <summary>That of a request, or null.</summary>
    public static FeedToken? Of(HttpContext context) => context.Features.Get<FeedToken>();

    /// <summary>Takes it out.</summary>
    public static Task TakeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (!request.Path.StartsWithSegments(Feed, StringComparison.OrdinalIgnoreCase, out PathString rest)) return next(context);

        // The client adds `?protocol=5` to any address, also to one that has a query: a second question mark starts a further part.
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(request.QueryString.Value?.TrimStart('?').Replace('?', '&'));
        string token = rest.Value?.Trim('/') is { Length: > 0 } part ? part : query.TryGetValue("token", out StringValues values) ? values.ToString() : string.Empty;
        query.Remove("token");
        request.Path = Feed + "/";
        request.QueryString = new QueryBuilder(query).ToQueryString();
        if (context.Features.Get<IHttpRequestFeature>() is { } feature) feature.RawTarget = Feed + "/";
        if (token.Length > 0) context.Features.Set(new FeedToken(token.Length > TokenHash.LongestToken ? token[..TokenHash.LongestToken] : token));
        return next(context);
    }
}
