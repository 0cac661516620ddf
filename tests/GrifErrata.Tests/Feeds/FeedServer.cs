using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrifErrata.Tests.Feeds;

/// <summary>What a client asked for.</summary>
internal sealed record ServerRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}

/// <summary>An answer; with <see cref="CutAt"/> the connection breaks after that many bytes of the body.</summary>
internal sealed record ServerAnswer(int Status, byte[] Body)
{
    public IReadOnlyList<string> Headers { get; init; } = [];

    public int? CutAt { get; init; }

    /// <summary>Says nothing, until the client gives up.</summary>
    public bool Hangs { get; init; }

    public static ServerAnswer Of(int status, params string[] headers) => new(status, []) { Headers = headers };
}

/// <summary>An HTTP server on a free port of this machine that can answer as badly as real ones do. One request a connection.</summary>
internal sealed class FeedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ServerRequest> _requests = new();
    private readonly CancellationTokenSource _end = new();
    private bool _ended;

    public FeedServer()
    {
        _listener.Start();
        Root = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}/");
        _ = AcceptAsync();
    }

    public Uri Root { get; }

    /// <summary>The files, by path without the first slash.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; set; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Instead of serving the file: what to answer, or null to serve it.</summary>
    public Func<ServerRequest, ServerAnswer?> Answer { get; set; } = _ => null;

    /// <summary>Called before a request is left hanging.</summary>
    public Action OnHang { get; set; } = () => { };

    public IReadOnlyList<ServerRequest> Requests => [.. _requests];

    public IEnumerable<string> Paths => _requests.Select(r => r.Path);

    public void Forget() => _requests.Clear();

    public static string ETag(byte[] content) => $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))[..12]}\"";

    /// <summary>Serves a file as servers do: with ETag, 304 and ranges.</summary>
    public ServerAnswer Serve(ServerRequest request)
    {
        if (!Files.TryGetValue(request.Path, out byte[]? content)) return ServerAnswer.Of(404);
        string etag = ETag(content);
        if (request.Header("If-None-Match") == etag) return ServerAnswer.Of(304, $"ETag: {etag}");
        if (request.Header("Range") is { } range && request.Header("If-Range") == etag)
        {
            int from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            return new(206, content[from..]) { Headers = [$"ETag: {etag}", string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}")] };
        }

        return new(200, content) { Headers = [$"ETag: {etag}"] };
    }

    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                using StreamReader reader = new(stream, Encoding.Latin1, leaveOpen: true);
                string path = (await reader.ReadLineAsync(_end.Token) ?? "GET /").Split(' ')[1].TrimStart('/');
                Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                ServerRequest request = new(path, headers);
                _requests.Enqueue(request);
                ServerAnswer answer = Answer(request) ?? Serve(request);
                if (answer.Hangs)
                {
                    OnHang();
                    await reader.ReadLineAsync(_end.Token);
                    return;
                }

                string head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} x\r\nConnection: close\r\n")
                    + (answer.Status == 304 || answer.Headers.Any(h => h.StartsWith("Content-Length", StringComparison.Ordinal)) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n"))
                    + string.Concat(answer.Headers.Select(h => h + "\r\n")) + "\r\n";
                await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
                await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAt ?? answer.Body.Length));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client is gone.
            }
        }
    }
}
