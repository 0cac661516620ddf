using System.Globalization;
using System.Net.Http.Json;

namespace GrifErrata.Monitor.Notification;

/// <summary>Posts digests as JSON, <c>{"text": ...}</c>, which chat servers take.</summary>
internal sealed class WebhookChannel : IDigestChannel, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly WebhookSettings _settings;

    // No redirects: the header is for one server.
#pragma warning disable CA2000 // The client of it disposes of the handler.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) })
#pragma warning restore CA2000
    {
        Timeout = Limit,
    };

    public WebhookChannel(WebhookSettings settings) => _settings = settings;

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public async Task SendAsync(string subject, string markdown, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, _settings.Url) { Content = JsonContent.Create(new { text = markdown }) };
        if (_settings.Header is { } header) request.Headers.TryAddWithoutValidation(header, _settings.HeaderValue);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
                throw new DigestException($"the webhook of {_settings.Url.Host} answers {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}");
        }
        catch (HttpRequestException e)
        {
            throw new DigestException($"the webhook of {_settings.Url.Host} cannot be reached: {e.Message.TrimEnd('.')}", e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DigestException($"the webhook of {_settings.Url.Host} does not answer within {Limit.TotalSeconds} seconds");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
