using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Collector;

/// <summary>Where Pakiti's clients report. <c>OK</c> is answered only when the report survives a power cut; what is refused changes nothing.</summary>
internal static class FeedEndpoint
{
    private static readonly TimeSpan BodyTime = TimeSpan.FromSeconds(30);

    public static async Task HandleAsync(HttpContext context, SqliteStore store, RefusedReports refused, ReportKey? key, TimeProvider time)
    {
        string reporter = context.Connection.RemoteIpAddress?.ToString() ?? "local";
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        slow.CancelAfter(BodyTime);
        byte[]? body;
        try
        {
            body = await ReadBodyAsync(context.Request.BodyReader, slow.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(context, refused, reporter, new(StatusCodes.Status408RequestTimeout, $"the body did not come within {BodyTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds"), time);
            return;
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, refused, reporter, new(e.StatusCode, "the request is not right HTTP"), time);
            return;
        }

        if (body is null)
        {
            await RefuseAsync(context, refused, reporter, new(StatusCodes.Status413PayloadTooLarge, $"the body is longer than {ReportLimits.Body.ToString(CultureInfo.InvariantCulture)} bytes"), time);
            return;
        }

        (Report? report, Refusal? refusal) = ReportReader.Read(body, new ReportRequest
        {
            ContentType = context.Request.ContentType,
            Protocol = context.Request.Query["protocol"],
            Mode = context.Request.Query["mode"],
            UserAgent = context.Request.Headers.UserAgent,
            Key = key,
        });
        if (report is null)
        {
            await RefuseAsync(context, refused, reporter, refusal!, time);
            return;
        }

        if (report.Mode != ReportMode.ReportOnly)
        {
            if (store.Host(report.Host)?.Site is { } site && report.Site != site)
            {
                await RefuseAsync(context, refused, reporter, new(StatusCodes.Status403Forbidden, "the host is of another site"), time);
                return;
            }

            StoreResult result = await store.StoreAsync(report, PackageSetHash.Of(report.Packages), reporter, time.GetUtcNow(), context.RequestAborted);
            if (!result.Stored)
            {
                context.Response.Headers.RetryAfter = "60";
                await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "try again later\n");
                return;
            }
        }

        await AnswerAsync(context, StatusCodes.Status200OK, "OK\n");
    }

    private static async Task<byte[]?> ReadBodyAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > ReportLimits.Body) return null;
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Task RefuseAsync(HttpContext context, RefusedReports refused, string reporter, Refusal refusal, TimeProvider time)
    {
        refused.Add(new(time.GetUtcNow(), reporter, refusal));

        // The rest of a body that was not read is not waited for: a client must not send its next request after it.
        if (refusal.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status408RequestTimeout) context.Response.Headers.Connection = "close";
        return AnswerAsync(context, refusal.Status, $"ERROR: {refusal.Text}\n");
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
