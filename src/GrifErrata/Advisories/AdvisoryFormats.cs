using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Advisories;

/// <summary>The formats of advisories that the library reads.</summary>
public static class AdvisoryFormats
{
    /// <summary>One reader a format, asked in this order.</summary>
    public static IReadOnlyList<IAdvisoryReader> All { get; } = [new UpdateInfoReader()];

    /// <summary>Reads a file of any of the formats, plain or compressed.</summary>
    /// <param name="path">The file; also its name in locations.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<Advisory> ReadFile(
        string path, InputLimits limits, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        InputFile.Read(path, limits, expected: null, diagnostics, (content, found) =>
        {
            foreach (IAdvisoryReader reader in All)
            {
                if (reader.Recognises(content.Head())) return reader.Read(content, path, found, cancellationToken);
            }

            found.Add(
                AdvisoryDiagnostics.UnknownFormat, new SourceLocation(path),
                $"The file is none of the formats that are read: {string.Join(", ", All.Select(reader => reader.Format))}. Check that it is the right file.");
            return [];
        }) ?? [];
}
