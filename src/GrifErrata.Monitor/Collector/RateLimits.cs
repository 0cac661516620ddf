using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Collector;

/// <summary>How many requests an address may send. This machine may send any number, unless a proxy runs on it.</summary>
internal static class RateLimits
{
    /// <summary>Tokens that an address may try at the login in a minute.</summary>
    public const int Logins = 20;

    /// <summary>
    /// Addresses share this many counters, by a hash with a secret of this process: memory is bounded whoever comes, and two addresses share one
    /// seldom and by chance.
    /// </summary>
    public const int Counters = 16_384;

    private enum Kind
    {
        Report,
        Read,
        Login,
    }

    /// <summary>The limiter.</summary>
    /// <param name="reports">Reports a minute.</param>
    /// <param name="reads">Other requests a minute.</param>
    public static PartitionedRateLimiter<HttpContext> Limiter(int reports, int reads) => PartitionedRateLimiter.Create<HttpContext, (Kind, int)>(context =>
    {
        RequestOrigin origin = RequestOrigin.Of(context);
        if (origin.IsLocal) return RateLimitPartition.GetNoLimiter((Kind.Read, -1));
        Kind kind = context.Request.Path.StartsWithSegments(FeedToken.Feed, StringComparison.OrdinalIgnoreCase) ? Kind.Report
            : context.GetEndpoint()?.Metadata.GetMetadata<Login>() is not null ? Kind.Login : Kind.Read;
        int limit = kind switch { Kind.Report => reports, Kind.Read => reads, _ => Logins };
        return RateLimitPartition.GetTokenBucketLimiter((kind, CounterOf(origin.Client)), _ => Bucket(limit));
    });

    /// <summary>Says when to come again, and counts it.</summary>
    public static async ValueTask RejectAsync(HttpContext context, RateLimitLease lease)
    {
        TimeSpan wait = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? after : TimeSpan.FromMinutes(1);
        string seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        context.Response.Headers.Connection = "close"; // A body that is not read is not waited for.
        if (context.Request.Path.StartsWithSegments(FeedToken.Feed, StringComparison.OrdinalIgnoreCase))
        {
            context.RequestServices.GetRequiredService<RefusedReports>().Add(new(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), RequestOrigin.Of(context).Text,
                new Refusal(StatusCodes.Status429TooManyRequests, "too many reports from one address")));
        }

        await Answer.LineAsync(context, StatusCodes.Status429TooManyRequests, $"ERROR: too many requests from your address; try again in {seconds} seconds");
    }

    // A minute's requests at once at most, then as many as come back in time: some each second, or one after longer.
    internal static TokenBucketRateLimiterOptions Bucket(int aMinute)
    {
        int back = (aMinute + 59) / 60;
        return new() { TokenLimit = aMinute, TokensPerPeriod = back, ReplenishmentPeriod = TimeSpan.FromMinutes((double)back / aMinute), QueueLimit = 0 };
    }

    private static int CounterOf(IPAddress? client) => client is null ? Counters : (int)((uint)HashCode.Combine(RequestOrigin.Subscriber(client)) % Counters);
}
