using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Api;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Metrics;
using GrifErrata.Monitor.Pages;
using GrifErrata.Monitor.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Monitor.Tests.Pages;

/// <summary>The pages and the API over hosts that a test makes up, on a free port of this machine.</summary>
internal sealed class TestSite : IDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pages");
    private readonly Snapshots _fleet = new();

    private TestSite(FleetSnapshot fleet)
    {
        _fleet.Current = fleet;
        Store = MonitorStores.OpenFile(Path.Combine(_folder.FullName, "monitor.db"));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IFleet>(_fleet).AddSingleton(_ => Store).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RefusedReports>().AddSingleton<RefusedWriter>();
        builder.Services.AddRazorComponents();
        builder.Services.AddApi();
        builder.Services.AddReportMeter();
        builder.Services.AddSingleton<RefusedReports>().AddSingleton<RefusedWriter>();
        _app = builder.Build();
        _app.UseMiddleware<PageHeaders>();
        _app.Use((context, next) =>
        {
            context.Features.Set(Scope);
            return next(context);
        });
        _app.MapApi();
        _app.MapPrometheus();
        _app.MapPages();
    }

    public IMonitorStore Store { get; }

    /// <summary>What the reader may see.</summary>
    public ReadScope Scope { get; set; } = ReadScope.Everything;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public FleetSnapshot Fleet
    {
        set => _fleet.Current = value;
    }

    public static async Task<TestSite> StartAsync(FleetSnapshot fleet)
    {
        TestSite site = new(fleet);
        await site._app.StartAsync();
        site.Client.BaseAddress = new(site._app.Urls.Single());
        return site;
    }

    public async Task<string> Get(string path, int status = 200, string? accept = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), $"{path}: {text}");
        return text;
    }

    public void Dispose()
    {
        Client.Dispose();
        _app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Snapshots : IFleet
    {
        public FleetSnapshot Current { get; set; } = FleetSnapshot.Empty;
    }
}
