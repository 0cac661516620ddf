using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;

namespace GrifErrata.Dependencies;

/// <summary>Reads repositories into a table.</summary>
public static class PackageTables
{
    /// <summary>Reads the repositories in the order in which they are preferred: errata before base before others.</summary>
    /// <remarks>
    /// The files that primary.xml does not list (filelists.xml, or headers a second time) are read only where some package requires or conflicts with
    /// such a file, and only those files are kept.
    /// </remarks>
    /// <param name="repositories">Folders with repodata, their repomd.xml files, primary.xml files, or folders of RPM files without repodata.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the table must not be used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PackageTable Read(IEnumerable<string> repositories, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        PackageTableBuilder table = new();
        Add([.. repositories.Select(path => (path, PackageOrigin.Other))], table, diagnostics, cancellationToken);
        return table.Build();
    }

    /// <summary>Adds repositories to a table.</summary>
    /// <param name="repositories">Folders with repodata or of RPM files, repomd.xml files, or primary.xml files, the preferred first, with what they are.</param>
    /// <param name="table">Takes the packages; after an error it must not be used.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Add(
        IReadOnlyList<(string Path, PackageOrigin Origin)> repositories, PackageTableBuilder table, DiagnosticBag diagnostics, CancellationToken cancellationToken) =>
        Add(repositories, table, take: null, diagnostics, cancellationToken);

    /// <param name="repositories">Folders with repodata or of RPM files, repomd.xml files, or primary.xml files, the preferred first, with what they are.</param>
    /// <param name="table">Takes the packages; after an error it must not be used.</param>
    /// <param name="take">Takes of each repository with repodata its packages, read in the same pass, and what was wrong with them; or null.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <inheritdoc cref="Add(IReadOnlyList{ValueTuple{string, PackageOrigin}}, PackageTableBuilder, DiagnosticBag, CancellationToken)"/>
    internal static void Add(
        IReadOnlyList<(string Path, PackageOrigin Origin)> repositories, PackageTableBuilder table, Action<string, IReadOnlyList<Package>, DiagnosticBag>? take, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        int first = table.Origins.Count;
        (string Path, PackageOrigin Origin, Kind Kind)[] all = [.. repositories.Select(r => (r.Path, r.Origin, KindOf(r.Path, cancellationToken)))];
        foreach ((string path, PackageOrigin origin, Kind kind) in all)
        {
            table.StartOrigin(origin);
            switch (kind)
            {
                case Kind.Primary:
                    InputFile.Read(path, InputLimits.Default, null, diagnostics, (content, found) =>
                    {
                        PrimaryDependencyReader.Read(content, path, table, found, cancellationToken);
                        return path;
                    });
                    break;
                case Kind.Packages:
                    table.StartRepository();
                    RpmFolderReader.ReadEach(path, path, (content, file) => RpmDependencyReader.Read(content, file, table, diagnostics), diagnostics, cancellationToken);
                    break;
                default:
                    if (take is not null) ReadBoth(path, table, take, diagnostics, cancellationToken);
                    else new RepodataReader().ReadPrimary(path, (content, file, found) => PrimaryDependencyReader.Read(content, file, table, found, cancellationToken), diagnostics);
                    ReadModules(path, table, diagnostics, cancellationToken);
                    break;
            }
        }

        WantedFiles wanted = new(table);
        if (wanted.Count > 0 && !diagnostics.HasErrors)
        {
            table.HasFileLists = true;
            for (int i = 0; i < all.Length; i++)
                table.HasFileLists &= ReadFiles((all[i].Path, all[i].Kind), first + i, table, wanted, diagnostics, cancellationToken);
            table.LacksFileLists = !table.HasFileLists;
        }
    }

    private static void ReadBoth(string path, PackageTableBuilder table, Action<string, IReadOnlyList<Package>, DiagnosticBag> take, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        IReadOnlyList<Package> packages = new RepodataReader { Beside = new DependenciesBeside(table) }.ReadPackages(path, own, cancellationToken);
        take(path, packages, own);
        diagnostics.AddRange(own);
    }

    private static void ReadModules(string path, PackageTableBuilder table, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (diagnostics.HasErrors) return;
        DiagnosticBag own = [];
        table.Add(new RepodataReader().ReadModules(path, own, cancellationToken));

        // What repomd.xml is to be warned of was said before.
        diagnostics.AddRange(own.Except(diagnostics));
    }

    private static bool ReadFiles(
        (string Path, Kind Kind) from, int repository, PackageTableBuilder table, WantedFiles wanted, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        switch (from.Kind)
        {
            case Kind.Primary:
                return false;
            case Kind.Packages:
                // What the folder itself gives rise to was said the first time.
                DiagnosticBag again = [];
                RpmFolderReader.ReadEach(from.Path, from.Path, (content, file) => RpmDependencyReader.ReadFiles(content, file, table, repository, wanted, again), again, cancellationToken);
                if (again.HasErrors) diagnostics.AddRange(again);
                return true;
            default:
                return new RepodataReader().ReadFileLists(
                    from.Path, (content, file, found) => FileListsDependencyReader.Read(content, file, table, repository, wanted, found, cancellationToken), diagnostics);
        }
    }

    private static Kind KindOf(string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && !path.EndsWith("repomd.xml", StringComparison.Ordinal)) return Kind.Primary;
        bool hasRepodata = File.Exists(path) || File.Exists(Path.Combine(path, "repodata", "repomd.xml"));
        return !hasRepodata && RpmFolderReader.HasPackages(path, cancellationToken) ? Kind.Packages : Kind.Repodata;
    }

    private enum Kind
    {
        Repodata,
        Primary,
        Packages,
    }
}
