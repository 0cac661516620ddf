using System.Collections.Immutable;

namespace GrifErrata.Monitor.Storage;

/// <summary>A report as it was received, for upstream servers that are to have it too.</summary>
/// <param name="Body">The body, unchanged.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="Query">The query to send it with, without secrets; empty where there is none.</param>
/// <param name="Upstreams">Names of the upstream servers, each once.</param>
public sealed record RelayEnvelope(ReadOnlyMemory<byte> Body, string? ContentType, string Query, ImmutableArray<string> Upstreams);
