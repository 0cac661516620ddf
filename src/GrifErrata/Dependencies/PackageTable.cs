using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>
/// The packages of repositories with their dependencies, in arrays: 40,000 packages in a few dozen megabytes. Packages have numbers, 0 and up,
/// in the order of the repositories and of their files; each NEVRA once.
/// </summary>
public sealed class PackageTable
{
    private readonly int[] _names;
    private readonly int[] _versions;
    private readonly int[] _arches;
    private readonly int[] _sources;
    private readonly int[] _repositories;
    private readonly long[] _built;
    private readonly int[] _listed;
    private readonly int[] _origins;
    private int[][] _providerArrays = [];
    private readonly Csr _providesByName;
    private readonly Csr _filesByName;

    internal PackageTable(PackageTableBuilder built)
    {
        Dependencies = built.Dependencies;
        (_names, _versions, _arches, _sources, _repositories, _built) =
            ([.. built.Names], [.. built.Versions], [.. built.Arches], [.. built.Sources], [.. built.Repositories], [.. built.Built]);
        _listed = [.. built.Listed.Order()];
        _origins = [.. built.Origins.Select(o => (int)o)];
        HasFileLists = built.HasFileLists;
        LacksFileLists = built.LacksFileLists;
        Count = _names.Length;
        Provides = built.Provides.ToCsr(Count);
        Requires = built.Requires.ToCsr(Count);
        Conflicts = built.Conflicts.ToCsr(Count);
        Obsoletes = built.Obsoletes.ToCsr(Count);
        Files = built.Files.ToCsr(Count);
        RpmFeatures = built.RpmFeatures.ToCsr(Count);

        Modules = ModuleTable.Of(ModuleMetadata.Join(built.Modules), Dependencies);

        // What rich dependencies name must have its symbols before the indexes are made.
        HashSet<int> rich = [];
        for (int dependency = 0, plain = Dependencies.Count; dependency < plain; dependency++)
        {
            if (!Dependencies.IsRich(dependency)) continue;
            rich.Add(dependency);
            _ = Dependencies.Rich(dependency);
        }

        int symbols = Dependencies.Symbols.Count;
        Func<int, int> nameOf = Dependencies.Name;
        ByName = Csr.OfPairs(symbols, [.. _names], [.. Enumerable.Range(0, Count)]);
        _providesByName = Provides.Inverse(symbols, nameOf);
        RequiresByName = Requires.Inverse(symbols, nameOf);
        ConflictsByName = Conflicts.Inverse(symbols, nameOf);
        ObsoletesByName = Obsoletes.Inverse(symbols, nameOf);
        _filesByName = Files.Inverse(symbols, static symbol => symbol);
        RichByAtom = RichIndex(rich);
        _providerArrays = new int[Dependencies.Count][];
    }

    internal PackageTable(PackageTableArrays kept)
    {
        Dependencies = kept.Dependencies;
        (_names, _versions, _arches, _sources, _repositories, _built, _listed, _origins) =
            (kept.Ints(), kept.Ints(), kept.Ints(), kept.Ints(), kept.Ints(), kept.Longs(), kept.Ints(), kept.Ints());
        (Provides, Requires, Conflicts, Obsoletes, Files) = (kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists());
        (ByName, _providesByName, RequiresByName, ConflictsByName, ObsoletesByName, _filesByName, RichByAtom) =
            (kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists(), kept.Lists());
        RpmFeatures = kept.Lists();
        Modules = new(kept.Ints(), kept.Lists(), kept.Ints());
        Count = _names.Length;
        HasFileLists = kept.HasFileLists;
    }

    /// <summary>What is to be kept of the table, in the order in which it is read back.</summary>
    internal IReadOnlyList<Array> ToArrays() => PackageTableArrays.Of(
        this, [_names, _versions, _arches, _sources, _repositories, _built, _listed, _origins],
        [Provides, Requires, Conflicts, Obsoletes, Files, ByName, _providesByName, RequiresByName, ConflictsByName, ObsoletesByName, _filesByName, RichByAtom, RpmFeatures]);

    /// <summary>How many packages there are.</summary>
    public int Count { get; }

    /// <summary>Whether of all packages the files are known that somebody requires (filelists), not only those that primary.xml lists.</summary>
    public bool HasFileLists { get; }

    /// <summary>Whether a file is required of which only filelists could tell, which were not there: they may be there the next time.</summary>
    internal bool LacksFileLists { get; }

    internal DependencyTable Dependencies { get; }

    internal ModuleTable Modules { get; }

    internal Csr Provides { get; }

    internal Csr Requires { get; }

    internal Csr Conflicts { get; }

    internal Csr Obsoletes { get; }

    internal Csr Files { get; }

