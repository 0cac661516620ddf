using System.Globalization;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary><c>grif-errata-monitor import-pakiti FILE</c>: takes over what hosts last reported to Pakiti 3.</summary>
internal static class ImportPakitiCommand
{
    // Each is named; a dump of a site that has dpkg machines too has thousands of them.
    private const int MostNamed = 20;

    /// <summary>Imports a dump. Hosts that reported to us already are left alone; each other is stored whole or not at all. It can be repeated.</summary>
    /// <param name="store">The database.</param>
    /// <param name="path">What mysqldump wrote, as it is or as gzip.</param>
    /// <param name="zone">Time zone of Pakiti's server.</param>
    /// <param name="rules">The sites: a host belongs to the site of its site's name or alias, or it could not report there later.</param>
    /// <param name="time">The clock.</param>
    /// <param name="output">Takes what was done.</param>
    /// <param name="error">Takes what went wrong.</param>
    /// <param name="cancellation">Cancels between hosts.</param>
    /// <returns>0; 1 where a host was refused or the database failed; 2 where the file is no dump of Pakiti 3.</returns>
    public static async Task<int> RunAsync(
        IMonitorStore store, string path, TimeZoneInfo zone, AccessRules rules, TimeProvider time, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        int stored = 0, known = 0, refused = 0;
        try
        {
            PakitiDump dump = PakitiDump.Open(path, cancellation);
            HashSet<string> ours = store.Hosts(new HostFilter()).Select(h => h.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            known = dump.Hosts.Count(h => ours.Contains(h.Name));
            await foreach (ImportedHost host in PakitiHosts.ReadAsync(dump, name => !ours.Contains(name), zone, time.GetUtcNow(), cancellation: cancellation))
            {
                if (host.Report is null)
                {
                    if (refused++ < MostNamed) await error.WriteLineAsync($"{PrintableText.Quote(host.Name)} is left out: {host.Refusal}");
                    continue;
                }

                // The name may have become another by the rules of reports, and a report may have come meanwhile.
                if (store.Host(host.Report.Host) is not null)
                {
                    known++;
                    continue;
                }

                string? site = host.Report.Site is { } said ? rules.Site(said)?.Name ?? said : null;
                StoreResult result = await store.StoreAsync(host.Report with { Site = site }, PackageSetHash.Of(host.Report.Packages), new Sender("pakiti-import"), host.LastSeen, relay: null, cancellation);
                if (!result.Stored)
                {
                    await error.WriteLineAsync($"grif-errata-monitor: the import stopped at {host.Report.Host}: {result.Error} Repeat it when that is mended: what is stored stays.");
                    return 1;
                }

                stored++;
            }
        }
        catch (PakitiDumpException e)
        {
            await error.WriteLineAsync($"grif-errata-monitor: {path} cannot be imported: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"grif-errata-monitor: {path} cannot be read: {e.Message.TrimEnd('.')}.");
            return 2;
        }
        catch (StorageException e)
        {
            await error.WriteLineAsync($"grif-errata-monitor: {e.Message}");
            return 1;
        }

        if (refused > MostNamed) await error.WriteLineAsync($"and {Number(refused - MostNamed)} more are left out.");
        await output.WriteLineAsync($"{Number(stored)} hosts imported, {Number(known)} left alone because they report here already, {Number(refused)} left out.");
        return refused > 0 ? 1 : 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
