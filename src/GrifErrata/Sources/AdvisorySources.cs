using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;

namespace GrifErrata.Sources;

/// <summary>Reads the advisories of a path in any supported format. Told by content, never by name.</summary>
public static class AdvisorySources
{
    /// <summary>Reads a file, a zip archive of files, a repository's folder, or a folder of advisory files.</summary>
    /// <param name="path">The path; also its name in locations.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Every advisory, in the order of the files' names and then of the file; one id may occur twice.</returns>
    public static IReadOnlyList<Advisory> Read(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path)) return ReadFile(path, diagnostics, cancellationToken);
        if (RepodataFolder.Is(path)) return new RepodataReader().ReadAdvisories(path, diagnostics, cancellationToken);

        List<Advisory> advisories = [];
        foreach (string file in Files(path, diagnostics))
        {
            // What is no link lies where it is listed; to follow every part of every path takes longer than to read the file.
            if (new FileInfo(file).LinkTarget is not null && LinkTarget.IsOutside(path, file))
            {
                diagnostics.Add(SourceDiagnostics.LinkOutside, new(file),
                    "The link leads out of its folder, or nowhere, and is not read. Copy the file here.");
                continue;
            }

            advisories.AddRange(ReadFile(file, diagnostics, cancellationToken));
        }

        if (advisories.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Add(SourceDiagnostics.NotRecognised, new(path),
                "The folder holds no advisories: neither repodata/repomd.xml nor a file of a known format.");
        }

        return advisories;
    }

    private static IReadOnlyList<string> Files(string folder, DiagnosticBag diagnostics)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(InputDiagnostics.Unreadable, new(folder), $"The folder cannot be listed ({e.Message.TrimEnd('.')}). Check its permissions.");
            return [];
        }
    }

    private static IReadOnlyList<Advisory> ReadFile(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        bool isRepomd = false;
        IReadOnlyList<Advisory>? advisories = InputFile.Read(path, InputLimits.Default, null, diagnostics, (content, found) =>
        {
            isRepomd = RepodataFolder.IsRepomd(path, content.Head());
            if (isRepomd) return [];
            return AdvisoryZip.Is(content.Head())
                ? AdvisoryZip.Read(content, path, AdvisoryZipLimits.Default, found, (entry, name, bag) => Read(entry, name, bag, cancellationToken))
                : Read(content, path, found, cancellationToken);
        });
        return isRepomd ? new RepodataReader().ReadAdvisories(path, diagnostics, cancellationToken) : advisories ?? [];
    }

    private static IReadOnlyList<Advisory> Read(
        InputContent content, string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        foreach (IAdvisoryReader reader in AdvisoryFormats.All)
        {
            if (reader.Recognises(content.Head())) return reader.Read(content, path, diagnostics, cancellationToken);
        }

        diagnostics.Add(SourceDiagnostics.NotRecognised, new(path), content.Head().IsEmpty
            ? "The file is empty. Fetch it again, or take it out of os.yaml."
            : $"The file is of no format of advisories that is known: {string.Join(", ", AdvisoryFormats.All.Select(r => r.Format))}, or a repository's repomd.xml.");
        return [];
    }
}
