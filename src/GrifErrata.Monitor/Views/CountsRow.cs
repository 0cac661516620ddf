using GrifErrata.Monitor.Fleet;

namespace GrifErrata.Monitor.Views;

/// <summary>How many hosts of a group have which verdict; a host with several counts in each.</summary>
public sealed record CountsRow
{
    /// <summary>Site or OS; null for hosts of none.</summary>
    public required string? Name { get; init; }

    /// <summary>All hosts.</summary>
    public required int Hosts { get; init; }

    /// <summary>Nothing is wrong.</summary>
    public required int Right { get; init; }

    /// <summary>On an old version, and no freeze that holds says so.</summary>
    public required int Forgotten { get; init; }

    /// <summary>In profiles, no report yet.</summary>
    public required int NeverReported { get; init; }

    /// <summary>No report for some days.</summary>
    public required int Silent { get; init; }

    /// <summary>Older packages than their version's.</summary>
    public required int Behind { get; init; }

    /// <summary>Not as their profile.</summary>
    public required int Different { get; init; }

    /// <summary>A newer kernel is installed, or should run.</summary>
    public required int Reboot { get; init; }

    /// <summary>Kept by a freeze that holds.</summary>
    public required int Frozen { get; init; }

    /// <summary>Without a profile.</summary>
    public required int Strangers { get; init; }

    /// <summary>Of no known OS or version.</summary>
    public required int NotJudged { get; init; }

    /// <summary>Lack a critical fix that is published.</summary>
    public required int Critical { get; init; }

    /// <summary>The row of a group.</summary>
    public static CountsRow Of(FleetGroup group) => Of(group.Name.Length == 0 ? null : group.Name, group.Counts);

    /// <summary>The row of counts.</summary>
    public static CountsRow Of(string? name, FleetCounts counts) => new()
    {
        Name = name, Hosts = counts.Hosts, Right = counts.Right, Forgotten = counts.Forgotten, NeverReported = counts.NeverReported, Silent = counts.Silent,
        Behind = counts.Behind, Different = counts.Different, Reboot = counts.Reboot, Frozen = counts.Frozen, Strangers = counts.Strangers, NotJudged = counts.NotJudged,
        Critical = counts.Critical,
    };
}
