namespace GrifErrata.Monitor.Storage.Sets;

/// <summary>A part of a set that may be new.</summary>
/// <param name="Part">The part.</param>
/// <param name="Compressed">For the database, or null where the part seemed to be there already.</param>
internal readonly record struct IncomingPart(PackagePart Part, byte[]? Compressed)
{
    /// <summary>The part as the database keeps it.</summary>
    public byte[] Content => Compressed ?? Part.Compress();
}
