using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Collects packages for a <see cref="PackageTable"/>.</summary>
public sealed class PackageTableBuilder
{
    private readonly Dictionary<(int Name, int Version, int Arch), int> _known = [];
    private int _repository = -1;
    private PackageOrigin _origin = PackageOrigin.Other;

    internal DependencyTable Dependencies { get; } = new();

    internal List<int> Names { get; } = [];

    internal List<int> Versions { get; } = [];

    internal List<int> Arches { get; } = [];

    internal List<int> Sources { get; } = [];

    internal List<int> Repositories { get; } = [];

    internal List<long> Built { get; } = [];

    /// <summary>The <see cref="PackageId"/> of each package, 0 where it is not known.</summary>
    internal List<UInt128> Ids { get; } = [];

    internal PackageLists Provides { get; } = new();

    internal PackageLists Requires { get; } = new();

    internal PackageLists Conflicts { get; } = new();

    internal PackageLists Obsoletes { get; } = new();

    /// <summary>The features of rpm itself that a package requires, where its header was read.</summary>
    internal PackageLists RpmFeatures { get; } = new();

    internal PackageLists Files { get; } = new();

    internal List<ModuleMetadata> Modules { get; } = [];

    /// <summary>Whether of every repository all files are known that somebody requires.</summary>
    public bool HasFileLists { get; set; }

    /// <summary>Whether somebody requires files that only filelists could tell of, and not all repositories have them.</summary>
    internal bool LacksFileLists { get; set; }

    /// <summary>Packages of which only the name is known, from listings: what they require nobody has said.</summary>
    internal HashSet<int> Listed { get; } = [];

    /// <summary>The origin of each repository that was started.</summary>
    internal List<PackageOrigin> Origins { get; } = [];

    /// <summary>What the repositories are that are started from here on; at first other ones.</summary>
    public void StartOrigin(PackageOrigin origin) => _origin = origin;

    /// <summary>Starts the next repository; of two packages with one NEVRA the one of the earlier repository stays.</summary>
    public void StartRepository()
    {
        _repository++;
        Origins.Add(_origin);
    }

    /// <summary>Starts a package; what follows is about it.</summary>
    /// <returns>False where the NEVRA is there already: what would follow is to be left out.</returns>
    internal bool Start(int name, int epoch, int version, int release, int arch, int source, long built)
    {
        int number = Dependencies.AddVersion(epoch, version, release);
        if (!_known.TryAdd((name, number, arch), Names.Count)) return false;
        Names.Add(name);
        Versions.Add(number);
        Arches.Add(arch);
        Sources.Add(source);
        Repositories.Add(Math.Max(_repository, 0));
        Built.Add(built);
        Ids.Add(0);

        // rpm: every package provides its own name at its own version, whether the metadata list it or not.
        Provides.Add(Names.Count - 1, Dependencies.Add(name, Comparison.Equal, number));
        return true;
    }

    /// <summary>Adds a package of which no dependencies are known: it provides its own name.</summary>
    /// <param name="nevra">NEVRA; a missing epoch is 0.</param>
    /// <param name="source">File name of the source package, or null.</param>
    /// <param name="built">Build time, or null.</param>
    public void AddListed(Nevra nevra, string? source, DateTimeOffset? built)
    {
        int count = Names.Count;
        Add(nevra, [], [], [], [], [], source, built);
        if (Names.Count > count) Listed.Add(count);
    }

    /// <summary>Says that a package is available only from a time on, where that is later than its build.</summary>
    public void HoldBack(Nevra nevra, DateTimeOffset available)
    {
        SymbolTable symbols = Dependencies.Symbols;
        (int name, int version, int release, int arch) = (symbols.Find(nevra.Name), symbols.Find(nevra.Evr.Version), symbols.Find(nevra.Evr.Release), symbols.Find(nevra.Arch));
        if (name < 0 || version < 0 || release < 0 || arch < 0) return;
        if (_known.TryGetValue((name, Dependencies.AddVersion(nevra.Evr.Epoch ?? 0, version, release), arch), out int package))
            Built[package] = Math.Max(Built[package], available.ToUnixTimeSeconds());
    }

    /// <summary>Adds the modules of a repository.</summary>
    public void Add(ModuleMetadata modules) => Modules.Add(modules);

    /// <summary>The number of a package, or -1.</summary>
    internal int Find(int name, int epoch, int version, int release, int arch) =>
        Dependencies.FindVersion(epoch, version, release) is >= 0 and int number ? _known.GetValueOrDefault((name, number, arch), -1) : -1;

    /// <summary>The packages of a repository by their ids.</summary>
    internal Dictionary<UInt128, int> IdsOf(int repository)
    {
        Dictionary<UInt128, int> ids = [];
        for (int package = 0; package < Ids.Count; package++)
        {
            if (Repositories[package] == repository && Ids[package] != 0) ids.TryAdd(Ids[package], package);
        }

        return ids;
    }

    /// <summary>The table of what was collected.</summary>
    public PackageTable Build() => new(this);

    /// <summary>Adds a package by its parts; for repositories that are made in memory.</summary>
    /// <param name="nevra">NEVRA; a missing epoch is 0.</param>
    /// <param name="provides">What it provides besides its own name, as <c>name [op version]</c>.</param>
    /// <param name="requires">What it requires; a text in parentheses is a rich one.</param>
    /// <param name="conflicts">What it conflicts with.</param>
    /// <param name="obsoletes">What it obsoletes.</param>
    /// <param name="files">Its files.</param>
    /// <param name="source">File name of the source package, or null.</param>
    /// <param name="built">Build time, or null.</param>
    public void Add(Nevra nevra, IEnumerable<string> provides, IEnumerable<string> requires, IEnumerable<string> conflicts,
        IEnumerable<string> obsoletes, IEnumerable<string> files, string? source = null, DateTimeOffset? built = null)
    {
        SymbolTable symbols = Dependencies.Symbols;
        int sourceName = source is null ? -1 : symbols.Add(SourceName.Of(source));
        if (!Start(symbols.Add(nevra.Name), nevra.Evr.Epoch ?? 0, symbols.Add(nevra.Evr.Version), symbols.Add(nevra.Evr.Release), symbols.Add(nevra.Arch),
            sourceName, built?.ToUnixTimeSeconds() ?? 0)) return;
        int package = Names.Count - 1;
        foreach (string text in provides) Provides.Add(package, Parse(text));
        foreach (string text in requires) Requires.Add(package, Parse(text));
        foreach (string text in conflicts) Conflicts.Add(package, Parse(text));
        foreach (string text in obsoletes) Obsoletes.Add(package, Parse(text));
        foreach (string file in files) Files.Add(package, symbols.Add(file));
    }

    private int Parse(string text)
    {
        string[] words = text.StartsWith('(') ? [text] : text.Split(' ', 3);
        return words.Length == 3
            ? Dependencies.Add(words[0], RichDependencyParser.Operator(words[1]), words[2])
            : Dependencies.Add(text, Comparison.None, string.Empty);
    }
}
