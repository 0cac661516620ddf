using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.RepositorySnapshots;

/// <summary>Writes the metadata of one repository of a snapshot.</summary>
internal sealed class RepositoryView
{
    private readonly SnapshotContent _content;
    private readonly SnapshotRepository _repository;
    private readonly ImmutableArray<Nevra> _kept;
    private readonly int _all;
    private readonly string _repodata;
    private readonly RepodataReader _reader = new();
    private readonly ImmutableArray<MetadataFile>.Builder _files = ImmutableArray.CreateBuilder<MetadataFile>();

    // Warnings about the files were given when they were read for the first time.
    private readonly DiagnosticBag _found = [];
    private readonly DiagnosticBag _warnings = [];

    /// <param name="content">What the snapshot has.</param>
    /// <param name="part">Number of the repository in it.</param>
    /// <param name="folder">The snapshot's folder.</param>
    public RepositoryView(SnapshotContent content, int part, string folder)
    {
        _content = content;
        (_repository, _kept, _all) = content.Parts[part];
        _repodata = Path.Combine(folder, _repository.Name, "repodata");
    }

    /// <summary>The files that were written, besides repomd.xml.</summary>
    public IReadOnlyList<MetadataFile> Files => _files;

    /// <summary>Errors, and warnings of its own.</summary>
    public IEnumerable<Diagnostic> Diagnostics => _found.Where(d => d.Severity == DiagnosticSeverity.Error).Concat(_warnings);

    /// <summary>Writes the files; after an error they are not whole.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public SnapshotPart Write(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_repodata);
        PackageIds ids = new();
        Add("primary", "primary.xml", output =>
        {
            new RepodataReader { IsAgain = true }.ReadPrimary(_repository.Directory, (input, file, bag) =>
                ids = new PrimaryCopy(_repository.Address, (nevra, built) => _content.Keeps(nevra, built, _repository), bag).Write(input, file, _kept.Length, output, cancellationToken), _found);
            return true;
        });
        if (_found.HasErrors) return new(_repository, _kept.Length, _all, 0);
        if (!Add("filelists", "filelists.xml", output => _reader.ReadFileLists(
            _repository.Directory, (input, file, bag) => FileListsCopy.Write(input, file, ids, output, bag, cancellationToken), _found)))
        {
            _warnings.Add(SnapshotDiagnostics.NoFileLists, _repository.Location,
                $"The repository {_repository.Name} has no filelists beside its primary, so machines cannot install what requires a file that primary.xml does not list. "
                + "Fetch them too (`filelists: true` in os.yaml), or name a whole copy of the metadata with --metadata.");
        }

        int advisories = WriteAdvisories(cancellationToken);

        // All streams with all their packages: dnf hides by them what belongs to streams that a machine does not use, and what has the name
        // of a package of one that it does.
        Add("modules", "modules.yaml", output => Pass("modules", mayBeAbsent: false, output));
        Add("group", "comps.xml", output => Pass("group", mayBeAbsent: true, output));
        WriteIndex();
        return new(_repository, _kept.Length, _all, advisories);
    }

    private int WriteAdvisories(CancellationToken cancellationToken)
    {
        int advisories = 0;
        if (Add("updateinfo", "updateinfo.xml", output => _reader.ReadData(_repository.Directory, "updateinfo", mayBeAbsent: false,
            (input, file, bag) => advisories = UpdateInfoCopy.Write(input, file, _content.Has, output, bag, cancellationToken), _found))) return advisories;

        // Publishers whose repositories have none publish them elsewhere; the OS's sources know them.
        ImmutableArray<Advisory> own = OfPackages(_content.Request.Errata.Advisories, _kept);
        Add("updateinfo", "updateinfo.xml", output =>
        {
            UpdateInfoWriter.Write(own, output, []);
            return own.Length > 0;
        });
        return own.Length;
    }

    private static ImmutableArray<Advisory> OfPackages(ImmutableArray<Advisory> advisories, ImmutableArray<Nevra> packages)
    {
        ILookup<(string, string, string, string), int?> kept = packages.ToLookup(n => (n.Name, n.Evr.Version, n.Evr.Release, n.Arch), n => n.Evr.Epoch);
        bool IsKept(Nevra n) => kept[(n.Name, n.Evr.Version, n.Evr.Release, n.Arch)] is var epochs && epochs.Any() && (n.Evr.Epoch is null || epochs.Contains(n.Evr.Epoch));
        return
        [
            .. advisories.Where(a => !a.IsRetracted).Select(a => a with { Packages = [.. a.Packages.Where(p => IsKept(p.Nevra))] })
                .Where(a => !a.Packages.IsEmpty).OrderBy(a => a.Id, StringComparer.Ordinal),
        ];
    }

    private bool Pass(string type, bool mayBeAbsent, Stream output) =>
        _reader.ReadData(_repository.Directory, type, mayBeAbsent, (input, _, _) => input.CopyTo(output), _found);

    private bool Add(string type, string name, Func<Stream, bool> write)
    {
        bool isThere = false;
        MetadataFile file = MetadataFile.Write(_repodata, type, name, output => isThere = write(output));
        if (isThere) _files.Add(file);
        else File.Delete(Path.Combine(_repodata, file.Name));
        return isThere;
    }

    private void WriteIndex()
    {
        using FileStream index = new(Path.Combine(_repodata, "repomd.xml"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        index.Write(RepomdWriter.Write(_files, _content.Request.Version.Definition.Cutoff));
        index.Flush(flushToDisk: true);
    }
}
