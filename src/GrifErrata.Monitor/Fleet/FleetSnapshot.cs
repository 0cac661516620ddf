using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Fleet;

/// <summary>All hosts as of one moment, judged; what the pages, the API and the digest show. Never changes; what is derived is computed once.</summary>
public sealed class FleetSnapshot
{
    private readonly Lazy<ImmutableArray<FleetGroup>> _sites;
    private readonly Lazy<ImmutableArray<FleetGroup>> _oses;
    private readonly Lazy<FleetCounts> _counts;
    private readonly Lazy<ImmutableArray<ExposedAdvisory>> _advisories;

    /// <param name="hosts">In ordinal order of their names.</param>
    /// <param name="expectation">What they were held against.</param>
    /// <param name="time">When they were judged, UTC.</param>
    public FleetSnapshot(ImmutableArray<FleetHost> hosts, Expectation expectation, DateTimeOffset time)
    {
        (Hosts, Expectation, Time) = (hosts, expectation, time);
        _sites = new(() => Group(h => h.Site ?? string.Empty));
        _oses = new(() => Group(h => h.OsText));
        _counts = new(() => FleetCounts.Of(hosts));
        _advisories = new(() => ExposedAdvisory.Of(hosts));
    }

    /// <summary>No hosts.</summary>
    public static FleetSnapshot Empty { get; } = new([], Expectation.None, DateTimeOffset.UnixEpoch);

    /// <summary>Hosts in ordinal order of their names.</summary>
    public ImmutableArray<FleetHost> Hosts { get; }

    /// <summary>What they were held against.</summary>
    public Expectation Expectation { get; }

    /// <summary>When they were judged, UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>All of them counted.</summary>
    public FleetCounts Counts => _counts.Value;

    /// <summary>By site, in ordinal order; the empty name is hosts of no site.</summary>
    public ImmutableArray<FleetGroup> Sites => _sites.Value;

    /// <summary>By OS, in ordinal order.</summary>
    public ImmutableArray<FleetGroup> Oses => _oses.Value;

    /// <summary>Advisories that at least one host lacks, the most severe first, then those that most hosts lack.</summary>
    public ImmutableArray<ExposedAdvisory> Advisories => _advisories.Value;

    /// <summary>A host, or null where none has this name.</summary>
    /// <remarks>A search in what is in order: a table of all names would be made anew each second while reports come.</remarks>
    public FleetHost? Host(string name)
    {
        for (int low = 0, high = Hosts.Length - 1; low <= high;)
        {
            int middle = (low + high) / 2, order = string.CompareOrdinal(Hosts[middle].Name, name);
            if (order == 0) return Hosts[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    /// <summary>The part of it that a reader may see; itself where that is all.</summary>
    public FleetSnapshot Where(Func<FleetHost, bool> sees) => Hosts.All(sees) ? this : new([.. Hosts.Where(sees)], Expectation, Time);

    /// <summary>Whether a host lacks a critical fix that is published.</summary>
    internal static bool HasCritical(FleetHost host) => host.Judgement?.WorstOpen == AdvisorySeverity.Critical;

    private ImmutableArray<FleetGroup> Group(Func<FleetHost, string> key) =>
    [
        .. Hosts.GroupBy(key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new FleetGroup(g.Key, FleetCounts.Of([.. g]))),
    ];
}

/// <summary>Hosts of one site, or of one OS.</summary>
/// <param name="Name">Site or OS; empty for hosts of none.</param>
/// <param name="Counts">How many have which verdict.</param>
public sealed record FleetGroup(string Name, FleetCounts Counts);

/// <summary>An advisory and who lacks it.</summary>
/// <param name="Advisory">The advisory.</param>
/// <param name="Hosts">Hosts that have a package of it without the fix, in ordinal order of their names.</param>
public sealed record ExposedAdvisory(Advisory Advisory, ImmutableArray<FleetHost> Hosts)
{
    /// <summary>Of some hosts.</summary>
    internal static ImmutableArray<ExposedAdvisory> Of(ImmutableArray<FleetHost> hosts)
    {
        // By judgement first: a few sets stand for thousands of hosts.
        Dictionary<string, (Advisory Advisory, ImmutableArray<FleetHost>.Builder Hosts)> found = new(StringComparer.Ordinal);
        Dictionary<Judgement, ImmutableArray<FleetHost>.Builder[]> known = new(ReferenceEqualityComparer.Instance);
        foreach (FleetHost host in hosts)
        {
            if (host.Judgement is not { } judgement) continue;
            if (!known.TryGetValue(judgement, out ImmutableArray<FleetHost>.Builder[]? open)) known.Add(judgement, open = [.. judgement.OpenAdvisories.Select(Entry)]);
            foreach (ImmutableArray<FleetHost>.Builder exposed in open) exposed.Add(host);
        }

        return
        [
            .. found.Values.Select(f => new ExposedAdvisory(f.Advisory, f.Hosts.DrainToImmutable()))
                .OrderByDescending(e => e.Advisory.Severity).ThenByDescending(e => e.Hosts.Length).ThenBy(e => e.Advisory.Id, StringComparer.Ordinal),
        ];

        ImmutableArray<FleetHost>.Builder Entry(Advisory advisory)
        {
            if (!found.TryGetValue(advisory.Id, out (Advisory, ImmutableArray<FleetHost>.Builder Hosts) entry))
                found.Add(advisory.Id, entry = (advisory, ImmutableArray.CreateBuilder<FleetHost>()));
            return entry.Hosts;
        }
    }
}
