using System.Collections.Immutable;
using System.Globalization;

namespace GrifErrata.Monitor.Sample;

/// <summary>The made-up machines: most are right, and there is one at least of every verdict.</summary>
internal static class SampleFleet
{
    /// <summary>All, always the same.</summary>
    public static ImmutableArray<SampleHost> Hosts { get; } =
    [
        .. Workers("lal", 24), .. Workers("llr", 14), .. Workers("irfu", 10),
        Of("se01.lal.example.org", "lal", SampleKind.Storage),
        Of("se02.lal.example.org", "lal", SampleKind.Storage) with { Kernel = SampleVersions.OlderKernel },
        Of("ce01.lal.example.org", "lal", SampleKind.Service) with { Profile = SampleVersions.Glibc, Installed = SampleVersions.Glibc, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel },
        Of("db01.lal.example.org", "lal", SampleKind.Service) with { Profile = SampleVersions.September, Installed = SampleVersions.September, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel },
        Of("ui01.lal.example.org", "lal", SampleKind.Service) with { More = ["lal-desktop-tools-2.1-3.x86_64"] },
        Of("se01.llr.example.org", "llr", SampleKind.Storage) with { Profile = SampleVersions.October, Installed = SampleVersions.October },
        Of("monitor.llr.example.org", "llr", SampleKind.Service) with { Seen = TimeSpan.FromDays(9) },
        Of("printer.llr.example.org", "llr", SampleKind.Service) with { Profile = null, Installed = SampleVersions.September, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel },
        Of("se01.irfu.example.org", "irfu", SampleKind.Storage) with { Profile = SampleVersions.Glibc, Installed = SampleVersions.Glibc, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel },
        Of("new01.irfu.example.org", "irfu", SampleKind.Service) with { Seen = null },
        Of("gate.testbed.example.org", "testbed", SampleKind.Service),
        Of("wn001.testbed.example.org", "testbed", SampleKind.Worker),
    ];

    private static IEnumerable<SampleHost> Workers(string site, int count) => Enumerable.Range(1, count).Select(i => Worker(site, i));

    private static SampleHost Worker(string site, int number)
    {
        SampleHost host = Of(string.Create(CultureInfo.InvariantCulture, $"wn{number:D3}.{site}.example.org"), site, SampleKind.Worker) with
        {
            Seen = TimeSpan.FromMinutes(20 + (37 * number % 300)), Updated = TimeSpan.FromDays(6 + (number % 4)),
        };
        return (site, number) switch
        {
            // The deployment has not run yet.
            ("lal", 7 or 8 or 19) => host with { Installed = SampleVersions.Glibc, Updated = TimeSpan.FromDays(30) },
            // Nobody planned the reboot.
            ("lal", 11 or 12) => host with { Kernel = SampleVersions.OlderKernel },
            ("llr", 3) => host with { Seen = TimeSpan.FromDays(5) },
            ("llr", 14) => host with { Seen = null },
            // Installed by hand.
            ("llr", 9) => host with { More = ["bash-3.2-99.el5.x86_64"] },
            // The site's kernel plan is overdue: it stays until it reboots.
            ("irfu", _) => host with { Profile = SampleVersions.Glibc, Installed = SampleVersions.Glibc, Kernel = SampleVersions.OlderKernel, InstalledKernel = SampleVersions.OlderKernel, Updated = TimeSpan.FromDays(33) },
            _ => host,
        };
    }

    private static SampleHost Of(string name, string site, SampleKind kind) => new() { Name = name, Site = site, Kind = kind };
}
