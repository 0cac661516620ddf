using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Fleet;

/// <summary>All hosts with their conclusions, kept up to date with what changed: a host that reported is judged anew, all are when expectations change or a day begins, and time alone makes
/// hosts silent. Of thousands of hosts few change between two looks, so nothing here goes through all of them unless it must. Not safe for several threads.</summary>
internal sealed class FleetState
{
    // What conclusions that no host has any more may weigh, beside those of the hosts: one report has up to 50,000 packages, all of them unknown.
    private const int LeastCached = 200_000;
    private const int CachedOfHost = 100;

    // What keeping a clock right takes back now and then; nobody is silent or not by it.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly FleetOptions _options;
    private readonly Func<string, ImmutableArray<Nevra>?> _packagesOf;
    private readonly Dictionary<string, HostRecord> _reports = new(StringComparer.Ordinal);

    // In ordinal order of the names; and where each is. Once a snapshot has it, it is not changed any more.
    private FleetHost[] _hosts = [];
    private Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private bool _isGiven;

    // No host falls silent before; it may be earlier than the first one that does.
    private DateTimeOffset _nextSilent = DateTimeOffset.MaxValue;
    private JudgementCache _cache;
    private Expectation _expectation = Expectation.None;
    private OsJudge[] _oses = [];
    private DateOnly _day;
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    // A judging that failed half way leaves hosts of two states: the next one goes through all of them.
    private bool _isWhole;

    /// <param name="options">Options.</param>
    /// <param name="packagesOf">The packages of a set by its content hash; null where it is gone.</param>
    public FleetState(FleetOptions options, Func<string, ImmutableArray<Nevra>?> packagesOf)
    {
        (_options, _packagesOf) = (options, packagesOf);
        _cache = new(packagesOf);
    }

    /// <summary>Hosts judged since the start, each time they were.</summary>
    public long Judged { get; private set; }

    /// <summary>Takes what changed.</summary>
    /// <param name="changed">Hosts that reported.</param>
    /// <param name="forgotten">Hosts that are no longer kept.</param>
    /// <param name="expectation">What is known now.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Whether any host is other than before.</returns>
    public bool Update(IReadOnlyCollection<HostRecord> changed, IReadOnlyCollection<string> forgotten, Expectation expectation, DateTimeOffset now)
    {
        foreach (string name in forgotten) _reports.Remove(name);
        foreach (HostRecord report in changed) _reports[report.Name] = report;

        DateOnly day = DateOnly.FromDateTime(now.UtcDateTime);

        // A clock that was ahead has made hosts silent that are not.
        bool isBack = _now - now > ClockTolerance;
        bool all = !_isWhole || expectation.Generation != _expectation.Generation || day != _day || isBack;
        _isWhole = false;
        if (expectation.Generation != _expectation.Generation)
        {
            _oses = [.. expectation.Oses];
            _cache = new(_packagesOf);
        }
        else if (_cache.Weight > LeastCached + ((long)CachedOfHost * _reports.Count))
        {
            _cache = new(_packagesOf);
        }

        (_expectation, _day, _now) = (expectation, day, now);
        HostJudge judge = new(expectation, _oses, _cache, _options, now);
        bool isChanged = true;
        if (all) JudgeAll(judge);
        else isChanged = JudgeSome(judge, forgotten.Concat(changed.Select(c => c.Name))) | MakeSilent(judge, now);
        _isWhole = true;
        return isChanged;
    }

    /// <summary>The hosts as they are now.</summary>
    /// <param name="expectation">What they were held against; of its last generation, with the newest state of its sources.</param>
    /// <param name="now">Now, UTC.</param>
    public FleetSnapshot Snapshot(Expectation expectation, DateTimeOffset now)
    {
        _isGiven = true;
        return new(ImmutableCollectionsMarshal.AsImmutableArray(_hosts), expectation, now);
    }

    private void JudgeAll(HostJudge judge)
    {
        string[] names = [.. _reports.Keys.Union(_expectation.Profiles.Keys, StringComparer.Ordinal)];
        Array.Sort(names, StringComparer.Ordinal);
        Replace(Array.ConvertAll(names, name => Judge(judge, name)!));
        _nextSilent = NextSilent();
    }

    private bool JudgeSome(HostJudge judge, IEnumerable<string> names)
    {
        bool isChanged = false;
        Dictionary<string, FleetHost> added = new(StringComparer.Ordinal);
        HashSet<string> removed = new(StringComparer.Ordinal);
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            FleetHost? host = Judge(judge, name);
            bool isThere = _places.TryGetValue(name, out int place);
            if (host is null)
            {
                if (isThere) removed.Add(name);
                continue;
            }

            isChanged = true;
            if (isThere) Writable()[place] = host;
            else added.Add(name, host);
            if (host.Report is { } report && SilentFrom(report) < _nextSilent) _nextSilent = SilentFrom(report);
        }

        if (added.Count + removed.Count == 0) return isChanged;
        FleetHost[] hosts = [.. _hosts.Where(h => !removed.Contains(h.Name)), .. added.Values];
        Array.Sort(hosts, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Replace(hosts);
        return true;
    }

    private FleetHost? Judge(HostJudge judge, string name)
    {
        HostRecord? report = _reports.GetValueOrDefault(name);
        Machine? profile = _expectation.Profiles.GetValueOrDefault(name);
        if (report is null && profile is null) return null;
        Judged++;
        return judge.Judge(name, report, profile);
    }

    private bool MakeSilent(HostJudge judge, DateTimeOffset now)
    {
        if (now <= _nextSilent) return false;
        bool isChanged = false;
        for (int i = 0; i < _hosts.Length; i++)
        {
            if (_hosts[i].Report is not { } report || _hosts[i].Verdict.HasFlag(HostVerdict.Silent) || !judge.IsSilent(report)) continue;
            Writable()[i] = _hosts[i] with { Verdict = _hosts[i].Verdict | HostVerdict.Silent };
            isChanged = true;
        }

        _nextSilent = NextSilent();
        return isChanged;
    }

    private DateTimeOffset NextSilent()
    {
        DateTimeOffset next = DateTimeOffset.MaxValue;
        foreach (FleetHost host in _hosts)
        {
            if (host.Report is { } report && !host.Verdict.HasFlag(HostVerdict.Silent) && SilentFrom(report) < next) next = SilentFrom(report);
        }

        return next;
    }

    private DateTimeOffset SilentFrom(HostRecord report) => report.LastSeen.AddDays(_options.SilentDays);

    private FleetHost[] Writable()
    {
        if (_isGiven) _hosts = [.. _hosts];
        _isGiven = false;
        return _hosts;
    }

    private void Replace(FleetHost[] hosts)
    {
        (_hosts, _isGiven) = (hosts, false);
        _places = new(hosts.Length, StringComparer.Ordinal);
        for (int i = 0; i < hosts.Length; i++) _places.Add(hosts[i].Name, i);
    }
}
