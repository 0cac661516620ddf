using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Views;

/// <summary>How the hosts that a reader sees were on a day.</summary>
public sealed record TrendDay
{
    /// <summary>Days that the pages show.</summary>
    public const int Days = 90;

    /// <summary>The day, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>All hosts.</summary>
    public required int Hosts { get; init; }

    /// <summary>Nothing was wrong.</summary>
    public required int Right { get; init; }

    /// <summary>Behind their version.</summary>
    public required int Behind { get; init; }

    /// <summary>Not as their profile.</summary>
    public required int Different { get; init; }

    /// <summary>No report for some days.</summary>
    public required int Silent { get; init; }

    /// <summary>In profiles only.</summary>
    public required int NeverReported { get; init; }

    /// <summary>A newer kernel was installed, or should have run.</summary>
    public required int Reboot { get; init; }

    /// <summary>Kept by a freeze.</summary>
    public required int Frozen { get; init; }

    /// <summary>The last days that are known, oldest first; of one site, or of all that the reader sees.</summary>
    public static ImmutableArray<TrendDay> Of(ReaderView view, IMonitorStore store, string? site = null) =>
    [
        .. store.Trend(view.Today.AddDays(1 - Days)).Where(r => view.Scope.Sees(r.Site) && (site is null || r.Site == site)).GroupBy(r => r.Day).OrderBy(g => g.Key).Select(g => new TrendDay
        {
            Day = g.Key, Hosts = g.Sum(r => r.Hosts), Right = g.Sum(r => r.Right), Behind = g.Sum(r => r.Behind), Different = g.Sum(r => r.Different), Silent = g.Sum(r => r.Silent),
            NeverReported = g.Sum(r => r.NeverReported), Reboot = g.Sum(r => r.RebootPending), Frozen = g.Sum(r => r.Frozen),
        }),
    ];
}
