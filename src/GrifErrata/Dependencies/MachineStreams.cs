using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Modules;

namespace GrifErrata.Dependencies;

/// <summary>
/// Which packages of a table a machine may take by its module streams (libdnf dnf-sack.cpp, setModuleExcludes): none of a stream that is not
/// active, and none outside modules whose name, or what it provides, is the name of a package of an active one; in hotfix repositories all.
/// </summary>
internal sealed record MachineStreams
{
    private readonly PackageTable _table;
    private readonly ActiveStreams _active;
    private readonly ImmutableHashSet<int> _hotfixes;
    private readonly Dictionary<int, ModuleStream> _names = [];

    public MachineStreams(string key, PackageTable table, ActiveStreams active, ImmutableHashSet<int> hotfixes)
    {
        (Key, _table, _active, _hotfixes) = (key, table, active, hotfixes);
        foreach ((string name, ModuleStream stream) in active.NamesOfActive)
        {
            if (table.Dependencies.Symbols.Find(name) is >= 0 and int symbol) _names.Add(symbol, stream);
        }
    }

    /// <summary>The active streams as a text.</summary>
    public string Key { get; }

    /// <summary>What is to be said of the machine's streams.</summary>
    public ImmutableArray<CheckWarning> Warnings { get; init; } = [];

    /// <summary>Whether the machine may take a package.</summary>
    public bool Allows(int package) => InactiveOf(package) is null && CoveredBy(package) is null;

    /// <summary>Why it may not, as the end of a sentence about the package; null where it may.</summary>
    public string? WhyNot(int package) => InactiveOf(package) is { } inactive ? $"is of stream {Text(inactive)}, which is not active"
        : CoveredBy(package) is { } covering ? $"is outside modules and provides {covering.Name}, which the active stream {Text(covering.Stream)} has" : null;

    /// <summary>The stream that would have to be active for a package, <c>name:stream</c>; null where none would help.</summary>
    public string? StreamOf(int package) => InactiveOf(package) is { } inactive ? Text(inactive) : null;

    private ModuleStream? InactiveOf(int package) => _hotfixes.Contains(_table.RepositoryOf(package)) ? null : _active.InactiveOf(_table.Nevra(package));

    private (string Name, ModuleStream Stream)? CoveredBy(int package)
    {
        if (_hotfixes.Contains(_table.RepositoryOf(package))) return null;
        foreach (int provided in _table.Provides[package])
        {
            // Its own name is among what it provides.
            int name = _table.Dependencies.Name(provided);
            if (_names.TryGetValue(name, out ModuleStream? stream)) return _active.Has(_table.Nevra(package)) ? null : (_table.Dependencies.Symbols.Text(name), stream);
        }

        return null;
    }

    private static string Text(ModuleStream stream) => $"{stream.Name}:{stream.Stream}";
}
