using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using GrifErrata.Diagnostics;
using GrifErrata.Time;

namespace GrifErrata.Feeds;

/// <summary>Holds the fetched files of one OS against <c>sources.lock</c>. Never touches the network.</summary>
public static class PinnedFeeds
{
    /// <summary>Reads the lock of an OS's folder.</summary>
    /// <param name="osDirectory">The folder.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>Empty where there is no such file; null after an error.</returns>
    public static SourcesLock? ReadLock(string osDirectory, DiagnosticBag diagnostics)
    {
        string file = LockPath(osDirectory);
        try
        {
            return File.Exists(file) ? SourcesLockFile.Read(File.ReadAllBytes(file), file, diagnostics) : SourcesLock.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FeedDiagnostics.Lock, new(file), $"The file cannot be read ({e.Message.TrimEnd('.')}). Check its permissions.");
            return null;
        }
    }

    /// <summary>
    /// Reports every feed that was not fetched, whose files are missing or are not the pinned ones, which has fewer advisories than os.yaml
    /// expects, or whose newest advisory is too old.
    /// </summary>
    /// <param name="osDirectory">The OS's folder.</param>
    /// <param name="os">Its name, for the commands in messages.</param>
    /// <param name="feeds">The feeds of os.yaml.</param>
    /// <param name="today">The day against which the newest advisory is held; null where age does not matter.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public static void Check(string osDirectory, string os, ImmutableArray<FeedDefinition> feeds, DateOnly? today, DiagnosticBag diagnostics)
    {
        if (feeds.IsEmpty || ReadLock(osDirectory, diagnostics) is not { } sources) return;
        foreach (FeedDefinition feed in feeds)
        {
            string fetch = FeedSilences.Command(os, feed);
            if (Pinned(sources, feed) is not { } pinned)
            {
                string why = sources.Find(feed.To) is { } other ? $"sources.lock has it from {other.Address}" : "sources.lock does not name it";
                diagnostics.Add(FeedDiagnostics.NotFetched, feed.Location, $"The feed {feed.To} has not been fetched from {feed.Url}: {why}. Run: {fetch}");
                continue;
            }

            if (feed.Key is not null && pinned.SignedBy is null)
            {
                diagnostics.Add(FeedDiagnostics.NotFetched, feed.Location, $"The feed {feed.To} was fetched before os.yaml gave it a `key`, so no signature was checked. Run: {fetch}");
                continue;
            }

            if (!CheckFiles(osDirectory, os, feed, pinned, diagnostics)) continue;
            FeedSilences silences = new(os, feed, pinned.Accepted, diagnostics);
            silences.CheckPinned(pinned);
            if (today is { } day) silences.CheckAge(pinned.Advisories, pinned.Newest, day);
        }
    }

    /// <summary>Whether every file of a feed is there and is the pinned one.</summary>
    internal static bool AreIntact(string osDirectory, LockedFeed pinned) => pinned.Files.All(f => Hash(Path.Combine(osDirectory, f.Path)) == f.Sha256);

    /// <summary>What is pinned of a feed as os.yaml has it now, or null.</summary>
    internal static LockedFeed? Pinned(SourcesLock sources, FeedDefinition feed) =>
        sources.Find(feed.To) is { } pinned && pinned.Address == feed.Url.OriginalString && pinned.Type == feed.Type && !pinned.Files.IsEmpty ? pinned : null;

    internal static string LockPath(string osDirectory) => Path.Combine(osDirectory, SourcesLock.FileName);

    /// <summary>SHA-256 of a file; null where it cannot be read.</summary>
    internal static string? Hash(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool CheckFiles(string osDirectory, string os, FeedDefinition feed, LockedFeed pinned, DiagnosticBag diagnostics)
    {
        bool right = true;
        foreach (LockedFile file in pinned.Files)
        {
            string path = Path.Combine(osDirectory, file.Path);
            string? hash = Hash(path);
            if (hash == file.Sha256) continue;
            right = false;
            if (hash is null)
            {
                diagnostics.Add(FeedDiagnostics.NotFetched, new(path), $"The file of the feed {feed.To} is absent or cannot be read; nothing is fetched by a build. Run: {FeedSilences.Command(os, feed)}");
                continue;
            }

            long size = new FileInfo(path).Length;
            diagnostics.Add(FeedDiagnostics.Changed, new(path), string.Create(CultureInfo.InvariantCulture,
                $"The file of the feed {feed.To} has {size} bytes and SHA-256 {hash}, but {file.Size} bytes and {file.Sha256} were pinned on {UtcText.Day(pinned.Fetched)}. ")
                + $"To take the published file: {FeedSilences.Command(os, feed)}; to pin this one on purpose: {FeedSilences.Command(os, feed, FeedAcceptance.ChangedFiles)}");
        }

        return right;
    }
}
