using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Views;

/// <summary>Hosts that stay on a version.</summary>
public sealed record FreezeRow
{
    /// <summary>Days before its end in which a freeze is called to mind.</summary>
    public const int EndingDays = 14;

    /// <summary>The one host, or null where it is of several.</summary>
    public required string? Host { get; init; }

    /// <summary>The site, or null where none is known.</summary>
    public required string? Site { get; init; }

    /// <summary>OS, or null where the profile does not say it.</summary>
    public required string? Os { get; init; }

    /// <summary>The update version on which they stay.</summary>
    public required string Version { get; init; }

    /// <summary>The kernel that stays too, or null.</summary>
    public required string? Kernel { get; init; }

    /// <summary><c>ended</c>, <c>ending</c> (within <see cref="EndingDays"/> days), or <c>holds</c>.</summary>
    public required string State { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Hosts that it keeps, or kept.</summary>
    public required int Hosts { get; init; }

    /// <summary>Where it is written: <c>federation.yaml</c> or <c>profile</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it has ended.</summary>
    internal bool HasEnded => State == Ended;

    private const string Ended = "ended";

    /// <summary>All that a reader may see, those that end first before the others.</summary>
    public static ImmutableArray<FreezeRow> All(ReaderView view)
    {
        FederationDefinition? federation = view.Fleet.Expectation.Federation;
        FederationResolution? resolution = federation is null ? null : new(federation, view.Today);
        IEnumerable<FreezeRow> written = (federation?.Freezes ?? [])
            .Select(f => Of(f, f.Site ?? view.Fleet.Host(f.Host!)?.Site ?? resolution!.SiteOf(f.Host!)?.Name, view)).Where(r => view.Scope.Sees(r.Site));
        IEnumerable<FreezeRow> compiled = view.Fleet.Hosts.Where(h => h.Profile?.Freeze is not null && !IsWritten(h, federation))
            .GroupBy(h => (h.Site, Os: h.Os, Freeze: h.Profile!.Freeze!)).Select(g => Of(g.Key.Freeze, [.. g], view));
        return [.. written.Concat(compiled).OrderBy(r => r.Until).ThenBy(r => r.Site, StringComparer.Ordinal).ThenBy(r => r.Host, StringComparer.Ordinal)];
    }

    // What the profile says of a freeze of federation.yaml is that freeze, compiled; one of a kernel plan's row stands with the plans.
    private static bool IsWritten(FleetHost host, FederationDefinition? federation)
    {
        MachineFreeze freeze = host.Profile!.Freeze!;
        if (federation is null) return false;
        return federation.Freezes.Any(f => (f.Host == host.Name || (f.Host is null && f.Site == host.Site)) && f.Version == freeze.Version && f.Until == freeze.Until)
            || federation.Kernels.Any(p => freeze.Reason == $"reboot into kernel {p.Kernel}" && p.Sites.Any(s => s.Site == host.Site && s.Version == freeze.Version));
    }

    private static FreezeRow Of(Freeze freeze, string? site, ReaderView view) => new()
    {
        Host = freeze.Host, Site = site, Os = freeze.Os, Version = freeze.Version, Kernel = freeze.Kernel, State = StateOf(freeze.Until, view.Today), Until = freeze.Until,
        Owner = freeze.Owner, Reason = freeze.Reason, Source = "federation.yaml",
        Hosts = freeze.Host is { } name ? (view.Fleet.Host(name) is null ? 0 : 1) : view.Fleet.Hosts.Count(h => h.Site == freeze.Site && h.Os == freeze.Os),
    };

    private static FreezeRow Of(MachineFreeze freeze, ImmutableArray<FleetHost> hosts, ReaderView view) => new()
    {
        Host = hosts is [var one] ? one.Name : null, Site = hosts[0].Site, Os = hosts[0].Os, Version = freeze.Version, Kernel = freeze.Kernel,
        State = StateOf(freeze.Until, view.Today), Until = freeze.Until, Owner = freeze.Owner, Reason = freeze.Reason, Hosts = hosts.Length, Source = "profile",
    };

    private static string StateOf(DateOnly until, DateOnly today) => until < today ? Ended : until <= today.AddDays(EndingDays) ? "ending" : "holds";
}
