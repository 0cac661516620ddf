namespace GrifErrata.Monitor.Storage;

/// <summary>The queue of an upstream server.</summary>
/// <param name="Upstream">Its name.</param>
/// <param name="Waiting">Reports that were not delivered yet, those on their way included.</param>
/// <param name="Oldest">When the oldest of them came, UTC; null where none waits.</param>
/// <param name="Dropped">Reports that were given up: refused by the upstream server, or too many waited.</param>
/// <param name="LastError">What went wrong last, or null.</param>
public sealed record RelayCount(string Upstream, long Waiting, DateTimeOffset? Oldest, long Dropped, string? LastError);
