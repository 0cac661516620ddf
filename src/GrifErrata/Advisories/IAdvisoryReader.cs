using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories;

/// <summary>Reads one format of advisories. A new format is a new class and a line in <c>Sources/AdvisoryFormats</c>.</summary>
public interface IAdvisoryReader
{
    /// <summary>Name of the format in messages and docs, for example <c>updateinfo.xml</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is of this format, from its first bytes (decompressed, up to 4 KiB), never from its name.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads all advisories of a stream, forward only, in bounded memory besides what it returns.</summary>
    /// <param name="content">Decompressed content.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    IReadOnlyList<Advisory> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken);
}
