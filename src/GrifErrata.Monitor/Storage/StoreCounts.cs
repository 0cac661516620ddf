namespace GrifErrata.Monitor.Storage;

/// <summary>How much the database holds.</summary>
/// <param name="Hosts">Hosts.</param>
/// <param name="Sets">Distinct sets of packages, those of the history included.</param>
/// <param name="Parts">Distinct parts of sets.</param>
/// <param name="Changes">Changes in the history, first reports included.</param>
public sealed record StoreCounts(long Hosts, long Sets, long Parts, long Changes);
