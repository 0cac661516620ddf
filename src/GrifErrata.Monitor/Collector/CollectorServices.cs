using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GrifErrata.Monitor.Collector;

/// <summary>What takes reports, as services and endpoints.</summary>
internal static class CollectorServices
{
    /// <summary>Adds the services. Who knows findings registers an <see cref="IReportFindings"/> before.</summary>
    public static void AddCollector(this IServiceCollection services, MonitorSettings settings)
    {
        services.AddSingleton<RefusedWriter>().AddHostedService(s => s.GetRequiredService<RefusedWriter>()).AddSingleton<RefusedReports>().AddSingleton(new BodyMemory(BodyMemory.Default));
        services.TryAddSingleton<IReportFindings, NoFindings>();
        services.AddSingleton(_ => new Opener(settings.Key)).AddSingleton<FeedEndpoint>();
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = RateLimits.Limiter(settings.Rate.Reports, settings.Rate.Reads);
            limits.OnRejected = (rejected, _) => RateLimits.RejectAsync(rejected.HttpContext, rejected.Lease);
        });
    }

    /// <summary>Serves <c>/feed/</c>.</summary>
    public static void MapCollector(this IEndpointRouteBuilder app) =>
        app.MapPost("/feed/", (HttpContext context, FeedEndpoint feed) => feed.HandleAsync(context)).DisableAntiforgery().OpenToAll();
}
