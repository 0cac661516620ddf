namespace GrifErrata.Feeds;

/// <summary>What a person may accept on purpose: <c>grif-errata fetch --accept</c>.</summary>
public enum FeedAcceptance
{
    /// <summary><c>no-advisories</c>: the feed has none any more.</summary>
    NoAdvisories,

    /// <summary><c>fewer-advisories</c>: it has fewer than expected or than before.</summary>
    FewerAdvisories,

    /// <summary><c>old-newest</c>: its newest advisory is older than os.yaml allows.</summary>
    OldNewest,

    /// <summary><c>vanished-packages</c>: advisories lost their packages.</summary>
    VanishedPackages,

    /// <summary><c>older-feed</c>: it was made before the one that was pinned.</summary>
    OlderFeed,

    /// <summary><c>changed-files</c>: files on disk that are not the pinned ones are pinned as they are.</summary>
    ChangedFiles,
}

/// <summary>The words for <see cref="FeedAcceptance"/>.</summary>
public static class FeedAcceptanceWords
{
    /// <summary>All words with their meanings.</summary>
    public static IReadOnlyList<(string Word, FeedAcceptance Value)> All { get; } =
    [
        ("no-advisories", FeedAcceptance.NoAdvisories),
        ("fewer-advisories", FeedAcceptance.FewerAdvisories),
        ("old-newest", FeedAcceptance.OldNewest),
        ("vanished-packages", FeedAcceptance.VanishedPackages),
        ("older-feed", FeedAcceptance.OlderFeed),
        ("changed-files", FeedAcceptance.ChangedFiles),
    ];

    /// <summary>The word.</summary>
    public static string Of(FeedAcceptance value) => All.First(w => w.Value == value).Word;
}
