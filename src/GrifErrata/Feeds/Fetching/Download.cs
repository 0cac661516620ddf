using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using GrifErrata.Diagnostics;

namespace GrifErrata.Feeds.Fetching;

/// <summary>Fetches single files over http and https: with retries, bounds and the rest of what broke off; hashed while they come in.</summary>
/// <param name="client">Sends requests; must neither follow redirects nor decompress.</param>
/// <param name="time">The clock for pauses and patience.</param>
/// <param name="settings">Bounds.</param>
/// <param name="cache">Takes the files.</param>
internal sealed class Download(HttpClient client, TimeProvider time, FetchSettings settings, ContentCache cache)
{
    /// <summary>Fetches a file. Never throws for what a server or a disk does.</summary>
    public async Task<FetchedFile> GetAsync(FetchTarget target, CancellationToken cancellationToken)
    {
        if (target.Url.IsFile) return LocalCopy.Take(target, settings, cache);
        if (settings.Offline)
        {
            return FetchedFile.Not(FetchStatus.Failed, FeedDiagnostics.Offline.At(target.Location,
                $"{target.Url} would have to be fetched, but --offline forbids the network. Run the command without it, or use what was fetched before."));
        }

        if (FromCache(target) is { } known) return known;
        TimeSpan pause = settings.FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            FetchedFile result = await TryAsync(target, cancellationToken).ConfigureAwait(false);
            if (!result.MayPass || attempt >= settings.Tries) return result;
            TimeSpan wait = result.Wait is { } asked && asked > pause ? asked : pause;
            if (wait > settings.LongestPause) wait = settings.LongestPause;
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            pause *= 2;
        }
    }

    private FetchedFile? FromCache(FetchTarget target)
    {
        if (target.Expected is not { Checksum: { Algorithm: Input.ChecksumAlgorithm.Sha256 } checksum }) return null;
        try
        {
            return cache.Find(checksum.Hex) is { } path && new FileInfo(path).Length is var size && (target.Expected.Size ?? size) == size
                ? new(FetchStatus.Fetched) { Path = path, Sha256 = checksum.Hex, Size = size }
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<FetchedFile> TryAsync(FetchTarget target, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(settings.Patience, time);
        using CancellationTokenSource longest = new(settings.LongestTry, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token, longest.Token);
        try
        {
            PartialFile partial = cache.Partial(target.Url);
            Redirects redirects = new(target, settings.MaxRedirects);
            for (; ; )
            {
                using HttpResponseMessage response = await SendAsync(target, redirects.Url, partial, either.Token).ConfigureAwait(false);
                if (Redirects.Is(response))
                {
                    if (redirects.Follow(response) is { } refused) return refused;
                    continue;
                }

                return await TakeAsync(target, response, partial, patience, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string limit = longest.IsCancellationRequested ? $"the try took more than {settings.LongestTry}" : $"the server sent nothing for {settings.Patience}";
            return Broken(target, limit);
        }
        catch (HttpRequestException e)
        {
            return Broken(target, OneLine(e.Message));
        }
        catch (HttpIOException e)
        {
            return Broken(target, OneLine(e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FetchedFile.Not(FetchStatus.Failed, FeedDiagnostics.Cache.At(new(cache.Root),
                $"{target.Url} cannot be written to the cache ({OneLine(e.Message)}). Check the folder's permissions and the disk's room, or name another with {ContentCache.Variable}."));
        }
    }

    private async Task<FetchedFile> TakeAsync(
        FetchTarget target, HttpResponseMessage response, PartialFile partial, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        string? etag = response.Headers.ETag?.ToString();
        string? modified = Header(response, "Last-Modified");
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotModified when target.ETag is not null || target.LastModified is not null:
                return new(FetchStatus.NotModified);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return FetchedFile.Not(FetchStatus.NotFound, Unreachable(target, $"the server has no such file ({(int)response.StatusCode})"));
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                partial.Delete();
                return Broken(target, "the server could not go on where the download broke off");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                return Broken(target, $"the server answered {(int)response.StatusCode}") with { Wait = Wait(response) };
            case HttpStatusCode.OK or HttpStatusCode.PartialContent:
                break;
            default:
                return FetchedFile.Not(FetchStatus.Failed, Unreachable(target, $"the server answered {(int)response.StatusCode}"));
        }

        bool resumed = response.StatusCode == HttpStatusCode.PartialContent;
        if (resumed && (partial.Length == 0 || response.Content.Headers.ContentRange?.From != partial.Length))
        {
            partial.Delete();
            return Broken(target, "the server sent another part than the one that was asked for");
        }

        Body body = new(target, settings, cache, partial);
        string? mark = response.Headers.ETag is { IsWeak: false } ? etag : modified;
        FetchedFile taken = await body.TakeAsync(response, resumed, mark, patience, cancellationToken).ConfigureAwait(false);
        return taken with { ETag = etag, LastModified = modified };
    }

    private async Task<HttpResponseMessage> SendAsync(FetchTarget target, Uri url, PartialFile partial, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        Fill(request.Headers, target, partial);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static void Fill(HttpRequestHeaders headers, FetchTarget target, PartialFile partial)
    {
        headers.UserAgent.Add(new ProductInfoHeaderValue("grif-errata", null));
        if (target.Fresh) headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (partial.Length is > 0 and var length && partial.Mark is { } mark)
        {
            headers.Range = new RangeHeaderValue(length, null);
            headers.TryAddWithoutValidation("If-Range", mark);
            return;
        }

        if (target.ETag is { } etag) headers.TryAddWithoutValidation("If-None-Match", etag);
        if (target.LastModified is { } modified) headers.TryAddWithoutValidation("If-Modified-Since", modified);
    }

    private TimeSpan? Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - time.GetUtcNow());

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Content.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private FetchedFile Broken(FetchTarget target, string why) =>
        FetchedFile.Not(FetchStatus.Failed, Unreachable(target, string.Create(CultureInfo.InvariantCulture, $"{why}; tried {settings.Tries} times"))) with { MayPass = true };

    private static Diagnostic Unreachable(FetchTarget target, string why) =>
        FeedDiagnostics.Unreachable.At(target.Location, $"{target.Url} cannot be fetched: {why}. Check the address, or try again later or from another mirror.");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
