using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Pages;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

if (args.Contains("--help") || args.Contains("-h"))
{
    await Console.Out.WriteLineAsync(Help.Text);
    return 0;
}

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddEnvironmentVariables("GRIF_ERRATA_MONITOR_").AddCommandLine(args);
#pragma warning disable CA2000 // The container of services disposes of it.
if (Startup.Open(builder.Configuration, out MonitorSettings? settings, out string wrong) is not { } store)
#pragma warning restore CA2000
{
    await Console.Error.WriteLineAsync($"grif-errata-monitor: {wrong}");
    return 2;
}

if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls("http://127.0.0.1:8490");
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = ReportLimits.Body + 1;
    kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    kestrel.Limits.MaxConcurrentConnections = 2000;
});
// One line a request would be most of the log; what goes wrong is logged all the same.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddSingleton(settings!).AddSingleton(_ => store).AddSingleton<RefusedReports>().AddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents();
builder.Services.AddHttpContextAccessor();
WebApplication app = builder.Build();
using X509Certificate2? certificate = settings!.Key is { } pem ? X509Certificate2.CreateFromPemFile(pem) : null;
ReportKey? key = certificate is null ? null : new(certificate);

app.UseMiddleware<LoopbackOnly>();
app.UseMiddleware<PageHeaders>();
app.UseAntiforgery();
app.MapPost("/feed/{**rest}", (HttpContext context, SqliteStore reports, RefusedReports refused, TimeProvider time) => FeedEndpoint.HandleAsync(context, reports, refused, key, time)).DisableAntiforgery();
app.MapGet("/healthz", () => "OK\n");
app.MapGet("/readyz", (HttpContext context, SqliteStore reports) => Readiness.Of(reports, context));
app.MapGet("/style.css", () => TypedResults.Text(Style.Sheet, "text/css; charset=utf-8"));
app.MapGet("/hosts.json", (SqliteStore reports, TimeProvider time) => TypedResults.Json(HostRows.Of(reports, settings, time.GetUtcNow())));
app.MapGet("/hosts.csv", (SqliteStore reports, TimeProvider time) => TypedResults.Text(HostRows.Csv(HostRows.Of(reports, settings, time.GetUtcNow())), "text/csv; charset=utf-8"));
app.MapRazorComponents<App>();
await app.RunAsync();
return 0;
