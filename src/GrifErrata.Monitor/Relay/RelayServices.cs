using System.Collections.Immutable;

namespace GrifErrata.Monitor.Relay;

/// <summary>What forwards reports, as services.</summary>
internal static class RelayServices
{
    /// <summary>Adds them; without upstream servers nothing runs.</summary>
    public static void AddRelay(this IServiceCollection services, ImmutableArray<RelayUpstream> upstreams)
    {
        services.AddSingleton(new RelayRules(upstreams)).AddSingleton<IRelayQueue, StoreRelayQueue>();
        if (!upstreams.IsEmpty)
            services.AddHostedService(s => new RelayService(upstreams, s.GetRequiredService<IRelayQueue>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<RelayService>>()));
    }
}
