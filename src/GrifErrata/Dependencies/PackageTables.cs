using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;

namespace GrifErrata.Dependencies;

/// <summary>Reads repositories into a table.</summary>
public static class PackageTables
{
    /// <summary>Reads the repositories in the order in which they are preferred: errata before base before others.</summary>
    /// <remarks>
    /// Their filelists.xml is read only where some package requires or conflicts with a file that primary.xml does not list, and only such files
    /// are kept.
    /// </remarks>
    /// <param name="repositories">Folders with repodata, their repomd.xml files, or primary.xml files.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PackageTable Read(IEnumerable<string> repositories, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        PackageTableBuilder table = new();
        string[] paths = [.. repositories];
        foreach (string path in paths)
        {
            if (IsPrimary(path))
            {
                InputFile.Read(path, InputLimits.Default, null, diagnostics, (content, found) =>
                {
                    PrimaryDependencyReader.Read(content, path, table, found, cancellationToken);
                    return path;
                });
            }
            else
            {
                new RepodataReader().ReadPrimary(path, (content, file, found) => PrimaryDependencyReader.Read(content, file, table, found, cancellationToken), diagnostics);
            }
        }

        WantedFiles wanted = new(table);
        if (wanted.Count > 0 && !diagnostics.HasErrors)
        {
            table.HasFileLists = true;
            for (int repository = 0; repository < paths.Length; repository++)
                table.HasFileLists &= ReadFiles(paths[repository], repository, table, wanted, diagnostics, cancellationToken);
        }

        return table.Build();
    }

    private static bool IsPrimary(string path) => File.Exists(path) && !path.EndsWith("repomd.xml", StringComparison.Ordinal);

    private static bool ReadFiles(string path, int repository, PackageTableBuilder table, WantedFiles wanted, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        !IsPrimary(path) && new RepodataReader().ReadFileLists(
            path, (content, file, found) => FileListsDependencyReader.Read(content, file, table, repository, wanted, found, cancellationToken), diagnostics);
}
