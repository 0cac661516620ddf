using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Files;
using GrifErrata.Sources;
using GrifErrata.Time;

namespace GrifErrata.Feeds.Fetching;

/// <summary>What to fetch for one OS.</summary>
/// <param name="OsDirectory">The OS's folder.</param>
/// <param name="Os">Its name.</param>
/// <param name="Feeds">The feeds of its os.yaml.</param>
/// <param name="Today">The day against which the newest advisory is held.</param>
public sealed record FetchRequest(string OsDirectory, string Os, ImmutableArray<FeedDefinition> Feeds, DateOnly Today)
{
    /// <summary>Only the feed of this place, or null for all.</summary>
    public string? Feed { get; init; }

    /// <summary>What a person accepts.</summary>
    public ImmutableArray<FeedAcceptance> Accepted { get; init; } = [];
}

/// <summary>What became of a feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Pinned">What is pinned now, or null.</param>
/// <param name="Outcome">What was done.</param>
public sealed record FetchResult(FeedDefinition Feed, LockedFeed? Pinned, FetchOutcome Outcome);

/// <summary>What became of a feed.</summary>
public enum FetchOutcome
{
    /// <summary>New files lie at its place and are pinned.</summary>
    Brought,

    /// <summary>The publisher has nothing new.</summary>
    Unchanged,

    /// <summary>Nothing was changed after an error.</summary>
    Refused,
}

/// <summary>
/// Brings feeds and pins them in <c>sources.lock</c>. A feed is taken whole or not at all: after any error its files and its entry in the lock
/// are what they were.
/// </summary>
public sealed class FeedFetcher : IDisposable
{
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly FetchSettings _settings;
    private readonly ContentCache _cache;
    private readonly Download _download;

    /// <summary>A fetcher with one HTTP client for all its requests.</summary>
    /// <param name="cache">Takes what is fetched.</param>
    /// <param name="settings">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">Sends requests, without following redirects; null for the network.</param>
    public FeedFetcher(ContentCache cache, FetchSettings settings, TimeProvider time, HttpMessageHandler? handler = null)
    {
        _cache = cache;
        _settings = settings;
        _time = time;
#pragma warning disable CA2000 // The client disposes it.
        _client = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: handler is null)
        {
            // Patience is ours: a large file may take longer than any one limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore CA2000
        _download = new Download(_client, time, settings, cache);
    }

    /// <summary>Fetches feeds of one OS, one after the other.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="diagnostics">Takes errors, and for each feed that stays as it was a warning that names the copy.</param>
    /// <param name="cancellationToken">Cancels; the feed at work stays as it was.</param>
    /// <returns>What became of each feed, in the order of os.yaml; empty where the lock cannot be read.</returns>
    public async Task<ImmutableArray<FetchResult>> FetchAsync(FetchRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (PinnedFeeds.ReadLock(request.OsDirectory, diagnostics) is not { } sources) return [];
        ImmutableArray<FetchResult>.Builder results = ImmutableArray.CreateBuilder<FetchResult>();
        sources = sources.Only(request.Feeds.Select(f => f.To));
        foreach (FeedDefinition feed in request.Feeds.Where(f => request.Feed is null || f.To == request.Feed))
        {
            DiagnosticBag own = [];
            LockedFeed? before = sources.Find(feed.To);
            FetchResult result = await FetchOneAsync(request, feed, sources, own, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == FetchOutcome.Refused && before is not null)
            {
                own.Add(FeedDiagnostics.Kept, feed.Location,
                    $"The copy of the feed {feed.To} that was fetched on {UtcText.Day(before.Fetched)} stays: {before.Advisories} advisories, {before.Packages} packages. Nothing in {feed.Path} was changed.");
            }

            diagnostics.AddRange(own);
            if (result.Pinned is { } pinned) sources = sources.With(pinned);
            results.Add(result);
        }

        return results.ToImmutable();
    }

    /// <summary>Brings a repository or file into a new folder, to be looked at; the caller deletes the folder.</summary>
    /// <returns>The folder or file, or null after an error.</returns>
    public async Task<string?> BringAsync(FeedDefinition feed, string folder, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        string place = Path.Combine(folder, "feed");
        FeedSource source = new(_download, _settings, signature: null, Path.Combine(folder, "staging"));
        if (await source.BringAsync(feed, known: null, diagnostics, cancellationToken).ConfigureAwait(false) is not { } copy) return null;
        copy.Lay(place);
        return place;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<FetchResult> FetchOneAsync(
        FetchRequest request, FeedDefinition feed, SourcesLock sources, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        FetchResult refused = new(feed, sources.Find(feed.To), FetchOutcome.Refused);
        string place = Path.Combine(request.OsDirectory, feed.Path);
        if (LeadsOut(request.OsDirectory, place))
        {
            diagnostics.Add(FeedDiagnostics.CannotInstall, feed.Location, $"{place} is a link to a place outside the OS's folder, where nothing is written. Remove the link.");
            return refused;
        }

        DetachedSignature? signature = null;
        if (feed.Key is { } key)
        {
            if (PublicKeys.Read(Path.Combine(request.OsDirectory, key), feed.Location, diagnostics) is not { } keys) return refused;
            signature = new DetachedSignature(keys, _time.GetUtcNow());
        }

        string? staging = null;
        try
        {
            staging = _cache.NewFolder();
            FeedInstallation installation = new(request, feed, sources, _time.GetUtcNow(), diagnostics);
            if (request.Accepted.Contains(FeedAcceptance.ChangedFiles) && installation.HasChangedFiles)
                return installation.PinWhatIsThere(signature, cancellationToken) ?? refused;

            FeedSource source = new(_download, _settings, signature, staging);
            FeedCopy? copy = await source.BringAsync(feed, installation.Known, diagnostics, cancellationToken).ConfigureAwait(false);
            return copy is null ? refused : installation.Take(copy, Path.Combine(staging, "copy"), cancellationToken) ?? refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FeedDiagnostics.Cache, new(_cache.Root),
                $"The cache cannot be used ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check the folder's permissions and the disk's room, or name another with {ContentCache.Variable}.");
            return refused;
        }
        finally
        {
            if (staging is not null) RemoveFolder(staging);
        }
    }

    private static bool LeadsOut(string osDirectory, string place)
    {
        // Of a place that does not exist yet, the folder in which it will be made counts.
        string there = place;
        while (!Path.Exists(there) && new FileInfo(there).LinkTarget is null) there = Path.GetDirectoryName(there)!;
        return there.Length > osDirectory.Length && LinkTarget.IsOutside(osDirectory, there);
    }

    private static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It lies in the cache and harms nothing; the error that matters came before.
        }
    }
}
