using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Updates;

namespace GrifErrata.Monitor.Views;

/// <summary>The advisories of all OSs by id and by CVE, and the first update version that brings each.</summary>
internal sealed class KnownAdvisories
{
    private readonly FrozenDictionary<string, ImmutableArray<Advisory>> _byId;
    private readonly FrozenDictionary<string, ImmutableArray<Advisory>> _byCve;
    private readonly FrozenDictionary<string, ImmutableArray<FixedIn>> _fixed;

    private KnownAdvisories(IReadOnlyCollection<OsJudge> oses)
    {
        List<Advisory> all = [.. oses.SelectMany(o => o.Errata.Advisories)];
        _byId = all.GroupBy(a => a.Id, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        _byCve = all.SelectMany(a => a.Cves.Select(c => (Cve: c, Advisory: a))).GroupBy(p => p.Cve, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Advisory).ToImmutableArray(), StringComparer.Ordinal);
        Dictionary<string, ImmutableArray<FixedIn>> found = new(StringComparer.Ordinal);
        foreach (OsJudge os in oses)
        {
            HashSet<string> told = new(StringComparer.Ordinal);
            foreach (UpdateVersion version in os.Errata.Updates.Select(u => u.Version).Order(StringComparer.Ordinal).Select(os.Version).OfType<UpdateVersion>())
            {
                foreach (string id in version.Packages.SelectMany(p => p.Advisories).Select(a => a.Id))
                {
                    if (told.Add(id)) found[id] = found.GetValueOrDefault(id, []).Add(new(os.Os, version.Name));
                }
            }
        }

        _fixed = found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Those of an expectation, read once as long as its OSs stay.</summary>
    public static KnownAdvisories Of(Expectation expectation) => OncePer<OsJudge[], KnownAdvisories>.Of(ImmutableCollectionsMarshal.AsArray(expectation.Oses)!, static oses => new(oses));

    /// <summary>The advisories of an id, one an OS; none where it is not known.</summary>
    public ImmutableArray<Advisory> WithId(string id) => _byId.GetValueOrDefault(id, []);

    /// <summary>The advisories that name a CVE.</summary>
    public ImmutableArray<Advisory> WithCve(string cve) => _byCve.GetValueOrDefault(cve, []);

    /// <summary>The first version of each OS that brings an advisory, in the OSs' order; none where no version does.</summary>
    public ImmutableArray<FixedIn> Versions(string advisory) => _fixed.GetValueOrDefault(advisory, []);
}

/// <summary>The first update version that brings a fix.</summary>
/// <param name="Os">Name of the OS.</param>
/// <param name="Version">Update version.</param>
public sealed record FixedIn(string Os, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Version} ({Os})";
}
