using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>The packages of one machine as numbers: those of the table, and behind them those that no repository has.</summary>
internal sealed class InstalledPackages
{
    private readonly List<(Nevra Nevra, int Name, DependencyVersion Version)> _foreign = [];

    public InstalledPackages(PackageTable table, IEnumerable<Nevra> profile)
    {
        Table = table;
        List<int> all = [];
        bool[] known = new bool[table.Count];
        foreach (Nevra nevra in profile)
        {
            if (table.Find(nevra) is { } package)
            {
                if (known[package]) continue;
                known[package] = true;
                all.Add(package);
                continue;
            }

            all.Add(table.Count + _foreign.Count);
            _foreign.Add((nevra, table.Dependencies.Symbols.Find(nevra.Name), new(nevra.Evr.Epoch ?? 0, nevra.Evr.Version, nevra.Evr.Release)));
        }

        All = all;
        Array.Resize(ref known, table.Count + _foreign.Count);
        Array.Fill(known, true, table.Count, _foreign.Count);
        Has = known;
    }

    public PackageTable Table { get; }

    /// <summary>The numbers of the machine's packages.</summary>
    public IReadOnlyList<int> All { get; }

    /// <summary>Whether a number is installed.</summary>
    public bool[] Has { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count => Has.Length;

    /// <summary>The packages that no repository has: they provide their own name and require nothing that is known.</summary>
    public IEnumerable<int> Foreign => Enumerable.Range(Table.Count, _foreign.Count);

    public bool IsForeign(int package) => package >= Table.Count;

    public Nevra Nevra(int package) => IsForeign(package) ? _foreign[package - Table.Count].Nevra : Table.Nevra(package);

    public int NameOf(int package) => IsForeign(package) ? _foreign[package - Table.Count].Name : Table.NameOf(package);

    public DependencyVersion Version(int package) => IsForeign(package) ? _foreign[package - Table.Count].Version : Table.Version(package);

    public string Arch(int package) => IsForeign(package) ? _foreign[package - Table.Count].Nevra.Arch : Table.Arch(package);

    /// <summary>The foreign packages of a name.</summary>
    public IEnumerable<int> ForeignOf(int name)
    {
        for (int i = 0; i < _foreign.Count; i++)
        {
            if (_foreign[i].Name == name) yield return Table.Count + i;
        }
    }

    /// <summary>Whether the machine, as it is, meets a plain dependency.</summary>
    public bool Meets(int dependency)
    {
        foreach (int provider in Table.ProvidersOf(dependency))
        {
            if (Has[provider]) return true;
        }

        return ForeignProvidersOf(dependency).Any();
    }

    /// <summary>The foreign packages whose own name meets a dependency.</summary>
    public IEnumerable<int> ForeignProvidersOf(int dependency) => _foreign.Count == 0 ? [] : ForeignOf(Table.Dependencies.Name(dependency)).Where(f =>
        DependencyVersion.Overlap(Comparison.Equal, Version(f), Table.Dependencies.Operator(dependency), Table.Dependencies.Version(dependency)));
}
