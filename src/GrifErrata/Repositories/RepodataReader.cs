using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Modules;

namespace GrifErrata.Repositories;

/// <summary>
/// Reads a yum repository's metadata from a folder: repomd.xml, and the primary.xml and updateinfo.xml that it names. Sizes and
/// checksums are verified while reading; nothing of a file that fails is handed out.
/// </summary>
public sealed class RepodataReader
{
    /// <summary>How much of each file is read.</summary>
    public InputLimits Limits { get; init; } = InputLimits.Default;

    /// <summary>Whether <see cref="ReadPackages"/> reads <see cref="Package.Obsoletes"/> too.</summary>
    public bool WithObsoletes { get; init; }

    /// <summary>Takes what <see cref="ReadPackages"/> has no use for; of one repository.</summary>
    internal IFormatReader? Beside { get; init; }

    /// <summary>
    /// Whether files are read again that were found right before: that of the file itself is checked, and the checksum of its decompressed content, which
    /// follows from it, is not computed a second time.
    /// </summary>
    internal bool IsAgain { get; init; }

    /// <summary>Reads repomd.xml.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="diagnostics">Takes errors and warnings.</param>
    /// <returns>Null after an error.</returns>
    public RepodataIndex? ReadIndex(string path, DiagnosticBag diagnostics)
    {
        string file = IndexOf(path);
        RepodataIndex? index = null;
        InputFile.Read(file, Limits, expected: null, diagnostics, (content, found) =>
        {
            index = RepodataIndexReader.Read(content, file, found);
            return file;
        });
        return diagnostics.HasErrors ? null : index;
    }

    /// <summary>Reads the packages of the repository's primary.xml.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IReadOnlyList<Package> ReadPackages(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        IReadOnlyList<Package> packages = [];
        if (ReadIndex(path, own) is { } index)
        {
            PrimaryReader reader = new() { WithObsoletes = WithObsoletes, Beside = Beside };
            packages = index.Find("primary") is { } entry
                ? ReadEntry(path, entry, own, (content, file, found) => reader.Read(content, file, found, cancellationToken))
                : Missing<Package>(own, RepodataDiagnostics.NoPrimary, index, "primary", "Make the metadata with createrepo_c.");
        }

