using GrifErrata.Monitoring;
using GrifErrata.Time;

namespace GrifErrata.Reviews;

/// <summary>Machines of the OS that the monitor says need somebody before they get another version.</summary>
internal static class ReviewMonitored
{
    public static ReviewTable Of(VersionStep step, MonitoredFleet monitored) => ReviewTable.Of(
        "Machines that need somebody",
        $"As the monitor said at {UtcText.Second(monitored.Time)}: what is wrong with them now stays wrong with the new version.",
        "machine|site|verdict|version|behind since|last seen",
        monitored.Hosts.Where(h => h.Os == step.Errata.Os.Name && h.NeedsSomebody)
            .OrderByDescending(h => h.IsForgotten).ThenBy(h => h.Site, StringComparer.Ordinal).ThenBy(h => h.Host, StringComparer.Ordinal)
            .Select(h => ReviewRisks.Row(
                h.Host, h.Site ?? string.Empty, string.Join(", ", h.Verdicts), h.Version ?? string.Empty, h.BehindSince is { } day ? UtcText.Day(day) : string.Empty,
                h.LastSeen is { } seen ? UtcText.Second(seen) : "never")));
}
