using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace GrifErrata.Monitor.Tests.Relay;

/// <summary>The way to an upstream server, over real connections.</summary>
public sealed class RelayClientTests
{
    private static readonly byte[] Body = [.. Encoding.ASCII.GetBytes("#\nhost: wn1\n"), 0, 255, 13, 10];
    private static readonly RelayItem Item = new(1, "wn1", Body, "application/x-www-form-urlencoded", "?mode=store-only&protocol=5", default, 0);

    [Test]
    public async Task The_body_goes_on_byte_for_byte_with_its_content_type_and_query()
    {
        await using Upstream upstream = await Upstream.StartAsync(200, "OK\nbash\t0:1-1\tx86_64\tCVE-2010-1\tCritical\n");
        RelayAnswer answer = await SendAsync(new() { Name = "u", Url = upstream.Url });
        Assert.Multiple(() =>
        {
            Assert.That(answer, Is.EqualTo(RelayAnswer.Delivered));
            Assert.That(upstream.Requests.Single().Body, Is.EqualTo(Body));
            Assert.That(upstream.Requests.Single().ContentType, Is.EqualTo("application/x-www-form-urlencoded"));
            Assert.That(upstream.Requests.Single().Query, Is.EqualTo("?mode=store-only&protocol=5"));
        });
    }

    [Test]
    public async Task A_content_type_that_no_header_can_hold_does_not_stop_the_relay()
    {
        await using Upstream upstream = await Upstream.StartAsync(200, "OK\n");
        using RelayClient client = new(new() { Name = "u", Url = upstream.Url }, TimeProvider.System);
        Assert.That(await client.SendAsync(Item with { ContentType = "text/plain; \u00e9" }, default), Is.EqualTo(RelayAnswer.Delivered));
        Assert.That(upstream.Requests.Single().Body, Is.EqualTo(Body));
    }

    [TestCase(200, "OK", "Delivered", null)]
    [TestCase(200, "OKAY\n", "Refused", "answered 200 'OKAY', which does not start with OK")]
    [TestCase(200, "<html>\x1b log in", "Refused", "answered 200 '<html>? log in', which does not start with OK")]
    [TestCase(400, "ERROR: no\nmore", "Refused", "answered 400 'ERROR: no'")]
    [TestCase(500, "ERROR", "Failed", "answered 500 'ERROR'")]
    [TestCase(503, "", "Away", "answered 503 ''")]
    [TestCase(408, "", "Away", "answered 408 ''")]
    [TestCase(429, "slow down", "Away", "answered 429 'slow down'")]
    public async Task An_answer_means_what_Pakiti_means(int status, string text, string expected, string? error)
    {
        await using Upstream upstream = await Upstream.StartAsync(status, text);
        RelayAnswer answer = await SendAsync(new() { Name = "u", Url = upstream.Url });
        Assert.That((answer.Kind.ToString(), answer.Error), Is.EqualTo((expected, error)));
    }

    [Test]
    public async Task Reports_do_not_follow_a_redirect()
    {
        await using Upstream elsewhere = await Upstream.StartAsync(200, "OK\n");
        await using Upstream upstream = await Upstream.StartAsync(307, "", ("Location", elsewhere.Url.AbsoluteUri));
        RelayAnswer answer = await SendAsync(new() { Name = "u", Url = upstream.Url });
        Assert.Multiple(() =>
        {
            Assert.That(answer.Kind, Is.EqualTo(RelayAnswerKind.Away));
            Assert.That(answer.Error, Does.Contain(elsewhere.Url.AbsoluteUri));
            Assert.That(elsewhere.Requests, Is.Empty);
        });
    }

    [Test]
    public async Task A_server_that_asks_for_time_gets_it()
    {
        await using Upstream upstream = await Upstream.StartAsync(503, "", ("Retry-After", "120"));
        Assert.That((await SendAsync(new() { Name = "u", Url = upstream.Url })).RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_away()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        RelayAnswer answer = await SendAsync(new() { Name = "u", Url = new($"http://127.0.0.1:{port}/") });
        Assert.That((answer.Kind, answer.Error), Is.EqualTo((RelayAnswerKind.Away, "no connection: Connection refused")));
    }

    [Test]
    public async Task An_endless_answer_is_not_read()
    {
        await using Upstream upstream = await Upstream.StartAsync(async context =>
        {
            byte[] findings = Encoding.ASCII.GetBytes("OK\n" + new string('x', 1 << 16));
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(findings, context.RequestAborted);
        });
        Assert.That(await SendAsync(new() { Name = "u", Url = upstream.Url }), Is.EqualTo(RelayAnswer.Delivered));
    }

    [Test]
    public async Task Both_ends_show_certificates()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("relay");
        try
        {
            string ours = Pem(folder, "ours", "CN=monitor.example.org"), theirs = Pem(folder, "theirs", "CN=127.0.0.1"), other = Pem(folder, "other", "CN=127.0.0.1");
            using X509Certificate2 server = X509Certificate2.CreateFromPemFile(theirs);
            await using Upstream upstream = await Upstream.StartAsync(context => context.Response.WriteAsync("OK\n"), https =>
            {
                https.ServerCertificate = server;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            });
            await Assert.MultipleAsync(async () =>
            {
                Assert.That(await SendAsync(new() { Name = "u", Url = upstream.Url, Certificate = ours, Authorities = theirs }), Is.EqualTo(RelayAnswer.Delivered));
                Assert.That(upstream.Requests.Single().Certificate, Is.EqualTo("CN=monitor.example.org"));
                Assert.That((await SendAsync(new() { Name = "u", Url = upstream.Url, Certificate = ours, Authorities = other })).Kind, Is.EqualTo(RelayAnswerKind.Away));
                Assert.That((await SendAsync(new() { Name = "u", Url = upstream.Url, Certificate = ours })).Kind, Is.EqualTo(RelayAnswerKind.Away));
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Pem(DirectoryInfo folder, string name, string subject)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = Path.Combine(folder.FullName, name + ".pem");
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }

    private static async Task<RelayAnswer> SendAsync(RelayUpstream upstream)
    {
        using RelayClient client = new(upstream, TimeProvider.System);
        return await client.SendAsync(Item, default);
    }
}
