using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage.Sql;

namespace GrifErrata.Monitor.Storage.Postgres;

/// <summary>Stores many reports with few statements, whatever the way to the server costs. All transactions lock in one order (hosts that
/// exist by name, parts, sets, new hosts by name), so that they never wait for each other in a circle.</summary>
internal sealed class ReportBatch(PostgresTransaction sql, BatchSets sets, RelayBound relays)
{
    private readonly SortedDictionary<string, BatchHost> _hosts = new(StringComparer.Ordinal);

    /// <summary>Stores reports in their order.</summary>
    /// <returns>What became of each.</returns>
    /// <exception cref="BatchConflictException">Another transaction stored one of the new hosts first; roll back and start again.</exception>
    public StoreOutcome[] Store(IReadOnlyList<IncomingReport> reports)
    {
        long revision = sql.Revision;
        string[] names = [.. reports.Select(static incoming => StoredText.Of(incoming.Report.Host))];
        HostRows.Lock(sql, [.. names.Distinct(StringComparer.Ordinal)], _hosts);
        bool[] isForeign = Owners(reports, names);
        sets.Find(sql, [.. reports.Where((_, i) => !isForeign[i])]);

        StoreOutcome[] outcomes = new StoreOutcome[reports.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = isForeign[i] ? StoreOutcome.OfOtherSite : Apply(names[i], reports[i]);
        }

        HostRows.Insert(sql, [.. _hosts.Values.Where(static host => host.Id == 0 && host.Last is not null)], revision);
        HostRows.Update(sql, [.. _hosts.Values.Where(static host => !host.IsNew && host.Last is not null)], revision);
        HostRows.AddChanges(sql, _hosts.Values);
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (!isForeign[i] && reports[i].Relay is { } relay) relays.Add(sql, names[i], relay, reports[i].Now);
        }

        return outcomes;
    }

    /// <summary>Which reports are of another site than their host; the first of a new host makes its site.</summary>
    private bool[] Owners(IReadOnlyList<IncomingReport> reports, string[] names)
    {
        Dictionary<string, string?> sites = _hosts.ToDictionary(static host => host.Key, static host => host.Value.Site, StringComparer.Ordinal);
        bool[] isForeign = new bool[reports.Count];
        for (int i = 0; i < isForeign.Length; i++)
        {
            isForeign[i] = !reports[i].MayChange(sites.GetValueOrDefault(names[i]));
            if (!isForeign[i]) sites[names[i]] = reports[i].Site;
        }

        return isForeign;
    }

    private StoreOutcome Apply(string name, IncomingReport incoming)
    {
        Report report = incoming.Report;
        long set = sets[incoming.SetHash];
        string kernel = StoredText.Of(report.Kernel);
        if (!_hosts.TryGetValue(name, out BatchHost? host))
        {
            host = new BatchHost { Name = name, Site = incoming.Site, SetId = set, Kernel = kernel, FirstSeen = incoming.Now, LastSeen = incoming.Now, LastChanged = incoming.Now, IsNew = true };
            _hosts.Add(name, host);
            host.Changes.Add((incoming.Now, set, kernel));
            host.Last = incoming;
            return StoreOutcome.First;
        }

        host.Last = incoming;
        host.Site = incoming.Site;
        if (host.SetId == set && host.Kernel == kernel)
        {
            host.LastSeen = Math.Max(host.LastSeen, incoming.Now);
            return StoreOutcome.Unchanged;
        }

        // The clock may have gone back, but a later report is the later state, and no two changes have the same time.
        long since = Math.Max(incoming.Now, Math.Max(host.LastSeen, host.LastChanged + 1));
        (host.SetId, host.Kernel, host.LastSeen, host.LastChanged) = (set, kernel, since, since);
        host.Changes.Add((since, set, kernel));
        return StoreOutcome.Changed;
    }
}
