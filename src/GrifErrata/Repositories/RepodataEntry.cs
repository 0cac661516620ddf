using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Repositories;

/// <summary>One <c>data</c> entry of repomd.xml; null where it says nothing.</summary>
/// <param name="Type"><c>primary</c>, <c>filelists</c>, <c>updateinfo</c>, <c>primary_db</c>, <c>updateinfo_zck</c> and so on.</param>
/// <param name="Href">The file, relative to the repository's folder.</param>
/// <param name="Checksum">Checksum of the file.</param>
/// <param name="OpenChecksum">Checksum of the decompressed content.</param>
/// <param name="Size">Bytes of the file.</param>
/// <param name="OpenSize">Bytes of the decompressed content.</param>
/// <param name="Origin">Where repomd.xml says so.</param>
public sealed record RepodataEntry(
    string Type,
    string Href,
    ContentChecksum? Checksum,
    ContentChecksum? OpenChecksum,
    long? Size,
    long? OpenSize,
    SourceLocation Origin);
