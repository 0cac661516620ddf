using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>The monitor in this process, with a clock that the test sets and with looks at files and database when the test says.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _client;

    private InProcess(WebApplication application, SetClock clock)
    {
        (_application, Clock) = (application, clock);
        _client = new() { BaseAddress = new(application.Urls.Single()) };
    }

    public SetClock Clock { get; }

    public static async Task<InProcess> StartAsync(string folder, DateTimeOffset now, Func<MonitorSettings, MonitorSettings>? change = null)
    {
        MonitorSettings settings = new() { Database = Path.Combine(folder, "monitor.db"), SessionKeys = Path.Combine(folder, "keys"), Listen = new() { Urls = ["http://127.0.0.1:0"] } };
        settings = change is null ? settings : change(settings);
        SetClock clock = new(now);
#pragma warning disable CA2000 // The application disposes of the database.
        WebApplication application = MonitorApplication.Build(settings, MonitorStores.OpenFile(settings.Database), clock, []);
#pragma warning restore CA2000
        await application.StartAsync();
        return new(application, clock);
    }

    /// <summary>Looks at the files and at the database now.</summary>
    public async Task LookAsync()
    {
        await _application.Services.GetRequiredService<ExpectationWatch>().PollAsync(CancellationToken.None);
        _application.Services.GetRequiredService<FleetWatch>().Refresh();
    }

    /// <summary>Does the hour's and the day's work if it is due.</summary>
    public Task UpkeepAsync() => _application.Services.GetServices<IHostedService>().OfType<Upkeep>().Single().RunAsync(CancellationToken.None);

    /// <summary>A host as it is judged now.</summary>
    public FleetHost Host(string name)
    {
        FleetWatch fleet = _application.Services.GetRequiredService<FleetWatch>();
        fleet.Refresh();
        return fleet.Current.Host(name)!;
    }

    public async Task ReportAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage answer = await _client.PostAsync(new Uri("/feed/?protocol=5", UriKind.Relative), content);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("OK\n"));
    }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _client.Dispose();
    }
}

/// <summary>A clock that is set; its timers run in real time.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
