using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>Which upstream servers get a report, and what of its request.</summary>
/// <param name="upstreams">The upstream servers.</param>
public sealed class RelayRules(ImmutableArray<RelayUpstream> upstreams)
{
    /// <summary>Names of the upstream servers that get a report, in the order of the settings.</summary>
    /// <param name="report">The report, its site as the collector recorded it.</param>
    public ImmutableArray<string> UpstreamsOf(Report report) =>
        [.. upstreams.Where(u => Gets(u, report)).Select(u => u.Name)];

    /// <summary>What is queued of a report as it was received, or null where nobody else gets it.</summary>
    /// <param name="report">The report, its site as the collector recorded it.</param>
    /// <param name="body">The body, unchanged.</param>
    /// <param name="contentType">Its content type, or null.</param>
    /// <param name="protocol">The query's <c>protocol</c>, or null.</param>
    /// <param name="mode">The query's <c>mode</c>, or null.</param>
    public RelayEnvelope? EnvelopeOf(Report report, ReadOnlyMemory<byte> body, string? contentType, string? protocol, string? mode)
    {
        // A client that only asks wants nothing stored anywhere.
        if (report.Mode == ReportMode.ReportOnly) return null;
        ImmutableArray<string> names = UpstreamsOf(report);
        return names.IsEmpty ? null : new(body, contentType, Query(protocol, mode), names);
    }

    // Only what is known goes on: a token in the query is for us alone. The client hears our answer, so findings of an upstream server
    // would be work for nobody.
    private static string Query(string? protocol, string? mode)
    {
        List<string> parts = [];
        if (mode is not null) parts.Add("mode=store-only");
        if (protocol is { Length: > 0 and <= 4 } && protocol.All(char.IsAsciiDigit)) parts.Add($"protocol={protocol}");
        return parts.Count == 0 ? string.Empty : $"?{string.Join('&', parts)}";
    }

    private static bool Gets(RelayUpstream upstream, Report report) =>
        Names(upstream.Sites, report.Site) && Names(upstream.Tags, report.Tag)
        && (upstream.Hosts.IsEmpty || upstream.Hosts.Any(pattern => HostPattern.Matches(pattern, report.Host)));

    private static bool Names(ImmutableArray<string> wanted, string? name) =>
        wanted.IsEmpty || (name is not null && wanted.Contains(name, StringComparer.Ordinal));
}
