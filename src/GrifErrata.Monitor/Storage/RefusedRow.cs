namespace GrifErrata.Monitor.Storage;

/// <summary>A report that was refused, by whichever collector.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Reporter">Who sent it.</param>
/// <param name="Status">The HTTP status that it was answered with, 4xx.</param>
/// <param name="Text">Why.</param>
/// <param name="Site">The site that it claims or is proven to be of, or null.</param>
/// <param name="Host">The host that it names, or null.</param>
public sealed record RefusedRow(DateTimeOffset Time, string Reporter, int Status, string Text, string? Site = null, string? Host = null);

/// <summary>How many reports were refused with a status since the database was made.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Count">How many.</param>
public sealed record RefusedCount(int Status, long Count);
