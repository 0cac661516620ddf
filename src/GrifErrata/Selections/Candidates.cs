using System.Collections.Immutable;
using GrifErrata.Modules;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>A package that a source offers.</summary>
/// <param name="Package">The package.</param>
/// <param name="Source">The source.</param>
internal sealed record Candidate(Package Package, SelectionSource Source)
{
    public Nevra Nevra => Package.Nevra;
}

/// <summary>What the sources offer to a machine: packages of active module streams, or outside modules, in its architectures.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<string, ImmutableArray<Candidate>> _byName;

    public Candidates(IReadOnlyList<SelectionSource> sources, ActiveStreams streams, IReadOnlyCollection<Nevra> installed)
    {
        HashSet<string> architectures = Architectures(installed);
        _byName = sources.SelectMany(s => s.Packages.Select(p => new Candidate(p, s)))
            .Where(c => architectures.Contains(c.Nevra.Arch) && streams.Allows(c.Nevra))
            .GroupBy(c => c.Nevra.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>All, in no order.</summary>
    public IEnumerable<Candidate> All => _byName.Values.SelectMany(c => c);

    /// <summary>Those of a name.</summary>
    public ImmutableArray<Candidate> Of(string name) => _byName.TryGetValue(name, out ImmutableArray<Candidate> found) ? found : [];

    /// <summary>Those of the preferred source: nothing of another one is looked at, whatever it has.</summary>
    public static ImmutableArray<Candidate> Preferred(IReadOnlyCollection<Candidate> all)
    {
        int best = all.Select(c => c.Source.Priority).DefaultIfEmpty().Min();
        return [.. all.Where(c => c.Source.Priority == best)];
    }

    // A machine says by its packages what it is: one with x86_64 packages can have those of i686 too.
    private static HashSet<string> Architectures(IReadOnlyCollection<Nevra> installed)
    {
        HashSet<string> found = [.. installed.Select(n => n.Arch).Append(Rpm.Architectures.None)];
        foreach (string arch in installed.Select(n => n.Arch).Distinct().Where(a => a != Rpm.Architectures.None))
        {
            foreach (ArchitectureSet set in ArchitectureSet.KnownOsArchitectures.Select(known => ArchitectureSet.Of(known)!))
            {
                if (set.Contains(arch) && !set.IsMultilib(arch)) found.UnionWith(set.All);
            }
        }

        return found;
    }
}
