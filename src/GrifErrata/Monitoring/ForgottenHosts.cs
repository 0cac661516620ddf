using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Time;

namespace GrifErrata.Monitoring;

/// <summary>Warns of machines that the monitor says are forgotten.</summary>
public static class ForgottenHosts
{
    /// <summary>Machines that are named; more are counted.</summary>
    public const int MostNamed = 50;

    /// <summary>Looks through what the monitor said.</summary>
    /// <param name="fleet">What the monitor said.</param>
    /// <param name="file">Where it was read.</param>
    /// <param name="oses">Names of the OSs of the input; machines of others are left out.</param>
    /// <param name="diagnostics">Takes GE2911.</param>
    public static void Check(MonitoredFleet fleet, string file, IReadOnlyCollection<string> oses, DiagnosticBag diagnostics)
    {
        ImmutableArray<MonitoredHost> forgotten = [.. fleet.Hosts.Where(h => h.IsForgotten && h.Os is { } os && oses.Contains(os)).OrderBy(h => h.Host, StringComparer.Ordinal)];
        foreach (MonitoredHost host in forgotten.Take(MostNamed))
        {
            diagnostics.Add(MonitoringDiagnostics.Forgotten, new(file),
                $"{host.Host} is forgotten on {host.Version ?? "no version"}: the federation gives it {host.Followed ?? "none"}, and no freeze that holds keeps it ({UtcText.Second(fleet.Time)}). "
                + "Lift its freeze or give it a new end, or compile its profile again.");
        }

        if (forgotten.Length > MostNamed)
            diagnostics.Add(MonitoringDiagnostics.Forgotten, new(file), $"{(forgotten.Length - MostNamed).ToString(CultureInfo.InvariantCulture)} more machines are forgotten. The monitor lists them.");
    }
}
