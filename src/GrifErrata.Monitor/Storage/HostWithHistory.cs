using System.Collections.Immutable;

namespace GrifErrata.Monitor.Storage;

/// <summary>A host and what it had before.</summary>
/// <param name="Host">As it last reported.</param>
/// <param name="Changes">Newest first; the first is what it has now.</param>
public sealed record HostWithHistory(HostRecord Host, ImmutableArray<HostChange> Changes);
