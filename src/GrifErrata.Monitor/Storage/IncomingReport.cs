using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Storage;

/// <summary>A report on its way to the writer.</summary>
/// <param name="Report">The report.</param>
/// <param name="SetHash">Content hash of its packages.</param>
/// <param name="Reporter">Who sent it.</param>
/// <param name="Now">When it came, milliseconds since 1970.</param>
/// <param name="Parts">The set's parts, where its sender expected that the set is new: computed on the sender's thread, because the
/// writer is the one that all wait for.</param>
internal sealed record IncomingReport(Report Report, string SetHash, string Reporter, long Now, IncomingPart[]? Parts);

/// <summary>A part of a set that may be new.</summary>
/// <param name="Part">The part.</param>
/// <param name="Compressed">For the database, or null where the part seemed to be there already.</param>
internal readonly record struct IncomingPart(PackagePart Part, byte[]? Compressed);
