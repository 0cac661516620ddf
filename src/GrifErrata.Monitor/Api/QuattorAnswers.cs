using System.Collections.Immutable;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Api;

/// <summary>How hosts are, for Quattor's builds and reviews. Its shape stays: what changes it otherwise than by new keys changes <see cref="Schema"/>.</summary>
/// <param name="Schema">1.</param>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Hosts">Hosts in ordinal order of their names.</param>
public sealed record QuattorHosts(int Schema, DateTimeOffset Time, ImmutableArray<QuattorHost> Hosts)
{
    internal static QuattorHosts Of(ReaderView view) => new(1, view.Fleet.Time, [.. view.Fleet.Hosts.Select(QuattorHost.Of)]);
}

/// <summary>A host.</summary>
/// <param name="Host">Full name.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Os">Name of its OS in the input, or null.</param>
/// <param name="Version">The update version that it should have, or null.</param>
/// <param name="Followed">The version that it would have if nothing kept it, or null.</param>
/// <param name="Verdicts">All verdicts in words, the gravest first.</param>
/// <param name="BehindSince">The day since which it is behind, or null.</param>
/// <param name="LastSeen">When its last report came, UTC, or null.</param>
public sealed record QuattorHost(
    string Host, string? Site, string? Os, string? Version, string? Followed, ImmutableArray<string> Verdicts, DateOnly? BehindSince, DateTimeOffset? LastSeen)
{
    internal static QuattorHost Of(FleetHost host) =>
        new(host.Name, host.Site, host.Os, host.Version, host.Followed, [.. VerdictWords.Of(host.Verdict)], host.BehindSince, host.Report?.LastSeen);
}

/// <summary>Which update versions are in use, so that nobody removes their packages.</summary>
/// <param name="Schema">1.</param>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Versions">In ordinal order of OS and version.</param>
public sealed record QuattorVersions(int Schema, DateTimeOffset Time, ImmutableArray<QuattorVersion> Versions)
{
    internal static QuattorVersions Of(ReaderView view)
    {
        IEnumerable<(string Os, string Version, int Hosts, int Freezes)> hosts = view.Fleet.Hosts.Where(h => h is { Os: not null, Version: not null }).Select(h => (h.Os!, h.Version!, 1, 0));
        IEnumerable<(string Os, string Version, int Hosts, int Freezes)> freezes = FreezeRow.All(view).Where(f => f.Os is not null).Select(f => (f.Os!, f.Version, 0, 1));
        return new(1, view.Fleet.Time,
        [
            .. hosts.Concat(freezes).GroupBy(u => (u.Os, u.Version)).Select(g => new QuattorVersion(g.Key.Os, g.Key.Version, g.Sum(u => u.Hosts), g.Sum(u => u.Freezes)))
                .OrderBy(v => v.Os, StringComparer.Ordinal).ThenBy(v => v.Version, StringComparer.Ordinal),
        ]);
    }
}

/// <summary>An update version in use.</summary>
/// <param name="Os">Name of the OS.</param>
/// <param name="Version">Update version.</param>
/// <param name="Hosts">Hosts that should have it.</param>
/// <param name="Freezes">Freezes that name it, those that have ended included.</param>
public sealed record QuattorVersion(string Os, string Version, int Hosts, int Freezes);
