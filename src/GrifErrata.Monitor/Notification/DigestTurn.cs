using System.Globalization;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Notification;

/// <summary>Whose turn it is: of several collectors one sends a day's digest. If it dies while it sends, another sends it after a while, so a digest may come twice, never not at all.</summary>
/// <param name="store">What the collectors share.</param>
/// <param name="key">Name of the state, one a digest and way.</param>
internal sealed class DigestTurn(IMonitorStore store, string key)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Takes the turn.</summary>
    /// <param name="day">The day of the digest.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The turn, or null: it is done, another has it, or it is to wait. A digest that was never due before is not made up for: it starts with the next day.</returns>
    /// <exception cref="StorageException">The database failed.</exception>
    public async Task<Claim?> TryTakeAsync(DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        string? last = store.State(key);
        if (Parse(last) is not { } state)
        {
            await store.TrySetStateAsync(key, last, Done(day), cancellation);
            return null;
        }

        // The clock may step back: what was sent for a later day is not sent again.
        if (state.Day > day || (state.Day == day && (state.Free is null || state.Free > now))) return null;
        int tries = state.Day == day ? state.Tries + 1 : 1;
        string text = Waiting(day, now + Lease, tries);
        return await store.TrySetStateAsync(key, last, text, cancellation) ? new(day, tries, text) : null;
    }

    /// <summary>It was sent.</summary>
    public Task DoneAsync(Claim claim, CancellationToken cancellation) => store.TrySetStateAsync(key, claim.Text, Done(claim.Day), cancellation);

    /// <summary>It was not sent; it is tried again after 5 minutes, then 10, up to an hour.</summary>
    public Task FailedAsync(Claim claim, DateTimeOffset now, CancellationToken cancellation)
    {
        TimeSpan pause = TimeSpan.FromMinutes(Math.Min(5 * claim.Tries, LongestPause.TotalMinutes));
        return store.TrySetStateAsync(key, claim.Text, Waiting(claim.Day, now + pause, claim.Tries), cancellation);
    }

    private static string Done(DateOnly day) => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} done";

    private static string Waiting(DateOnly day, DateTimeOffset free, int tries) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {free.ToUnixTimeSeconds()} {tries}");

    private static State? Parse(string? text)
    {
        string[] parts = text?.Split(' ') ?? [];
        if (parts.Length < 2 || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return null;
        if (parts[1] == "done") return new(day, null, 0);
        return parts.Length == 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long free)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int tries) && free < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new(day, DateTimeOffset.FromUnixTimeSeconds(free), tries) : null;
    }

    /// <summary>A turn that was taken.</summary>
    /// <param name="Day">The day of the digest.</param>
    /// <param name="Tries">Tries, this one included.</param>
    /// <param name="Text">What the state is while it is ours.</param>
    internal sealed record Claim(DateOnly Day, int Tries, string Text);

    private sealed record State(DateOnly Day, DateTimeOffset? Free, int Tries);
}
