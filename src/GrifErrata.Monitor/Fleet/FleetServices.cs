using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Fleet;

/// <summary>What judges hosts, as services.</summary>
internal static class FleetServices
{
    /// <summary>Adds the services.</summary>
    /// <param name="services">Where.</param>
    /// <param name="expectations">Where expectations are read from.</param>
    /// <param name="options">Options of the judging.</param>
    public static void AddFleet(this IServiceCollection services, ExpectationOptions expectations, FleetOptions options)
    {
        services.AddSingleton(expectations).AddSingleton(options).AddSingleton<ExpectationWatch>().AddHostedService(s => s.GetRequiredService<ExpectationWatch>());
        services.AddSingleton<FleetWatch>().AddSingleton<IFleet>(s => s.GetRequiredService<FleetWatch>()).AddHostedService(s => s.GetRequiredService<FleetWatch>());
        services.AddHostedService<Upkeep>();
    }
}
