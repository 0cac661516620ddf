using System.Collections.Immutable;

namespace GrifErrata.Monitor.Notification;

/// <summary>What a digest tells. Hosts are in ordinal order of their names, freezes by the day on which they end.</summary>
public sealed record DigestInput
{
    /// <summary>The site, or the federation.</summary>
    public required string Name { get; init; }

    /// <summary>The day of the digest.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether nothing was told before: then all that is wrong is new.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Hosts that are behind their version since the last digest.</summary>
    public ImmutableArray<DigestHost> Behind { get; init; } = [];

    /// <summary>Hosts that fell silent.</summary>
    public ImmutableArray<DigestHost> Silent { get; init; } = [];

    /// <summary>Hosts that came into the profiles and never reported.</summary>
    public ImmutableArray<DigestHost> NeverReported { get; init; } = [];

    /// <summary>Hosts of which the last digest told something, and that are right now.</summary>
    public ImmutableArray<DigestHost> Right { get; init; } = [];

    /// <summary>Freezes that end within 14 days.</summary>
    public ImmutableArray<DigestFreeze> Expiring { get; init; } = [];

    /// <summary>Freezes that have ended and still stand.</summary>
    public ImmutableArray<DigestFreeze> Expired { get; init; } = [];

    /// <summary>How many hosts are how, all told.</summary>
    public required DigestTotals Totals { get; init; }

    /// <summary>Where the pages are, or null.</summary>
    public Uri? Pages { get; init; }
}

/// <summary>A host in a digest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Note">What there is to add, or empty: the version, the last report.</param>
public sealed record DigestHost(string Name, string? Site, string Note = "");

/// <summary>A freeze in a digest.</summary>
/// <param name="Who">Host or site.</param>
/// <param name="Os">The OS.</param>
/// <param name="Version">The update version.</param>
/// <param name="Until">The last day.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why.</param>
public sealed record DigestFreeze(string Who, string Os, string Version, DateOnly Until, string Owner, string Reason);

/// <summary>Counts of hosts; a host can be in several but <paramref name="Hosts"/>.</summary>
/// <param name="Hosts">All.</param>
/// <param name="Right">Nothing is wrong.</param>
/// <param name="Behind">Behind their version.</param>
/// <param name="Different">Not as their profile.</param>
/// <param name="Forgotten">On an old version without a freeze that holds.</param>
/// <param name="Silent">No report for some days.</param>
/// <param name="NeverReported">In profiles only.</param>
/// <param name="Reboot">A newer kernel waits.</param>
public sealed record DigestTotals(int Hosts, int Right, int Behind, int Different, int Forgotten, int Silent, int NeverReported, int Reboot);
