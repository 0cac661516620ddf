using Microsoft.AspNetCore.DataProtection;

namespace GrifErrata.Monitor.Access;

/// <summary>Who may report and who may read, as services and as parts of the pipeline.</summary>
internal static class AccessServices
{
    /// <summary>Adds the services.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="sessionKeys">Folder with the keys of sessions; collectors that serve the same readers share it.</param>
    public static void AddAccess(this IServiceCollection services, AccessRules rules, string sessionKeys)
    {
        services.AddSingleton(rules).AddSingleton<ReadSession>();
        services.AddDataProtection().SetApplicationName("grif-errata-monitor").PersistKeysToFileSystem(new DirectoryInfo(sessionKeys));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "errata-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.SuppressXFrameOptionsHeader = true; // The pages' policy says it.
        });
    }

    /// <summary>Makes the folder of the keys so that nobody else on the machine can read it.</summary>
    /// <exception cref="IOException">It cannot be made; so says UnauthorizedAccessException.</exception>
    public static void CreateKeyFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>First of all: takes tokens out of addresses, finds out where requests come from, and refuses what no rule can let in.</summary>
    public static void UseOrigins(this IApplicationBuilder app, AccessRules rules)
    {
        app.Use(FeedToken.TakeAsync);
        app.UseOrigin(rules.Proxy);
        if (rules.IsEmpty) app.UseMiddleware<LoopbackOnly>();
    }
}