        diagnostics.AddRange(own);
        return packages;
    }

    /// <summary>
    /// Reads the advisories of the repository's updateinfo.xml. A repository without one is an error: it says nothing about fixes,
    /// which is not the same as having none.
    /// </summary>
    /// <inheritdoc cref="ReadPackages"/>
    public IReadOnlyList<Advisory> ReadAdvisories(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        IReadOnlyList<Advisory> advisories = [];
        if (ReadIndex(path, own) is { } index)
        {
            // A day's grace: publishers write local times without a zone.
            UpdateInfoReader reader = new() { FeedRevision = index.Made?.AddDays(1) };
            advisories = index.Find("updateinfo") is { } entry
                ? ReadEntry(path, entry, own, (content, file, found) => reader.Read(content, file, found, cancellationToken))
                : Missing<Advisory>(
                    own, RepodataDiagnostics.NoUpdateInfo, index, "updateinfo",
                    "Use a repository or another feed that has advisories, or select by repository instead.");
        }

        diagnostics.AddRange(own);
        return advisories;
    }

    /// <summary>Hands the content of the repository's primary.xml to a reader of the caller's, checked while it is read.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="read">Reads the content; is given the file's name for locations and takes its diagnostics.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error what was read must not be used.</param>
    public void ReadPrimary(string path, Action<Stream, string, DiagnosticBag> read, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        if (ReadIndex(path, own) is { } index)
        {
            if (index.Find("primary") is { } entry)
            {
                ReadEntry<string>(path, entry, own, (content, file, found) =>
                {
                    read(content, file, found);
                    return [];
                });
            }
            else
            {
                Missing<string>(own, RepodataDiagnostics.NoPrimary, index, "primary", "Make the metadata with createrepo_c.");
            }
        }

        diagnostics.AddRange(own);
    }

    /// <summary>Hands the content of the repository's filelists.xml to a reader of the caller's, checked while it is read.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="read">Reads the content; is given the file's name for locations and takes its diagnostics.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error what was read must not be used.</param>
    /// <returns>False where the repository has no filelists, or names some that are not there, as in copies of the metadata without them.</returns>
    public bool ReadFileLists(string path, Action<Stream, string, DiagnosticBag> read, DiagnosticBag diagnostics) => ReadData(path, "filelists", mayBeAbsent: true, read, diagnostics);

    /// <summary>Hands the content of a file that repomd.xml names to a reader of the caller's, checked while it is read.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="type">The file's type in repomd.xml: <c>filelists</c>, <c>updateinfo</c>, <c>modules</c>, <c>group</c>.</param>
    /// <param name="mayBeAbsent">Whether a file that is named and not there is no error, as in copies of parts of the metadata.</param>
    /// <param name="read">Reads the content; is given the file's name for locations and takes its diagnostics.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error what was read must not be used.</param>
    /// <returns>False where there is nothing to read.</returns>
    public bool ReadData(string path, string type, bool mayBeAbsent, Action<Stream, string, DiagnosticBag> read, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        RepodataEntry? entry = ReadIndex(path, [])?.Find(type); // what is wrong with repomd.xml was said where primary was read
        bool isThere = entry is not null && (!mayBeAbsent || RepodataPath.Resolve(RootOf(path), entry.Href, out _) is not { } resolved || File.Exists(resolved));
        if (isThere)
        {
            ReadEntry<string>(path, entry!, own, (content, file, found) =>
            {
                read(content, file, found);
                return [];
            });
        }

        diagnostics.AddRange(own);
        return isThere;
    }

    /// <summary>Reads the repository's modules.yaml; a repository without one has no modules, which is no error.</summary>
    /// <inheritdoc cref="ReadPackages"/>
    public ModuleMetadata ReadModules(string path, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        ModuleMetadata? modules = null;
        if (ReadIndex(path, own) is { } index && index.Find("modules") is { } entry)
        {
            InputLimits limits = Limits with { MaxDocumentBytes = Math.Min(Limits.MaxDocumentBytes, ModulesReader.MaxDocumentBytes) };
            modules = ReadFile(path, entry, limits, own, (content, file, found) => new ModulesReader().Read(content, file, found, cancellationToken));
        }

        diagnostics.AddRange(own);
        return modules ?? ModuleMetadata.Empty;
    }

    /// <summary>Reads the files of the repository's packages from its filelists.xml, package after package; nothing else needs this file, so nothing else reads it.</summary>
    /// <param name="path">The repository's folder, or its repodata/repomd.xml.</param>
    /// <param name="take">Takes each package with the paths of its files and folders, in the file's order.</param>
    /// <param name="diagnostics">Takes errors and warnings; after an error what was taken must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The number of packages; 0 where the repository has no filelists.</returns>
    public int ReadFileLists(string path, Action<PackageFiles> take, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        DiagnosticBag own = [];
        int count = 0;
        if (ReadIndex(path, own) is { } index && index.Find("filelists") is { } entry)
        {
            ReadFile(path, entry, Limits, own, (content, file, found) =>
            {
                count = FileListsReader.Read(content, file, take, found, cancellationToken);
                return file;
            });
        }

        diagnostics.AddRange(own);
        return own.HasErrors ? 0 : count;
    }

    /// <summary>Where the repomd.xml of a repository is, whether it is there or not.</summary>
    internal static string IndexOf(string path) =>
        path.EndsWith("repomd.xml", StringComparison.Ordinal) ? path : Path.Combine(path, "repodata", "repomd.xml");

    // hrefs are relative to the folder that holds repodata.
    private static string RootOf(string path) =>
        path.EndsWith("repomd.xml", StringComparison.Ordinal) ? Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, "..") : path;

    private static T[] Missing<T>(
        DiagnosticBag diagnostics, DiagnosticDescriptor descriptor, RepodataIndex index, string type, string advice)
    {
        diagnostics.Add(descriptor, index.Origin, $"repomd.xml has no entry of type '{type}'. {advice}");
        return [];
    }

    private IReadOnlyList<T> ReadEntry<T>(
        string path, RepodataEntry entry, DiagnosticBag diagnostics, Func<InputContent, string, DiagnosticBag, IReadOnlyList<T>> read) =>
        ReadFile(path, entry, Limits, diagnostics, read) ?? [];

    private T? ReadFile<T>(
        string path, RepodataEntry entry, InputLimits limits, DiagnosticBag diagnostics, Func<InputContent, string, DiagnosticBag, T> read)
        where T : class
    {
        string? file = RepodataPath.Resolve(RootOf(path), entry.Href, out string reason);
        if (file is null)
        {
            diagnostics.Add(
                RepodataDiagnostics.UnsafeHref, entry.Origin,
                $"The file of '{entry.Type}' {reason}, so it was not opened. Do not use this repository before you know why.");
            return null;
        }

        InputExpectation expected = new(entry.Origin, entry.Size, entry.Checksum, entry.OpenSize, IsAgain && entry.Checksum is not null ? null : entry.OpenChecksum);
        return InputFile.Read(file, limits, expected, diagnostics, (content, found) => read(content, file, found));
    }
}
