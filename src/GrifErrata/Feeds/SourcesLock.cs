using System.Collections.Immutable;

namespace GrifErrata.Feeds;

/// <summary>What <c>grif-errata fetch</c> brought for one OS: <c>errata-input/&lt;os&gt;/sources.lock</c>.</summary>
/// <param name="Feeds">The feeds, ordered by their place (ordinal).</param>
public sealed record SourcesLock(ImmutableArray<LockedFeed> Feeds)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "sources.lock";

    /// <summary>Nothing was fetched.</summary>
    public static SourcesLock Empty { get; } = new([]);

    /// <summary>The feed that was brought to a place, or null.</summary>
    public LockedFeed? Find(string to) => Feeds.FirstOrDefault(f => f.To == to);

    /// <summary>The lock with one feed added or replaced.</summary>
    public SourcesLock With(LockedFeed feed) =>
        new([.. Feeds.Where(f => f.To != feed.To).Append(feed).OrderBy(f => f.To, StringComparer.Ordinal)]);

    /// <summary>The lock with these feeds only.</summary>
    public SourcesLock Only(IEnumerable<string> places)
    {
        HashSet<string> kept = new(places, StringComparer.Ordinal);
        return new([.. Feeds.Where(f => kept.Contains(f.To))]);
    }
}

/// <summary>A feed as it was brought.</summary>
/// <param name="To">Its place below <c>sources</c>.</param>
/// <param name="Address">Its address as os.yaml has it.</param>
/// <param name="Type">What lies at the address.</param>
/// <param name="Fetched">When these files came, UTC; a later fetch that finds the same changes nothing.</param>
public sealed record LockedFeed(string To, string Address, FeedType Type, DateTimeOffset Fetched)
{
    /// <summary>The server's mark of the version, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>The server's <c>Last-Modified</c> as written, or null.</summary>
    public string? LastModified { get; init; }

    /// <summary>When the publisher made the feed, UTC: of a repository its revision, of a file <c>Last-Modified</c>; null where neither says.</summary>
    public DateTimeOffset? Made { get; init; }

    /// <summary>Fingerprint of the key that signed it, in upper-case hexadecimal digits, or null.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Number of different advisory ids.</summary>
    public int Advisories { get; init; }

    /// <summary>Number of advisories that list no package.</summary>
    public int WithoutPackages { get; init; }

    /// <summary>Number of packages that the repository has; 0 for a feed of advisories alone.</summary>
    public int Packages { get; init; }

    /// <summary>The newest date of an advisory, UTC; null without any.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>What was accepted on purpose when these files were pinned.</summary>
    public ImmutableArray<FeedAcceptance> Accepted { get; init; } = [];

    /// <summary>The files, ordered by path (ordinal).</summary>
    public ImmutableArray<LockedFile> Files { get; init; } = [];
}

/// <summary>A file as it was brought.</summary>
/// <param name="Path">Path relative to the OS's folder, with <c>/</c>.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
public sealed record LockedFile(string Path, string Sha256, long Size);
