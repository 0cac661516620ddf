using System.Globalization;
using System.Text;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Collector;

/// <summary>
/// Where Pakiti's clients report. <c>OK</c> is answered only when the report survives a power cut; what is refused changes nothing. Who sends it is
/// known before its body is read: a stranger costs no memory.
/// </summary>
internal sealed class FeedEndpoint(IMonitorStore store, RefusedReports refused, IReportFindings findings, BodyMemory memory, AccessRules rules, TimeProvider time, Opener opener, RelayRules relays,
    IExpectedSites expected)
{
    private static readonly TimeSpan BodyTime = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(HttpContext context)
    {
        (ReporterIdentity? identity, Refusal? refusal) = ReporterCheck.Of(context, rules);
        if (identity is null)
        {
            await RefuseAsync(context, RequestOrigin.Of(context).Text, site: null, refusal!, isBodyRead: false);
            return;
        }

        using BodyShare share = memory.Start();
        (byte[]? body, refusal) = await ReadBodyAsync(context, share);
        if (body is null)
        {
            if (refusal is null) await BusyAsync(context);
            else await RefuseAsync(context, identity.Reporter, identity.Site, refusal, isBodyRead: false);
            return;
        }

        (Report? sent, refusal) = ReportReader.Read(body, new ReportRequest
        {
            ContentType = context.Request.ContentType,
            Protocol = context.Request.Query["protocol"],
            Mode = context.Request.Query["mode"],
            UserAgent = context.Request.Headers.UserAgent,
            Key = opener.Key,
        });
        (Report? report, refusal) = sent is null ? (null, refusal) : identity.Admit(sent, rules);
        if (report is not null && IsOfAnother(report) is { } other) (report, refusal) = (null, other);
        if (report is null)
        {
            await RefuseAsync(context, identity.Reporter, identity.Site, refusal!, isBodyRead: true);
            return;
        }

        if (report.Mode != ReportMode.ReportOnly && !await StoreAsync(context, report, identity, body)) return;
        await AnswerAsync(context, StatusCodes.Status200OK, "OK\n" + Findings(context, report));
    }

    // Whose site is proven speaks for its own hosts: else the first who reports a name would have it.
    private Refusal? IsOfAnother(Report report) => report.Site is { } site && rules.Site(site) is not null && expected.Of(report.Host) is { } owner && owner != site
        ? new(StatusCodes.Status403Forbidden, $"the host is of the site {owner}, as its profile or the federation says")
        : null;

    private async Task<bool> StoreAsync(HttpContext context, Report report, ReporterIdentity identity, ReadOnlyMemory<byte> body)
    {
        Sender sender = new(identity.Reporter, identity.Site) { OtherNames = report.Site is { } site && rules.Site(site) is { } known ? known.Aliases.Add(known.Name) : [] };
        RelayEnvelope? relay = relays.EnvelopeOf(report, body, context.Request.ContentType, context.Request.Query["protocol"], context.Request.Query["mode"]);
        StoreResult result = await store.StoreAsync(report, PackageSetHash.Of(report.Packages), sender, time.GetUtcNow(), relay, context.RequestAborted);
        if (result.Outcome == StoreOutcome.OfOtherSite)
        {
            await RefuseAsync(context, identity.Reporter, identity.Site, new(StatusCodes.Status403Forbidden, "the host is of another site"), isBodyRead: true);
            return false;
        }

        if (result.Stored) return true;
        await BusyAsync(context);
        return false;
    }

    // What is open helps an attacker: it goes to clients over TLS, or stays on this machine.
    private string Findings(HttpContext context, Report report) =>
        report.Mode != ReportMode.StoreOnly && (context.Request.IsHttps || RequestOrigin.Of(context).IsLocal) ? FindingLines.Of(findings.Of(report, report.Site)) : string.Empty;

    // No body and no refusal: other bodies have the memory.
    private static async Task<(byte[]? Body, Refusal? Refusal)> ReadBodyAsync(HttpContext context, BodyShare share)
    {
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        slow.CancelAfter(BodyTime);
        try
        {
            return await share.ReadAsync(context.Request.BodyReader, ReportLimits.Body, slow.Token) is { } body ? (body, null)
                : (null, new(StatusCodes.Status413PayloadTooLarge, $"the body is longer than {ReportLimits.Body.ToString(CultureInfo.InvariantCulture)} bytes"));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return (null, new(StatusCodes.Status408RequestTimeout, $"the body did not come within {BodyTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds"));
        }
        catch (BadHttpRequestException e)
        {
            return (null, new(e.StatusCode, "the request is not right HTTP"));
        }
        catch (BodyMemoryException)
        {
            return (null, null);
        }
    }

    private static Task BusyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        context.Response.Headers.Connection = "close";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "try again later\n");
    }

    private Task RefuseAsync(HttpContext context, string reporter, string? site, Refusal refusal, bool isBodyRead)
    {
        refused.Add(new(time.GetUtcNow(), reporter, refusal) { Site = site });

        // The rest of a body that was not read is not waited for: a client must not send its next request after it.
        if (!isBodyRead) context.Response.Headers.Connection = "close";
        return AnswerAsync(context, refusal.Status, $"ERROR: {refusal.Text}\n");
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";

        // With its length told, an answer is one write and not three chunks.
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