    /// <summary>The features of rpm itself that a package requires; of repodata none.</summary>
    internal Csr RpmFeatures { get; }

    /// <summary>Packages by the symbol of their name.</summary>
    internal Csr ByName { get; }

    /// <summary>Packages by the symbol of a name that they require, conflict with or obsolete.</summary>
    internal Csr RequiresByName { get; }

    internal Csr ConflictsByName { get; }

    internal Csr ObsoletesByName { get; }

    /// <summary>Packages with a rich requirement or conflict, by the symbol of each name in it.</summary>
    internal Csr RichByAtom { get; }

    /// <summary>The NEVRA of a package.</summary>
    public Nevra Nevra(int package)
    {
        DependencyVersion version = Version(package);
        return new(Dependencies.Symbols.Text(_names[package]), new Evr(version.Epoch, version.Version, version.Release!), Arch(package));
    }

    internal int NameOf(int package) => _names[package];

    internal DependencyVersion Version(int package) => Dependencies.VersionOf(_versions[package]);

    internal string Arch(int package) => Dependencies.Symbols.Text(_arches[package]);

    internal int ArchSymbol(int package) => _arches[package];

    /// <summary>Symbol of the source package's file name without version, or -1.</summary>
    internal int SourceOf(int package) => _sources[package];

    /// <summary>Which of the repositories, in the order in which they were given, holds it.</summary>
    public int RepositoryOf(int package) => _repositories[package];

    /// <summary>What kind of repository holds it.</summary>
    public PackageOrigin OriginOf(int package) => _repositories[package] < _origins.Length ? (PackageOrigin)_origins[_repositories[package]] : PackageOrigin.Other;

    /// <summary>Whether only its name is known, from a listing, and not what it requires.</summary>
    public bool IsListed(int package) => Array.BinarySearch(_listed, package) >= 0;

    /// <summary>When it was built, or null.</summary>
    public DateTimeOffset? BuildTime(int package) => _built[package] == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(_built[package]);

    /// <summary>The package of a NEVRA; where the epoch is null, of any epoch, the highest.</summary>
    public int? Find(Nevra nevra)
    {
        int name = Dependencies.Symbols.Find(nevra.Name);
        int? found = null;
        if (name < 0) return null;
        foreach (int package in ByName[name])
        {
            DependencyVersion version = Version(package);
            if (version.Version != nevra.Evr.Version || version.Release != nevra.Evr.Release || Arch(package) != nevra.Arch) continue;
            if (nevra.Evr.Epoch is { } epoch && epoch != version.Epoch) continue;
            if (found is null || Version(found.Value).Epoch < version.Epoch) found = package;
        }

        return found;
    }

    /// <summary>The packages that meet a plain dependency: by a provide, by their own name, by a file; in ascending order.</summary>
    internal ReadOnlySpan<int> ProvidersOf(int dependency)
    {
        if (dependency >= _providerArrays.Length) Array.Resize(ref _providerArrays, Dependencies.Count);
        return _providerArrays[dependency] ??= FindProviders(dependency);
    }

    /// <summary>Whether only filelists could say who has a file, and they were not given.</summary>
    internal bool CannotKnow(int dependency) =>
        !HasFileLists && Dependencies.IsFile(dependency) && !PrimaryFiles.Lists(Dependencies.Symbols.Utf8(Dependencies.Name(dependency)));

    private int[] FindProviders(int dependency)
    {
        int name = Dependencies.Name(dependency);
        List<int> found = [];
        int last = -1;
        foreach (int package in _providesByName[name])
        {
            // A package that provides one name twice stands there twice, one behind the other.
            if (package == last) continue;
            last = package;
            foreach (int provided in Provides[package])
            {
                if (Dependencies.Name(provided) != name || !Dependencies.Meet(provided, dependency)) continue;
                found.Add(package);
                break;
            }
        }

        ReadOnlySpan<int> byFile = _filesByName[name];
        if (byFile.IsEmpty) return [.. found];
        SortedSet<int> all = [.. found];
        foreach (int package in byFile) all.Add(package);
        return [.. all];
    }

    private Csr RichIndex(HashSet<int> rich)
    {
        List<int> keys = [], values = [];
        if (rich.Count > 0)
        {
            for (int package = 0; package < Count; package++)
            {
                foreach (Csr lists in (Csr[])[Requires, Conflicts])
                {
                    foreach (int dependency in lists[package])
                    {
                        if (!rich.Contains(dependency) || Dependencies.Rich(dependency) is not { } parsed) continue;
                        foreach (int atom in parsed.Atoms())
                        {
                            keys.Add(Dependencies.Name(atom));
                            values.Add(package);
                        }
                    }
                }
            }
        }

        return Csr.OfPairs(Dependencies.Symbols.Count, keys, values);
    }
}
