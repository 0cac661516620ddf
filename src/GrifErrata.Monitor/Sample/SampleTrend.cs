using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Sample;

/// <summary>The trend of the made-up machines: after each new version most are behind, and then catch up.</summary>
internal static class SampleTrend
{
    private const int Days = 90;

    // Days before today on which a version came to the default stage.
    private static readonly int[] Promotions = [84, 62, 40, 10];

    public static async Task WriteAsync(IMonitorStore store, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        for (int age = Days - 1; age > 0; age--)
        {
            DateOnly day = today.AddDays(-age);
            await store.SaveTrendAsync(day, [.. SampleFleet.Hosts.GroupBy(h => h.Site).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Row(day, g.Key, g.Count(), age))], CancellationToken.None);
        }
    }

    private static TrendRow Row(DateOnly day, string site, int hosts, int age)
    {
        int since = Promotions.Where(p => p >= age).Select(p => p - age).DefaultIfEmpty(Days).Min();
        int behind = Math.Max(hosts / 12, (int)(hosts * (0.9 - (0.12 * since))));
        int silent = (age + site.Length) % 9 == 0 ? 2 : 1;
        silent = Math.Min(silent, hosts - behind);
        return new(day, site, SampleVersions.Os, hosts, hosts - behind - silent, behind, behind / 2, silent, 0, Math.Min(hosts / 6, since / 2), 1);
    }
}
