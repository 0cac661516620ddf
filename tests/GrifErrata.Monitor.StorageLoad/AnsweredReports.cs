using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.StorageLoad;

/// <summary>Looks whether a database has the reports that a killed monitor had answered. Its input has a line a host, with tabs between: the name, the hash of its last answered set, and
/// that of a report which was on its way, or the same.</summary>
internal static class AnsweredReports
{
    /// <summary>Counts what is there, lost and half stored.</summary>
    /// <returns>0 where nothing is lost or half stored, else 1.</returns>
    public static int Check(string database, TextReader input, TextWriter output)
    {
        using IMonitorStore store = MonitorStores.Open(database);
        Dictionary<string, HostRecord> hosts = store.Hosts(HostFilter.All).ToDictionary(host => host.Name, StringComparer.Ordinal);
        int there = 0, lost = 0;
        while (input.ReadLine() is { } line)
        {
            string[] fields = line.Split('\t');
            if (hosts.TryGetValue(fields[0], out HostRecord? host) && (host.SetHash == fields[1] || host.SetHash == fields[2])) there++;
            else lost++;
        }

        int half = hosts.Values.DistinctBy(host => host.SetHash).Count(host => store.Packages(host.SetHash) is not { } packages || packages.Length != host.PackageCount)
            + hosts.Values.Count(host => store.HostWithHistory(host.Name)!.Changes is not [var now, ..] || now.SetHash != host.SetHash);
        output.WriteLine(FormattableString.Invariant($"{there} hosts have their last answered report, {lost} lost it, {half} half stored"));
        return lost + half == 0 ? 0 : 1;
    }
}
