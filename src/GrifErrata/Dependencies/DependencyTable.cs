using System.Buffers.Text;
using System.Globalization;

namespace GrifErrata.Dependencies;

/// <summary>Gives each dependency (a name, and an operator with a version) a number, once; requirements repeat thousands of times.</summary>
internal sealed class DependencyTable
{
    private readonly TripleTable _list;
    private readonly TripleTable _versions;
    private readonly Dictionary<int, RichDependency?> _rich = [];
    private DependencyVersion?[] _versionObjects = [];

    public DependencyTable() => (Symbols, _list, _versions) = (new(), new(), new());

    /// <summary>A table that was kept.</summary>
    public DependencyTable(SymbolTable symbols, TripleTable dependencies, TripleTable versions) => (Symbols, _list, _versions) = (symbols, dependencies, versions);

    /// <summary>All names and versions.</summary>
    public SymbolTable Symbols { get; }

    /// <summary>How many dependencies there are; their numbers are 0 and up.</summary>
    public int Count => _list.Count;

    /// <summary>Dependencies as name, operator and version, versions as epoch, version and release; to be kept.</summary>
    public (TripleTable Dependencies, TripleTable Versions) Tables => (_list, _versions);

    /// <summary>The number of a dependency.</summary>
    public int Add(int name, Comparison comparison, int version) => _list.Add(name, (int)comparison, comparison == Comparison.None ? -1 : version);

    /// <summary>The number of a version.</summary>
    /// <param name="epoch">Epoch.</param>
    /// <param name="version">Symbol of the version.</param>
    /// <param name="release">Symbol of the release, or -1 where it is left out.</param>
    public int AddVersion(int epoch, int version, int release) => _versions.Add(epoch, version, release);

    /// <summary>The number of a version, or -1 where it was never added.</summary>
    public int FindVersion(int epoch, int version, int release) => _versions.Find(epoch, version, release);

    /// <summary>The number of a version as headers have it: <c>[epoch:]version[-release]</c>. Only digits before a colon are an epoch (rpm's parseEVR).</summary>
    public int AddVersion(ReadOnlySpan<byte> evr)
    {
        int colon = evr.IndexOf((byte)':'), epoch = 0;
        if (colon >= 0 && evr[..colon].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) colon = -1;
        if (colon > 0 && !Utf8Parser.TryParse(evr[..colon], out epoch, out _)) epoch = 0;
        ReadOnlySpan<byte> rest = evr[(colon + 1)..];
        int hyphen = rest.LastIndexOf((byte)'-');
        return AddVersion(epoch, Symbols.Add(hyphen < 0 ? rest : rest[..hyphen]), hyphen < 0 ? -1 : Symbols.Add(rest[(hyphen + 1)..]));
    }

    /// <summary>The number of a plain dependency of a rich one: its version is <c>[epoch:]version[-release]</c>.</summary>
    public int Add(string name, Comparison comparison, string version)
    {
        int symbol = Symbols.Add(name);
        if (comparison == Comparison.None) return Add(symbol, comparison, -1);
        int colon = version.IndexOf(':', StringComparison.Ordinal);
        int hyphen = version.LastIndexOf('-');
        if (hyphen < colon) hyphen = -1;
        _ = int.TryParse(colon < 0 ? "0" : version[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch);
        string text = hyphen < 0 ? version[(colon + 1)..] : version[(colon + 1)..hyphen];
        return Add(symbol, comparison, AddVersion(epoch, Symbols.Add(text), hyphen < 0 ? -1 : Symbols.Add(version[(hyphen + 1)..])));
    }

    /// <summary>Symbol of the name; of a rich dependency of its whole text.</summary>
    public int Name(int dependency) => _list[dependency].First;

    /// <summary>The operator.</summary>
    public Comparison Operator(int dependency) => (Comparison)_list[dependency].Second;

    /// <summary>The version, or null without operator.</summary>
    public DependencyVersion? Version(int dependency) => _list[dependency].Third is >= 0 and int version ? VersionOf(version) : null;

    /// <summary>A version by its number; made when it is first asked for.</summary>
    public DependencyVersion VersionOf(int number)
    {
        if (number >= _versionObjects.Length) Array.Resize(ref _versionObjects, Math.Max(2 * _versionObjects.Length, _versions.Count));
        if (_versionObjects[number] is { } known) return known;
        (int epoch, int version, int release) = _versions[number];
        return _versionObjects[number] = new(epoch, Symbols.Text(version), release < 0 ? null : Symbols.Text(release));
    }

    /// <summary>Whether it is a rich one, or one that begins like it.</summary>
    public bool IsRich(int dependency) => Symbols.Utf8(Name(dependency)) is [(byte)'(', ..];

    /// <summary>Whether it is a path.</summary>
    public bool IsFile(int dependency) => Symbols.Utf8(Name(dependency)) is [(byte)'/', ..];

    /// <summary>A rich dependency taken apart, or null where its text is none.</summary>
    public RichDependency? Rich(int dependency)
    {
        if (_rich.TryGetValue(dependency, out RichDependency? rich)) return rich;
        rich = RichDependencyParser.Parse(Symbols.Text(Name(dependency)), Add);
        _rich.Add(dependency, rich);
        return rich;
    }

    /// <summary>Whether a provided and a wanted dependency of one name meet.</summary>
    public bool Meet(int provided, int wanted) => provided == wanted
        || DependencyVersion.Overlap(Operator(provided), Version(provided), Operator(wanted), Version(wanted));

    /// <summary>The text that people read: <c>b &gt;= 1:2-3</c>.</summary>
    public string Text(int dependency)
    {
        (int name, Comparison comparison) = (Name(dependency), Operator(dependency));
        if (comparison == Comparison.None) return Symbols.Text(name);
        string op = (comparison.HasFlag(Comparison.Less) ? "<" : comparison.HasFlag(Comparison.Greater) ? ">" : string.Empty)
            + (comparison.HasFlag(Comparison.Equal) ? "=" : string.Empty);
        return $"{Symbols.Text(name)} {op} {Version(dependency)}";
    }
}
