namespace GrifErrata.Monitor.Storage;

/// <summary>A report that one collector has claimed, to send it to an upstream server.</summary>
/// <param name="Id">Never used again for another.</param>
/// <param name="Host">Whose report it is.</param>
/// <param name="Body">The body as it was received.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="Query">The query to send it with.</param>
/// <param name="Queued">When it came, UTC.</param>
/// <param name="Attempts">How often sending it has failed.</param>
public sealed record RelayItem(
    long Id, string Host, ReadOnlyMemory<byte> Body, string? ContentType, string Query, DateTimeOffset Queued, int Attempts);
