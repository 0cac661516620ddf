using System.Collections.Immutable;

namespace GrifErrata.Monitoring;

/// <summary>How machines are, as the monitor said it: its document <c>/api/quattor/hosts</c>.</summary>
/// <param name="Time">When the monitor judged them, UTC.</param>
/// <param name="Hosts">The machines, in the document's order.</param>
public sealed record MonitoredFleet(DateTimeOffset Time, ImmutableArray<MonitoredHost> Hosts);

/// <summary>A machine as the monitor judged it.</summary>
/// <param name="Host">Full name.</param>
/// <param name="Site">Site, or null.</param>
/// <param name="Os">Name of its OS's folder, or null.</param>
/// <param name="Version">The update version that it should have, or null.</param>
/// <param name="Followed">The version that it would have if nothing kept it, or null.</param>
/// <param name="Verdicts">All verdicts in words, the gravest first: <c>forgotten</c>, <c>behind</c>, <c>silent</c> and others.</param>
/// <param name="BehindSince">The day since which it is behind, or null.</param>
/// <param name="LastSeen">When its last report came, UTC, or null for never.</param>
public sealed record MonitoredHost(
    string Host, string? Site, string? Os, string? Version, string? Followed, ImmutableArray<string> Verdicts, DateOnly? BehindSince, DateTimeOffset? LastSeen)
{
    /// <summary>On an old version, and no freeze that holds says so.</summary>
    public bool IsForgotten => Verdicts.Contains("forgotten", StringComparer.Ordinal);

    /// <summary>Whether somebody should look before it gets another version: forgotten, behind, silent, or never reported.</summary>
    public bool NeedsSomebody => IsForgotten || Verdicts.Any(v => v is "behind" or "silent" or "never reported");
}
