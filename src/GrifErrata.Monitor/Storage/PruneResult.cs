namespace GrifErrata.Monitor.Storage;

/// <summary>What pruning removed.</summary>
/// <param name="Changes">Changes of hosts that were older than the history is kept, and those of forgotten hosts.</param>
/// <param name="Sets">Sets that no host and no change has any more.</param>
/// <param name="Parts">Parts of those sets that no other set has.</param>
/// <param name="Hosts">Hosts that have not reported for too long.</param>
/// <param name="TrendRows">Rows of the trend that were too old.</param>
public sealed record PruneResult(int Changes, int Sets, int Parts, int Hosts = 0, int TrendRows = 0);
