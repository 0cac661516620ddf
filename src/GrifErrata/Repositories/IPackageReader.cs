using GrifErrata.Diagnostics;

namespace GrifErrata.Repositories;

/// <summary>Reads the packages of one kind of file.</summary>
public interface IPackageReader
{
    /// <summary>Name of the format in messages and docs.</summary>
    string Format { get; }

    /// <summary>Whether a file is of this format, from its first bytes (decompressed, up to 4 KiB), never from its name.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads all packages of a stream, forward only.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    IReadOnlyList<Package> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken);
}
