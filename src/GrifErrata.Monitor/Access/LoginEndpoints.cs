using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GrifErrata.Monitor.Access;

/// <summary>The form that takes a read token and starts a session.</summary>
internal static class LoginEndpoints
{
    /// <summary>Largest form, in bytes.</summary>
    private const int FormLength = 8192;

    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", (string? returnTo) => LoginPage.Show(StatusCodes.Status200OK, Local(returnTo))).OpenToAll();
        app.MapPost("/login", LogIn).OpenToAll().WithMetadata(new RequestSizeLimitAttribute(FormLength), Login.Mark);
        app.MapPost("/logout", LogOut).OpenToAll().WithMetadata(new RequestSizeLimitAttribute(FormLength));
    }

    private static IResult LogIn(HttpContext context, AccessRules rules, ReadSession session, [FromForm] string? token, [FromForm] string? returnTo)
    {
        TokenHash hash = TokenHash.Of(token?.Trim() ?? string.Empty);
        if (rules.ScopeOf(hash) is null) return LoginPage.Show(StatusCodes.Status401Unauthorized, Local(returnTo), isWrong: true);
        session.Start(context, hash);
        return SeeOther(context, Local(returnTo));
    }

    // The form is asked for so that the antiforgery check runs: no other site logs a reader out.
    private static StatusCodeHttpResult LogOut(HttpContext context, [FromForm] string? returnTo)
    {
        ReadSession.End(context);
        return SeeOther(context, "/login" + (returnTo is null ? string.Empty : $"?returnTo={Uri.EscapeDataString(Local(returnTo))}"));
    }

    private static StatusCodeHttpResult SeeOther(HttpContext context, string path)
    {
        context.Response.Headers.Location = path;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Only to a page of ours: the address in the form may be anyone's, and no address either.
    private static string Local(string? path) => path is { Length: <= 2000 } && Ascii.IsValid(path) && RedirectHttpResult.IsLocalUrl(path) && path[0] == '/' ? path : "/";
}

/// <summary>Marks where a token is tried.</summary>
internal sealed class Login
{
    private Login()
    {
    }

    public static Login Mark { get; } = new();
}
