namespace GrifErrata.Monitor.Relay;

/// <summary>How long to wait before the next try.</summary>
internal static class RetryDelay
{
    /// <summary>After the first failure.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>At most, unless the server asks for more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>At most, whatever a server asks for.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1);

    /// <summary>30 seconds, doubled with each further failure, up to an hour; between half of it and all, so that collectors and reports
    /// that failed together do not try again together. Never less than the server asked for.</summary>
    /// <param name="failures">Failures so far, 1 or more.</param>
    /// <param name="asked">What the server asked for, or null.</param>
    /// <param name="random">Chance.</param>
    public static TimeSpan Of(int failures, TimeSpan? asked, Random random)
    {
        double full = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 20)), Longest.TotalSeconds);
#pragma warning disable CA5394 // It spreads tries; nothing is protected by it.
        TimeSpan own = TimeSpan.FromSeconds(full * (0.5 + (random.NextDouble() / 2)));
#pragma warning restore CA5394
        TimeSpan least = asked is { } a ? (a < LongestAsked ? a : LongestAsked) : TimeSpan.Zero;
        return own > least ? own : least;
    }
}
