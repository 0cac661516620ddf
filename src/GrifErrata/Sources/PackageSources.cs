using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Sources;

/// <summary>Reads the packages of a path, whatever it is: a listing, an RPM, a folder of RPMs, repodata. Told by content, never by name.</summary>
public static class PackageSources
{
    private static readonly IPackageReader[] Readers = [new PrimaryReader(), new CsvListingReader(), new TextListingReader()];

    /// <summary>Reads a file or folder.</summary>
    /// <param name="path">The path; also its name in locations.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static IReadOnlyList<Package> Read(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return RepodataFolder.Is(path)
                ? new RepodataReader().ReadPackages(path, diagnostics, cancellationToken)
                : RpmFolderReader.Read(path, path, diagnostics, cancellationToken);
        }

        bool isRepomd = false;
        IReadOnlyList<Package>? packages = InputFile.Read(path, InputLimits.Default, null, diagnostics, (content, found) =>
        {
            isRepomd = RepodataFolder.IsRepomd(path, content.Head());
            return isRepomd ? [] : ReadFile(content, path, found, cancellationToken);
        });
        return isRepomd ? new RepodataReader().ReadPackages(path, diagnostics, cancellationToken) : packages ?? [];
    }

    /// <summary>Whether a path is of a kind that says what packages require: repodata, a primary.xml, a folder of RPM files.</summary>
    public static bool HasDependencies(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) return RepodataFolder.Is(path) || RpmFolderReader.HasPackages(path, cancellationToken);
        if (!File.Exists(path)) return false;

        // What is wrong with the file is told by whoever reads it.
        bool found = false;
        InputFile.Read(path, InputLimits.Default, null, [], (content, _) =>
        {
            found = RepodataFolder.IsRepomd(path, content.Head()) || Readers[0].Recognises(content.Head());
            return path;
        });
        return found;
    }

    private static IReadOnlyList<Package> ReadFile(
        InputContent content, string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        foreach (IPackageReader reader in Readers)
        {
            if (reader.Recognises(content.Head())) return reader.Read(content, path, diagnostics, cancellationToken);
        }

        diagnostics.Add(SourceDiagnostics.NotRecognised, new(path), content.Head().IsEmpty
            ? "The file is empty. Fetch it again, or take it out of os.yaml."
            : "The file is not a source of packages that is known: repodata (repomd.xml, primary.xml), a CSV listing with name, version, "
            + "release and arch in its header, or a text listing with one name-version-release.arch a line. For RPM files name their folder.");
        return [];
    }
}
