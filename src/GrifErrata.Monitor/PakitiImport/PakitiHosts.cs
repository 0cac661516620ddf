using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>The hosts of a dump as reports, each judged by the rules that a report of its client would be.</summary>
internal static class PakitiHosts
{
    /// <summary>Packages of hosts that are in memory at a time, 8 bytes each.</summary>
    private const int PackagesAtOnce = 10_000_000;

    /// <summary>Reads them.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="wants">Which hosts, by name; of the others the packages are not read.</param>
    /// <param name="zone">Time zone of Pakiti's server: its database has local times.</param>
    /// <param name="now">Now, for hosts whose last report is unknown or in the future.</param>
    /// <param name="packagesAtOnce">Packages in memory at a time; a host with more is read alone.</param>
    /// <param name="cancellation">Cancels between hosts.</param>
    public static async IAsyncEnumerable<ImportedHost> ReadAsync(
        PakitiDump dump, Func<string, bool> wants, TimeZoneInfo zone, DateTimeOffset now, int packagesAtOnce = PackagesAtOnce, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Yield();
        List<HostRow> batch = [];
        long packages = 0;
        foreach (HostRow host in dump.Hosts.Where(h => wants(h.Name)))
        {
            if (batch.Count > 0 && packages + dump.CountOf(host) > packagesAtOnce)
            {
                foreach (ImportedHost imported in Batch(dump, batch, zone, now, cancellation)) yield return imported;
                (batch, packages) = ([], 0);
            }

            batch.Add(host);
            packages += dump.CountOf(host);
        }

        foreach (ImportedHost imported in Batch(dump, batch, zone, now, cancellation)) yield return imported;
    }

    private static IEnumerable<ImportedHost> Batch(PakitiDump dump, List<HostRow> hosts, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellation)
    {
        if (hosts.Count == 0) yield break;
        Dictionary<int, List<string>> packages = dump.PackagesOf(hosts, cancellation);
        foreach (HostRow host in hosts)
        {
            cancellation.ThrowIfCancellationRequested();
            (string? site, string system, string arch, string packager, DateTime? received) = dump.FactsOf(host);
            string text = $"#\narch: {Line(arch)}\nhost: {Line(host.Name)}\nkernel: {Line(host.Kernel)}\npackager: {Line(packager)}\n"
                + (site is null ? string.Empty : $"site: {Line(site)}\n") + $"system: {Line(system)}\nversion: 1\n#\n{string.Concat(packages[host.Id])}#\n";
            (Report? report, Refusal? refusal) = ReportReader.Read(Encoding.UTF8.GetBytes(text), new ReportRequest { Protocol = "5", Mode = "store-only" });
            DateTimeOffset seen = received is { } local ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : now;
            yield return new(host.Name, report, seen < now ? seen : now, refusal?.Text);
        }
    }

    // A value of the database is one line of a report, whatever is in it.
    private static string Line(string value) => new([.. value.Select(c => char.IsControl(c) ? ' ' : c)]);
}

/// <summary>A host of a dump.</summary>
/// <param name="Name">Its name in the dump.</param>
/// <param name="Report">Its last report, or null where it is refused.</param>
/// <param name="LastSeen">When that came, UTC.</param>
/// <param name="Refusal">Why it is refused, or null.</param>
public sealed record ImportedHost(string Name, Report? Report, DateTimeOffset LastSeen, string? Refusal);
