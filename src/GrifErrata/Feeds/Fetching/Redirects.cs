namespace GrifErrata.Feeds.Fetching;

/// <summary>Follows redirects, but never from https to http, to another kind of address, in circles or too often.</summary>
/// <param name="target">What is fetched.</param>
/// <param name="max">Most redirects.</param>
internal sealed class Redirects(FetchTarget target, int max)
{
    private int _count;

    /// <summary>Where to ask now.</summary>
    public Uri Url { get; private set; } = target.Url;

    /// <summary>Whether an answer is a redirect (RFC 9110, 15.4).</summary>
    public static bool Is(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    /// <summary>Goes on at the address that an answer names; null, or why not.</summary>
    public FetchedFile? Follow(HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location) return Refuse("to nowhere: the answer has no Location");
        Uri next = new(Url, location);
        if (Url.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp) return Refuse($"from https to {next}, where anybody on the way can change the file");
        if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp) return Refuse($"to {next}, which is neither http nor https");
        if (++_count > max) return Refuse($"more than {max} times, last to {next}");
        Url = next;
        return null;
    }

    private FetchedFile Refuse(string where) => FetchedFile.Not(FetchStatus.Failed, FeedDiagnostics.Redirect.At(target.Location,
        $"{target.Url} is redirected {where}. Write the address at which the feed really lies into os.yaml."));
}
