using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace GrifErrata.Monitor.Tests.Relay;

/// <summary>A server on this machine that answers as it is told and keeps what it got.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Upstream(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public Uri Url => new(new Uri(_app.Urls.Single()), "/feed/");

    /// <summary>What it got: query, content type, body, subject of the client's certificate.</summary>
    public List<(string Query, string? ContentType, byte[] Body, string? Certificate)> Requests { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="answer">Answers a request.</param>
    /// <param name="https">TLS, or null.</param>
    public static async Task<Upstream> StartAsync(Func<HttpContext, Task> answer, Action<HttpsConnectionAdapterOptions>? https = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (https is not null) listen.UseHttps(https);
        }));
        WebApplication app = builder.Build();
        Upstream upstream = new(app);
        app.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            upstream.Requests.Add((context.Request.QueryString.Value!, context.Request.ContentType, body.ToArray(), context.Connection.ClientCertificate?.Subject));
            await answer(context);
        });
        await app.StartAsync();
        return upstream;
    }

    /// <summary>Starts one that answers always alike.</summary>
    public static Task<Upstream> StartAsync(int status, string text, params (string Name, string Value)[] headers) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync(text);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
