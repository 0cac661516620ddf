namespace GrifErrata.Monitor.Storage;

/// <summary>What pruning removed.</summary>
/// <param name="Changes">Changes of hosts that were older than the history is kept.</param>
/// <param name="Sets">Sets that no host and no change has any more.</param>
/// <param name="Parts">Parts of those sets that no other set has.</param>
public sealed record PruneResult(int Changes, int Sets, int Parts);
