using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Time;

namespace GrifErrata.Feeds;

/// <summary>
/// Finds feeds that have fallen silent: what looks like "nothing to update" and is a broken, emptied, stale or replayed feed. Each finding is
/// an error with both numbers and the command that accepts it on purpose.
/// </summary>
/// <param name="os">Name of the OS, for the command.</param>
/// <param name="feed">The feed.</param>
/// <param name="accepted">What a person accepts.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class FeedSilences(string os, FeedDefinition feed, IReadOnlyCollection<FeedAcceptance> accepted, DiagnosticBag diagnostics)
{
    private readonly SortedSet<FeedAcceptance> _used = [];

    /// <summary>What had to be accepted.</summary>
    public ImmutableArray<FeedAcceptance> Used => [.. _used];

    /// <summary>Holds a new copy against what os.yaml expects and against the one that is pinned.</summary>
    /// <param name="before">What is pinned, or null.</param>
    /// <param name="old">What the pinned copy holds, where it is there to be read.</param>
    /// <param name="now">What the new copy holds.</param>
    /// <param name="made">When the new copy was made.</param>
    public void CheckChange(LockedFeed? before, FeedState? old, FeedState now, DateTimeOffset? made)
    {
        CheckCount(now.Advisories.Count, before, now.HasUpdateInfo);
        if (before is null) return;
        if (made < before.Made)
        {
            Report(FeedDiagnostics.OlderFeed, FeedAcceptance.OlderFeed,
                $"was made on {UtcText.Second(made.Value)}, before the pinned one of {UtcText.Second(before.Made.Value)}: a mirror that lags, or an old copy played back");
        }
        else if (now.Newest < before.Newest)
        {
            Report(FeedDiagnostics.OlderFeed, FeedAcceptance.OlderFeed,
                $"has its newest advisory of {UtcText.Second(now.Newest.Value)}, but the pinned one had one of {UtcText.Second(before.Newest.Value)}");
        }
        else if (now.Newest is null && now.Advisories.Count > 0 && before.Newest is { } newest)
        {
            Report(FeedDiagnostics.OlderFeed, FeedAcceptance.OlderFeed,
                $"has {Number(now.Advisories.Count)} advisories and none with a date, but the newest of the pinned one is of {UtcText.Second(newest)}, so nothing tells which is older");
        }

        if (now.Packages == 0 && before.Packages > 0)
        {
            Report(FeedDiagnostics.VanishedPackages, FeedAcceptance.VanishedPackages,
                $"is a repository with 0 packages, but the pinned one had {Number(before.Packages)}");
        }

        List<string> vanished = old is null ? [] : [.. old.Advisories.Where(a => a.Value && now.Advisories.TryGetValue(a.Key, out bool has) && !has).Select(a => a.Key)];
        if (vanished.Count > 0)
        {
            string more = vanished.Count > 3 ? $" and {vanished.Count - 3} more" : string.Empty;
            Report(FeedDiagnostics.VanishedPackages, FeedAcceptance.VanishedPackages,
                $"lists no package any more for {Number(vanished.Count)} advisories that had some: {string.Join(", ", vanished.Take(3))}{more} (without packages now {Number(now.WithoutPackages)}, before {Number(before.WithoutPackages)})");
        }
        else if (old is null && now.WithoutPackages > before.WithoutPackages)
        {
            Report(FeedDiagnostics.VanishedPackages, FeedAcceptance.VanishedPackages,
                $"has {Number(now.WithoutPackages)} advisories without packages, but the pinned one had {Number(before.WithoutPackages)}");
        }
    }

    /// <summary>Holds a pinned copy against what os.yaml expects.</summary>
    public void CheckPinned(LockedFeed pinned) => CheckCount(pinned.Advisories, before: null, hasUpdateInfo: true);

    /// <summary>Holds the date of the newest advisory against a day.</summary>
    /// <param name="advisories">Number of advisories; a feed without any is reported for that.</param>
    /// <param name="newest">The date, or null where none has one.</param>
    /// <param name="today">The day.</param>
    public void CheckAge(int advisories, DateTimeOffset? newest, DateOnly today)
    {
        if (feed.NewestDays is not { } allowed || advisories == 0) return;
        if (newest is not { } date)
        {
            Report(FeedDiagnostics.OldNewest, FeedAcceptance.OldNewest,
                $"has {Number(advisories)} advisories and none with a date, so nobody knows how old the newest is; os.yaml allows {Number(allowed)} days");
            return;
        }

        int days = today.DayNumber - DateOnly.FromDateTime(date.UtcDateTime).DayNumber;
        if (days <= allowed) return;
        Report(FeedDiagnostics.OldNewest, FeedAcceptance.OldNewest,
            $"has its newest advisory of {UtcText.Day(date)}, {Number(days)} days before {UtcText.Day(today)}; os.yaml allows {Number(allowed)}");
    }

    private void CheckCount(int count, LockedFeed? before, bool hasUpdateInfo)
    {
        int? expected = feed.Advisories;
        if (count == 0 && expected != 0)
        {
            string had = before is { Advisories: > 0 } ? $", but the pinned one had {Number(before.Advisories)}" : expected is { } n ? $", but os.yaml expects {Number(n)}" : string.Empty;
            Report(FeedDiagnostics.NoAdvisories, FeedAcceptance.NoAdvisories,
                (hasUpdateInfo ? $"has 0 advisories{had}" : $"has no updateinfo in its repomd.xml, so 0 advisories{had}") + ". If none are meant to be there, write `expect: { advisories: 0 }`");
        }
        else if (count < expected)
        {
            Report(FeedDiagnostics.FewerAdvisories, FeedAcceptance.FewerAdvisories, $"has {Number(count)} advisories, but os.yaml expects {Number(expected.Value)}");
        }
        else if (before is not null && count * 100L < before.Advisories * 99L)
        {
            Report(FeedDiagnostics.FewerAdvisories, FeedAcceptance.FewerAdvisories,
                $"has {Number(count)} advisories, but the pinned one had {Number(before.Advisories)}: more than 1 % fewer");
        }
    }

    private void Report(DiagnosticDescriptor descriptor, FeedAcceptance acceptance, string what)
    {
        _used.Add(acceptance);
        if (accepted.Contains(acceptance)) return;
        diagnostics.Add(descriptor, feed.Location, $"The feed {feed.To} {what}. Find out why; to accept it on purpose: {Command(os, feed, acceptance)}");
    }

    /// <summary>The command that accepts something.</summary>
    public static string Command(string os, FeedDefinition feed, FeedAcceptance? acceptance = null) =>
        $"grif-errata fetch --os {os} --feed {feed.To}" + (acceptance is { } value ? $" --accept {FeedAcceptanceWords.Of(value)}" : string.Empty);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
