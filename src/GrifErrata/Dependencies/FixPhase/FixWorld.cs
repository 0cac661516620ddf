using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>The packages that machines of an OS have before a version, those they have with it, and those it may bring.</summary>
internal sealed class FixWorld
{
    private readonly Dictionary<(int Name, int Arch), int> _entries = [];
    private readonly Dictionary<(int Name, int Arch), int> _shipped = [];
    private readonly Dictionary<int, int> _gone = [];
    private readonly bool[] _isOfOs;
    private readonly bool[] _isHeld;
    private readonly UpdateVersion _version;
    private readonly ILookup<string, PackageDecision> _decisions;
    private readonly MachineStreams? _streams;
    private readonly string _native;

    public FixWorld(PackageTable table, UpdateVersion version, OsDefinition os)
    {
        (Table, _version, _native) = (table, version, os.Arch);
        ArchitectureSet arches = ArchitectureSet.Of(os.Arch)!;
        _isOfOs = new bool[table.Count];
        _isHeld = new bool[table.Count];
        for (int package = 0; package < table.Count; package++)
        {
            _isOfOs[package] = arches.Contains(table.Arch(package));
            _isHeld[package] = os.Kernel.Holds(table.Dependencies.Symbols.Text(table.NameOf(package)));
            if (!_isOfOs[package] || table.OriginOf(package) != PackageOrigin.Base) continue;
            (int, int) key = Key(package);
            if (!_shipped.TryGetValue(key, out int other) || table.Version(other).CompareTo(table.Version(package)) < 0) _shipped[key] = package;
        }

        foreach (UpdatePackage entry in version.Packages)
        {
            if (table.Find(entry.Nevra) is { } package) _entries[Key(package)] = package;
        }

        // A name that machines had takes the obsoleted one's away but does not come in its place.
        foreach (int entry in _entries.Values.Where(e => !IsKnownName(table.NameOf(e))).OrderBy(Text, StringComparer.Ordinal))
        {
            foreach (int other in Obsoleted(entry)) _gone.TryAdd(other, entry);
        }

        _streams = CheckStreams.Of(table, new CheckOptions { Streams = os.Modules })?.Of(new InstalledPackages(table, []));
        _decisions = version.Definition.Decisions.ToLookup(d => d.Name, StringComparer.Ordinal);
    }

    public PackageTable Table { get; }

    public DependencyTable Dependencies => Table.Dependencies;

    /// <summary>The version's packages, by name and architecture.</summary>
    public IEnumerable<int> Entries => _entries.Values.OrderBy(Text, StringComparer.Ordinal);

    /// <summary>The NEVRA's text.</summary>
    public string Text(int package) => Table.Nevra(package).ToString();

    public string NameText(int package) => Table.Nevra(package).Name;

    /// <summary>What is there in a package's place: the version's build of its name and architecture, what obsoletes that, or the package itself.</summary>
    public int After(int package)
    {
        int after = _entries.TryGetValue(Key(package), out int entry) ? entry : package;
        return _gone.TryGetValue(after, out int by) ? by : after;
    }

    public bool IsEntry(int package) => _entries.TryGetValue(Key(package), out int entry) && entry == package;

    /// <summary>Whether a machine that follows the version can have a package: the version's own, else what the release shipped, else what another repository has.</summary>
    public bool IsAfter(int package)
    {
        if (!_isOfOs[package] || _isHeld[package]) return false;
        if (_entries.TryGetValue(Key(package), out int entry)) return entry == package;
        if (_shipped.TryGetValue(Key(package), out int shipped)) return shipped == package;
        return Table.OriginOf(package) == PackageOrigin.Other;
    }

    /// <summary>The build that machines had before the version raised it: the oldest that is older, what the release shipped first; null where nobody can have had one.</summary>
    public int? Before(int entry)
    {
        int? found = null;
        foreach (int package in Table.ByName[Table.NameOf(entry)])
        {
            if (Table.ArchSymbol(package) != Table.ArchSymbol(entry) || Table.Version(package).CompareTo(Table.Version(entry)) >= 0) continue;
            if (found is { } other && Order(other, package) <= 0) continue;
            found = package;
        }

        return found;

        int Order(int left, int right)
        {
            int order = Preference(left).CompareTo(Preference(right));
            return order != 0 ? order : Table.Version(left).CompareTo(Table.Version(right));
        }

        int Preference(int package) => Table.OriginOf(package) switch { PackageOrigin.Base => 0, PackageOrigin.Other => 1, _ => 2 };
    }

