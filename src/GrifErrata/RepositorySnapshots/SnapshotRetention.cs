using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Federation;
using GrifErrata.Updates;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Which snapshots stay: a machine whose snapshot is gone loses the builds that it locks, and stops updating.</summary>
/// <param name="Newest">How many of the newest stay whoever has them; at least 1.</param>
/// <param name="Days">Days from a version's date for which it stays whoever has it; 0 and more.</param>
public sealed record SnapshotRetention(int Newest, int Days)
{
    /// <summary>3 versions, 90 days.</summary>
    public static SnapshotRetention Default { get; } = new(3, 90);

    /// <summary>Judges snapshots.</summary>
    /// <param name="versions">The versions that have one.</param>
    /// <param name="os">Name of the OS's folder.</param>
    /// <param name="federation">The federation, or null: then only number and age count.</param>
    /// <param name="today">The day.</param>
    /// <returns>Each version, oldest first.</returns>
    public ImmutableArray<SnapshotVerdict> Judge(IEnumerable<string> versions, string os, FederationDefinition? federation, DateOnly today)
    {
        ImmutableArray<string> all = [.. versions.Order(StringComparer.Ordinal)];
        Dictionary<string, string> named = federation is null ? [] : Named(federation, os, today);
        return
        [
            .. all.Select((v, i) => new SnapshotVerdict(v, named.TryGetValue(v, out string? by) ? by
                : i >= all.Length - Math.Max(1, Newest) ? Newest <= 1 ? "it is the newest" : $"it is one of the newest {Newest}"
                : IsYoung(v, today) ? $"it is not older than {Days} days"
                : null)),
        ];
    }

    private bool IsYoung(string version, DateOnly today) =>
        DateOnly.TryParseExact(version, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && today.DayNumber - day.DayNumber <= Days;

    // The first that names a version says why. A freeze that has run out names it still: its machines have the version until somebody takes it away.
    private static Dictionary<string, string> Named(FederationDefinition federation, string os, DateOnly today)
    {
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        foreach (StageVersion stage in federation.StageVersions.Where(s => s.Os == os)) named.TryAdd(stage.Version, $"stage {stage.Stage} has it");
        foreach (Freeze freeze in federation.Freezes.Where(f => f.Os == os)) named.TryAdd(freeze.Version, $"{freeze.Host ?? freeze.Site} is frozen on it");
        foreach (KernelPlan plan in federation.Kernels.Where(p => p.Os == os))
        {
            named.TryAdd(plan.Version, "a kernel plan names it");
            foreach (KernelPlanSite site in plan.Sites) named.TryAdd(site.Version, $"a kernel plan names it for {site.Site}");
        }

        FederationResolution resolution = new(federation, today);
        foreach (Site site in federation.Sites)
        {
            foreach (SiteStay stay in site.Stays.Where(s => s.Os == os)) named.TryAdd(stay.Version, $"{site.Name} stays on it");
            foreach (SiteEarly early in site.Earlies.Where(e => e.Os == os)) named.TryAdd(early.Version, $"{site.Name} has it before its stage");
            if (resolution.Resolve(string.Empty, site.Name, os).Version is { } now) named.TryAdd(now, $"{site.Name} has it");
            foreach (SiteLag lag in site.Lags.Where(l => l.Os == os))
            {
                // What the stage had in these days the site still gets.
                foreach (Promotion promotion in federation.History.Where(p => p.Os == os && p.Stage == site.Stage && p.Site is null && p.Date > today.AddDays(-lag.Days)))
                    named.TryAdd(promotion.Version, $"{site.Name} gets it {lag.Days} days after its stage");
            }
        }

        return named;
    }
}

/// <summary>What becomes of a snapshot.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Kept">Why it stays, in words; null for one that goes.</param>
public sealed record SnapshotVerdict(string Version, string? Kept);
