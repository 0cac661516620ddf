using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Api;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Findings;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Notification;
using GrifErrata.Monitor.Metrics;
using GrifErrata.Monitor.Pages;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Settings;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor;

/// <summary>The web application of the monitor.</summary>
internal static class MonitorApplication
{
    /// <summary>Makes it; it listens once it is started, and disposes of the database when it is disposed.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="store">The database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="args">Options of the host, as of its logging.</param>
    public static WebApplication Build(MonitorSettings settings, IMonitorStore store, TimeProvider time, string[] args)
    {
        // Never a developer's server: its error pages show requests.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls([.. settings.Listen.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Only our settings say where it listens, so that the check of them holds.
            kestrel.Configure(new ConfigurationBuilder().Build());
            kestrel.UseTls(settings.Listen.Certificate, settings.Listen.CertificateKey, settings.Listen.ClientAuthorities);
            kestrel.UseLimits(ReportLimits.Body + 1);
        });
        builder.Logging.KeepQuiet();
        AddServices(builder.Services, settings, store, time);
        WebApplication app = builder.Build();
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<ReportMetering>();
        app.UseOrigins(settings.Access);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<ReadGate>();
        app.UseAntiforgery();
        app.MapCollector();
        app.MapLogin();
        MapAll(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, MonitorSettings settings, IMonitorStore store, TimeProvider time)
    {
        services.AddSingleton(settings).AddSingleton(_ => store).AddSingleton(time);
        services.AddAccess(settings.Access, settings.SessionKeys);
        services.AddFleet(
            new() { Input = settings.Input, Profiles = settings.Profiles, MirrorFolder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(settings.Database))!, "profiles") },
            new() { SilentDays = settings.SilentDays });
        services.AddSingleton<IReportFindings, ReportFindings>().AddSingleton<IExpectedSites, ExpectedSites>();
        services.AddRelay(settings.Relay);
        services.AddNotification(settings.Digests);
        services.AddCollector(settings);
        services.AddRazorComponents();
        services.AddApi();
        services.AddReportMeter();
        services.AddHttpContextAccessor();
    }

    private static void MapAll(WebApplication app)
    {
        app.MapGet("/healthz", () => "OK\n").OpenToAll();
        app.MapGet("/readyz", (HttpContext context, IMonitorStore reports) => Readiness.Of(reports, context)).OpenToAll();
        app.MapGet("/style.css", () => TypedResults.Text(Style.Sheet, "text/css; charset=utf-8")).OpenToAll();
        app.MapApi();
        app.MapPrometheus();
        app.MapPages();
    }
}
