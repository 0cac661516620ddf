using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;

namespace GrifErrata.Dependencies;

/// <summary>Reads repositories into a table.</summary>
public static class PackageTables
{
    /// <summary>Reads the repositories in the order in which they are preferred: errata before base before others.</summary>
    /// <param name="repositories">Folders with repodata, their repomd.xml files, or primary.xml files.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PackageTable Read(IEnumerable<string> repositories, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        PackageTableBuilder table = new();
        foreach (string path in repositories) Add(path, table, diagnostics, cancellationToken);
        return table.Build();
    }

    /// <summary>Adds one repository to a table.</summary>
    /// <param name="path">Folder with repodata, its repomd.xml, or a primary.xml file.</param>
    /// <param name="table">Takes the packages; after an error it must not be used.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Add(string path, PackageTableBuilder table, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        bool isPrimary = File.Exists(path) && !path.EndsWith("repomd.xml", StringComparison.Ordinal);
        if (isPrimary)
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
            ReadModules(path, table, diagnostics, cancellationToken);
        }
    }

    private static void ReadModules(string path, PackageTableBuilder table, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (diagnostics.HasErrors) return;
        DiagnosticBag own = [];
        table.Add(new RepodataReader().ReadModules(path, own, cancellationToken));

        // What repomd.xml is to be warned of was said before.
        diagnostics.AddRange(own.Except(diagnostics));
    }
}
