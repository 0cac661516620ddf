using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace GrifErrata.Monitor.Access;

/// <summary>
/// The cookie of one who has shown a read token. It holds the token's hash, encrypted and signed with an end; a token that is taken out of the
/// settings therefore ends its sessions, and any collector with the same keys takes it.
/// </summary>
internal sealed class ReadSession(IDataProtectionProvider provider)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private readonly ITimeLimitedDataProtector _protector = provider.CreateProtector("GrifErrata.Monitor.ReadSession").ToTimeLimitedDataProtector();

    /// <summary>Starts one.</summary>
    public void Start(HttpContext context, TokenHash token) =>
        context.Response.Cookies.Append(NameFor(context), _protector.Protect(token.Hex, Length), Options(context));

    /// <summary>Ends it in this browser.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context));

    /// <summary>The token of the request's session, or null.</summary>
    public TokenHash? Of(HttpContext context)
    {
        if (context.Request.Cookies[NameFor(context)] is not { Length: > 0 } cookie) return null;
        try
        {
            return TokenHash.Parse(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // __Host-: a browser takes the cookie from this host alone, only over TLS.
    private static string NameFor(HttpContext context) => context.Request.IsHttps ? "__Host-errata-session" : "errata-session";

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
