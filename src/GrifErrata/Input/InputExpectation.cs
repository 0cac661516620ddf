using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>What other metadata (repomd.xml) says of a file; null where it says nothing.</summary>
/// <param name="StatedAt">Where it says so; named in the message when it is not met.</param>
/// <param name="Size">Bytes of the file as it is stored.</param>
/// <param name="Checksum">Checksum of the file as it is stored.</param>
/// <param name="OpenSize">Bytes after decompression; not one more is read.</param>
/// <param name="OpenChecksum">Checksum after decompression.</param>
public sealed record InputExpectation(
    SourceLocation StatedAt,
    long? Size = null,
    ContentChecksum? Checksum = null,
    long? OpenSize = null,
    ContentChecksum? OpenChecksum = null);
