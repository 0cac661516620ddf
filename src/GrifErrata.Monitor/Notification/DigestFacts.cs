using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Federation;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Notification;

/// <summary>What a digest tells of the judged hosts.</summary>
internal static class DigestFacts
{
    private const int DaysBefore = 14;

    /// <summary>The digest, and what is to be remembered when it was sent.</summary>
    /// <param name="fleet">All hosts.</param>
    /// <param name="site">The site, or null for all.</param>
    /// <param name="told">What the last one told, or null.</param>
    /// <param name="day">The day of the digest.</param>
    public static (DigestInput Input, DigestMemory Memory) Of(FleetSnapshot fleet, string? site, DigestMemory? told, DateOnly day)
    {
        FleetSnapshot part = site is null ? fleet : fleet.Where(h => h.Site == site);
        DigestMemory now = new(With(HostVerdict.Behind), With(HostVerdict.Silent), With(HostVerdict.NeverReported));
        DigestMemory before = told ?? new([], [], []);
        FederationDefinition? federation = fleet.Expectation.Federation;
        ImmutableArray<Freeze> freezes =
        [
            .. (federation?.Freezes ?? []).Where(f => site is null || SiteOf(f, fleet, federation!) == site).OrderBy(f => f.Until).ThenBy(f => f.Host ?? f.Site, StringComparer.Ordinal),
        ];
        FleetCounts counts = part.Counts;
        DigestInput input = new()
        {
            Name = site ?? federation?.Name ?? "the federation",
            Day = day,
            IsFirst = told is null,
            Behind = New(now.Behind, before.Behind, h => $"{h.Version ?? "open advisories"}{(h.BehindSince is { } since ? $" since {Day(since)}" : string.Empty)}"),
            Silent = New(now.Silent, before.Silent, h => h.Report is { } report ? $"last report {Day(DateOnly.FromDateTime(report.LastSeen.UtcDateTime))}" : string.Empty),
            NeverReported = New(now.NeverReported, before.NeverReported, h => h.Version ?? string.Empty),
            Right = [.. part.Hosts.Where(h => h.Verdict.IsRight() && (before.Behind.Contains(h.Name) || before.Silent.Contains(h.Name) || before.NeverReported.Contains(h.Name))).Select(h => Shown(h, string.Empty))],
            Expiring = [.. freezes.Where(f => f.Until >= day && f.Until <= day.AddDays(DaysBefore)).Select(Ending)],
            Expired = [.. freezes.Where(f => f.Until < day).Select(Ending)],
            Totals = new(counts.Hosts, counts.Right, counts.Behind, counts.Different, counts.Forgotten, counts.Silent, counts.NeverReported, counts.Reboot),
        };
        return (input, now);

        ImmutableHashSet<string> With(HostVerdict verdict) => part.Hosts.Where(h => h.Verdict.HasFlag(verdict)).Select(h => h.Name).ToImmutableHashSet(StringComparer.Ordinal);

        ImmutableArray<DigestHost> New(ImmutableHashSet<string> hosts, ImmutableHashSet<string> known, Func<FleetHost, string> note) =>
            [.. part.Hosts.Where(h => hosts.Contains(h.Name) && !known.Contains(h.Name)).Select(h => Shown(h, note(h)))];

        DigestHost Shown(FleetHost host, string note) => new(host.Name, site is null ? host.Site : null, note);

        static DigestFreeze Ending(Freeze freeze) => new(freeze.Host ?? freeze.Site!, freeze.Os, freeze.Version, freeze.Until, freeze.Owner, freeze.Reason);
    }

    // A frozen host may have neither profile nor report: then the federation's patterns say whose it is.
    private static string? SiteOf(Freeze freeze, FleetSnapshot fleet, FederationDefinition federation) =>
        freeze.Site ?? fleet.Host(freeze.Host!)?.Site ?? federation.Sites.FirstOrDefault(s => s.Hosts.Any(p => HostPattern.Matches(p.Name, freeze.Host!)))?.Name;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
