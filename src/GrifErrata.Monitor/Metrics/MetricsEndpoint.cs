using System.Globalization;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Metrics;

/// <summary>How the monitor and its hosts are, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Adds what counts reports.</summary>
    public static void AddReportMeter(this IServiceCollection services) => services.AddSingleton<ReportMeter>();

    /// <summary>Maps <c>/metrics</c>; it tells of all sites.</summary>
    public static void MapPrometheus(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (IFleet fleet, IMonitorStore store, ReportMeter meter, TimeProvider time) => TypedResults.Text(Text(fleet.Current, store, meter, time.GetUtcNow()), Exposition.ContentType))
            .ForAllSites().ExcludeFromDescription();

    /// <summary>All metrics.</summary>
    internal static string Text(FleetSnapshot fleet, IMonitorStore store, ReportMeter meter, DateTimeOffset now)
    {
        Exposition text = new();
        Hosts(text, fleet);
        text.Metric("grif_errata_snapshot_age_seconds", "gauge", "Age of the judged hosts; they are judged anew when something changes.").Value("grif_errata_snapshot_age_seconds", Math.Max(0, (now - fleet.Time).TotalSeconds));
        meter.Write(text);
        text.Metric("grif_errata_store_waiting", "gauge", "Reports that wait for the database.").Value("grif_errata_store_waiting", store.Waiting);
        text.Metric("grif_errata_store_commits_total", "counter", "Transactions of reports since the start.").Value("grif_errata_store_commits_total", store.Commits);
        text.Metric("grif_errata_refused_total", "counter", "Reports refused since the database was made, by all collectors, by HTTP status.");
        foreach (RefusedCount count in store.RefusedCounts()) text.Value("grif_errata_refused_total", count.Count, ("status", count.Status.ToString(CultureInfo.InvariantCulture)));
        Relay(text, store, now);
        Sources(text, fleet.Expectation, now);
        return text.ToString();
    }

    private static void Hosts(Exposition text, FleetSnapshot fleet)
    {
        text.Metric("grif_errata_hosts", "gauge", "Hosts by site.");
        foreach (FleetGroup site in fleet.Sites) text.Value("grif_errata_hosts", site.Counts.Hosts, ("site", site.Name));
        text.Metric("grif_errata_hosts_with_verdict", "gauge", "Hosts by site and verdict; a host with several verdicts counts in each.");
        foreach (IGrouping<string, FleetHost> site in fleet.Hosts.GroupBy(h => h.Site ?? string.Empty, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Value("grif_errata_hosts_with_verdict", site.Count(h => h.Verdict.IsRight()), ("site", site.Key), ("verdict", "right"));
            foreach ((HostVerdict verdict, string word) in HostVerdictWords.All) text.Value("grif_errata_hosts_with_verdict", site.Count(h => h.Verdict.HasFlag(verdict)), ("site", site.Key), ("verdict", word));
        }
    }

    private static void Relay(Exposition text, IMonitorStore store, DateTimeOffset now)
    {
        text.Metric("grif_errata_relay_waiting", "gauge", "Reports that wait for an upstream server.");
        foreach (RelayCount relay in store.RelayCounts()) text.Value("grif_errata_relay_waiting", relay.Waiting, ("upstream", relay.Upstream));
        text.Metric("grif_errata_relay_oldest_seconds", "gauge", "Age of the oldest report that waits for an upstream server.");
        foreach (RelayCount relay in store.RelayCounts()) text.Value("grif_errata_relay_oldest_seconds", relay.Oldest is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0, ("upstream", relay.Upstream));
        text.Metric("grif_errata_relay_dropped_total", "counter", "Reports that were given up.");
        foreach (RelayCount relay in store.RelayCounts()) text.Value("grif_errata_relay_dropped_total", relay.Dropped, ("upstream", relay.Upstream));
    }

    private static void Sources(Exposition text, Expectation expectation, DateTimeOffset now)
    {
        text.Metric("grif_errata_source_age_seconds", "gauge", "Time since a source was last read without a problem; absent where it never was.");
        foreach (SourceState source in expectation.Sources.Where(s => s.Read is not null)) text.Value("grif_errata_source_age_seconds", Math.Max(0, (now - source.Read!.Value).TotalSeconds), ("source", source.Name));
        text.Metric("grif_errata_source_problems", "gauge", "What of a source cannot be read; its last good state stays in use.");
        foreach (SourceState source in expectation.Sources) text.Value("grif_errata_source_problems", source.ProblemCount, ("source", source.Name));
    }
}
