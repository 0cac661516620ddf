using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using GrifErrata.Profiles;

namespace GrifErrata.Monitor.Expectations;

/// <summary>Brings the profiles of a web server into a folder: the list <c>profiles-info.xml</c> that Quattor's compilers write beside them says which there are and when each was written;
/// what did not change is not asked for, or not sent again (ETag). A profile is in the folder whole or as it was before.</summary>
internal sealed partial class ProfileMirror : IDisposable
{
    private const string Index = "profiles-info.xml";
    private const string StateFile = "mirror.state";
    private const int MostProfiles = 200_000;
    private const int AtOnce = 4;

    private readonly Uri _address;
    private readonly string _folder;
    private readonly HttpClient _client;
    private readonly Dictionary<string, MirroredProfile> _known;

    /// <param name="address">The folder's address; <c>https</c>, or <c>http</c> on this machine.</param>
    /// <param name="folder">Where the profiles are kept; it is the mirror's own.</param>
    /// <param name="handler">Sends requests; decompresses what it gets.</param>
    /// <exception cref="ArgumentException">Over the network nobody could tell whose profiles come by plain <c>http</c>.</exception>
    public ProfileMirror(Uri address, string folder, HttpMessageHandler handler)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            throw new ArgumentException($"{address} cannot be used for profiles: write an https address, or a folder.", nameof(address));
        _address = new(address.AbsoluteUri.TrimEnd('/') + "/");
        _folder = folder;
        _client = new(handler) { Timeout = TimeSpan.FromSeconds(60) };
        Directory.CreateDirectory(folder);
        _known = ReadState(Path.Combine(folder, StateFile));
    }

    /// <summary>A handler for <see cref="ProfileMirror(Uri, string, HttpMessageHandler)"/>: no redirects, which could lead anywhere; gzip.</summary>
    public static HttpMessageHandler Handler() => new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(10) };

    /// <summary>Brings the folder up to date, as far as that is possible.</summary>
    public async Task<Problems> UpdateAsync(CancellationToken cancellation)
    {
        Problems problems = new();
        if (await ReadIndexAsync(problems, cancellation) is not { } listed) return problems;
        List<(string Name, string Written)> changed = [.. listed.Where(p => !_known.TryGetValue(p.Key, out MirroredProfile? known) || known.Written != p.Value || !File.Exists(PathOf(p.Key))).Select(p => (p.Key, p.Value))];
        await Parallel.ForEachAsync(changed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (profile, token) =>
        {
            MirroredProfile? known;
            lock (_known) known = _known.GetValueOrDefault(profile.Name);
            string? etag = File.Exists(PathOf(profile.Name)) ? known?.ETag : null;
            (string? next, string? wrong) = await FetchAsync(profile.Name, etag, token);
            lock (_known)
            {
                if (wrong is null) _known[profile.Name] = new(profile.Written, next);
                else problems.Add(wrong);
            }
        });

        try
        {
            // An empty list is a mistake: nothing would be expected any more.
            if (listed.Count > 0) Forget(listed);
            if (changed.Count > 0) WriteState();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{_folder} cannot be written ({e.Message.TrimEnd('.')}); make room, or give this program's user the right to it.");
        }

        return problems;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Dictionary<string, string>?> ReadIndexAsync(Problems problems, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri(_address, Index), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                problems.Add($"{_address}{Index} is answered with {(int)response.StatusCode}. Profiles that were fetched before stay in use.");
                return null;
            }

            using Stream content = await response.Content.ReadAsStreamAsync(cancellation);
            using XmlReader xml = XmlReader.Create(content, new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64 << 20, IgnoreWhitespace = true });
            Dictionary<string, string> listed = new(StringComparer.Ordinal);
            while (!xml.EOF)
            {
                if (xml is not { NodeType: XmlNodeType.Element, LocalName: "profile" })
                {
                    await xml.ReadAsync();
                    continue;
                }

                string written = xml.GetAttribute("mtime") ?? string.Empty, name = (await xml.ReadElementContentAsStringAsync()).Trim();
                if (!FileName().IsMatch(name)) problems.Add($"{_address}{Index} names a profile that is no plain file name; it is left out.");
                else if (listed.Count < MostProfiles) listed[name] = written;
            }

            return listed;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or XmlException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            problems.Add($"{_address}{Index} cannot be read ({e.Message.TrimEnd('.')}). Profiles that were fetched before stay in use.");
            return null;
        }
    }

    private async Task<(string? ETag, string? Wrong)> FetchAsync(string name, string? etag, CancellationToken cancellation)
    {
        string path = PathOf(name), part = path + ".part";
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_address, name));
            if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode == HttpStatusCode.NotModified) return (etag, null);
            if (!response.IsSuccessStatusCode) return (null, $"{_address}{name} is answered with {(int)response.StatusCode}; the profile that was fetched before stays in use.");

            await using (FileStream file = File.Create(part))
            {
                await using Stream content = await response.Content.ReadAsStreamAsync(cancellation);
                if (!await CopyAsync(content, file, cancellation)) return (null, $"{_address}{name} is longer than {MachineFile.Limits.MaxDocumentBytes >> 20} MiB, which no profile is.");
            }

            File.Move(part, path, overwrite: true);
            return (response.Headers.ETag?.ToString(), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, $"{_address}{name} cannot be fetched ({e.Message.TrimEnd('.')}); the profile that was fetched before stays in use.");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<bool> CopyAsync(Stream from, FileStream to, CancellationToken cancellation)
    {
        byte[] buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, cancellation) is > 0 and int read)
        {
            if (to.Position + read > MachineFile.Limits.MaxDocumentBytes) return false;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return true;
    }

    private void Forget(Dictionary<string, string> listed)
    {
        foreach (string gone in _known.Keys.Where(k => !listed.ContainsKey(k)).ToList())
        {
            File.Delete(PathOf(gone));
            _known.Remove(gone);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void WriteState()
    {
        string path = PathOf(StateFile), part = path + ".part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, MirroredProfile>(_known, StringComparer.Ordinal)));
        File.Move(part, path, overwrite: true);
    }

    private static Dictionary<string, MirroredProfile> ReadState(string path)
    {
        try
        {
            Dictionary<string, MirroredProfile>? known = JsonSerializer.Deserialize<Dictionary<string, MirroredProfile>>(File.ReadAllBytes(path));
            return known is null ? new(StringComparer.Ordinal) : new(known.Where(k => FileName().IsMatch(k.Key)), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Without it all profiles are fetched once more.
            return new(StringComparer.Ordinal);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,250}\.(json|xml)(\.gz)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();

    /// <param name="Written">The list's time, as it stands there.</param>
    /// <param name="ETag">The server's, or null.</param>
    private sealed record MirroredProfile(string Written, string? ETag);
}