    /// <summary>Whether any machine can have a name without this version.</summary>
    public bool IsKnownName(int name)
    {
        foreach (int package in Table.ByName[name])
        {
            if (Table.OriginOf(package) != PackageOrigin.Errata && _isOfOs[package]) return true;
        }

        return false;
    }

    /// <summary>Whether the version may bring a package: not a kernel, not newer than the cutoff, not kept out by a decision, not older than what machines have.</summary>
    public bool IsCandidate(int package) => WhyNot(package) is null;

    /// <summary>Why a package may not be brought, or null.</summary>
    public string? WhyNot(int package)
    {
        if (!_isOfOs[package]) return "is of another architecture";
        if (_isHeld[package]) return "is held by the kernel rule";
        if (Table.BuildTime(package) is { } built && built > _version.Definition.Cutoff) return "is newer than the cutoff";
        foreach (int obsoleter in Table.ObsoletesByName[Table.NameOf(package)])
        {
            if (IsEntry(obsoleter) && Table.NameOf(obsoleter) != Table.NameOf(package) && Obsoletes(obsoleter, package)) return $"is obsoleted by {Text(obsoleter)}";
        }

        if (IsEntry(package)) return null;
        if (_streams?.WhyNot(package) is { } stream) return stream;
        Nevra nevra = Table.Nevra(package);
        foreach (PackageDecision decision in _decisions[nevra.Name])
        {
            if (decision.Arch is { } arch && arch != nevra.Arch) continue;
            if (decision.Action == PackageAction.Exclude) return $"is excluded: {decision.Reason}";
            if (decision.Action == PackageAction.Pin) return $"is pinned to another version: {decision.Reason}";
        }

        if (_entries.TryGetValue(Key(package), out int entry) && Table.Version(package).CompareTo(Table.Version(entry)) < 0) return "is older than the version's own";
        return _shipped.TryGetValue(Key(package), out int shipped) && Table.Version(package).CompareTo(Table.Version(shipped)) < 0 ? "is older than what the release shipped" : null;
    }

    /// <summary>Which of the candidates is taken: the version's own, of the OS's architecture, errata before base before others, the newest, by name.</summary>
    public int Compare(int left, int right)
    {
        int order = IsEntry(right).CompareTo(IsEntry(left));
        if (order == 0) order = IsNative(right).CompareTo(IsNative(left));
        if (order == 0) order = Table.OriginOf(left).CompareTo(Table.OriginOf(right));
        if (order == 0 && Table.NameOf(left) == Table.NameOf(right)) order = Table.Version(right).CompareTo(Table.Version(left));
        return order != 0 ? order : string.CompareOrdinal(Text(left), Text(right));
    }

    /// <summary>Whether a package is of the OS's own architecture or of none.</summary>
    public bool IsNative(int package) => Table.Arch(package) is var arch && (arch == "noarch" || arch == _native);

    /// <summary>The packages of a name that a filter lets through.</summary>
    public ImmutableArray<int> Named(int name, Func<int, bool> filter)
    {
        ImmutableArray<int>.Builder found = ImmutableArray.CreateBuilder<int>();
        foreach (int package in Table.ByName[name])
        {
            if (filter(package)) found.Add(package);
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a package obsoletes another: by its name and version, never by what it provides.</summary>
    public bool Obsoletes(int package, int other)
    {
        foreach (int dependency in Table.Obsoletes[package])
        {
            if (Dependencies.Name(dependency) == Table.NameOf(other)
                && DependencyVersion.Overlap(Comparison.Equal, Table.Version(other), Dependencies.Operator(dependency), Dependencies.Version(dependency))) return true;
        }

        return false;
    }

    /// <summary>The packages of other names that machines can have and that a package obsoletes.</summary>
    public IEnumerable<int> Obsoleted(int package)
    {
        foreach (int dependency in Table.Obsoletes[package].ToArray())
        {
            int name = Dependencies.Name(dependency);
            if (name == Table.NameOf(package)) continue;
            foreach (int other in Table.ByName[name].ToArray())
            {
                if (IsAfter(other) && Obsoletes(package, other)) yield return other;
            }
        }
    }

    private (int Name, int Arch) Key(int package) => (Table.NameOf(package), Table.ArchSymbol(package));
}
