using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Relay;

/// <summary>Posts reports to one upstream server, as Pakiti's client would.</summary>
internal sealed class RelayClient : IDisposable
{
    // Pakiti takes up to 40 seconds where it recalculates vulnerabilities.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(120);

    // What is read of an answer: findings after OK are not.
    private const int AnswerStart = 512;

    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly TimeProvider _time;

    public RelayClient(RelayUpstream upstream, TimeProvider time)
    {
        _url = upstream.Url;
        _time = time;
#pragma warning disable CA2000 // The client of it disposes of the handler.
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = RelayTls.Options(upstream),
        })
#pragma warning restore CA2000
        {
            Timeout = AnswerTime,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("grif-errata-monitor", null));
    }

    /// <summary>Sends a report.</summary>
    public async Task<RelayAnswer> SendAsync(RelayItem item, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_url.AbsoluteUri + item.Query)) { Content = new ReadOnlyMemoryContent(item.Body) };
        // A header holds ASCII alone: one that a client filled with more could never be sent. The server knows a report by its content.
        if (item.ContentType is { } type && Ascii.IsValid(type)) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return await JudgeAsync(response, cancellation);
        }
        catch (HttpRequestException e)
        {
            return new(RelayAnswerKind.Away, $"no connection: {Deepest(e).Message.TrimEnd('.')}");
        }
        catch (IOException e)
        {
            return new(RelayAnswerKind.Away, $"the connection broke: {e.Message.TrimEnd('.')}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(RelayAnswerKind.Away, $"no answer within {AnswerTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<RelayAnswer> JudgeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        string start = await StartAsync(response, cancellation);
        string text = $"{status.ToString(CultureInfo.InvariantCulture)} {PrintableText.Quote(start.Split('\n')[0].TrimEnd('\r'))}";
        return status switch
        {
            >= 200 and < 300 when start == "OK" || start.StartsWith("OK\n", StringComparison.Ordinal) || start.StartsWith("OK\r\n", StringComparison.Ordinal) => RelayAnswer.Delivered,
            >= 200 and < 300 => new(RelayAnswerKind.Refused, $"answered {text}, which does not start with OK"),
            >= 300 and < 400 => new(RelayAnswerKind.Away, $"answered {status.ToString(CultureInfo.InvariantCulture)}, elsewhere: {PrintableText.Quote(response.Headers.Location?.ToString() ?? string.Empty)}; write the new address into the settings"),
            408 or 429 or 502 or 503 or 504 => new(RelayAnswerKind.Away, $"answered {text}", RetryAfter(response)),
            >= 400 and < 500 => new(RelayAnswerKind.Refused, $"answered {text}", RetryAfter(response)),
            _ => new(RelayAnswerKind.Failed, $"answered {text}", RetryAfter(response)),
        };
    }

    private static async Task<string> StartAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        slow.CancelAfter(AnswerTime);
        await using Stream body = await response.Content.ReadAsStreamAsync(slow.Token);
        byte[] start = new byte[AnswerStart];
        int length = await body.ReadAtLeastAsync(start, AnswerStart, throwOnEndOfStream: false, slow.Token);
        return Encoding.Latin1.GetString(start, 0, length);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => null,
        };
        return asked > TimeSpan.Zero ? asked : null;
    }

    private static Exception Deepest(Exception e) => e.InnerException is { } inner ? Deepest(inner) : e;
}
