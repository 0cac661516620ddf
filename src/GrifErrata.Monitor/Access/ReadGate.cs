using Microsoft.Net.Http.Headers;

namespace GrifErrata.Monitor.Access;

/// <summary>
/// Serves nothing to a request that may read nothing, whatever the address, unless the endpoint is <see cref="OpenToAll"/>: a new page is closed
/// until somebody opens it. Which addresses exist is not told either.
/// </summary>
internal sealed class ReadGate(RequestDelegate next, AccessRules rules, ReadSession session)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null) return next(context);
        ReadScope scope = ReadScopes.For(context, rules, session);
        bool isForAllSites = context.GetEndpoint()?.Metadata.GetMetadata<ForAllSites>() is not null;
        if (isForAllSites && RequestOrigin.Of(context).IsLocal) scope = ReadScope.Everything;
        context.Features.Set(scope);
        if (scope.IsNothing) return RefuseAsync(context);
        return isForAllSites && !scope.All
            ? Answer.LineAsync(context, StatusCodes.Status403Forbidden, "this tells of all sites; it takes a token of the federation") : next(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        bool isBrowser = context.Request.GetTypedHeaders().Accept.Any(a => a.IsSubsetOf(new MediaTypeHeaderValue("text/html")));
        return isBrowser && HttpMethods.IsGet(context.Request.Method)
            ? LoginPage.Show(StatusCodes.Status401Unauthorized, context.Request.Path + context.Request.QueryString).ExecuteAsync(context)
            : Answer.LineAsync(context, StatusCodes.Status401Unauthorized, "a read token is needed: Authorization: Bearer TOKEN, or the form at /login");
    }
}
