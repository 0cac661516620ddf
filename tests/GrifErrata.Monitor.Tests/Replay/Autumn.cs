using System.Globalization;
using System.Text;

namespace GrifErrata.Monitor.Tests.Replay;

/// <summary>What happened in the autumn of 2010, as this replay has it: the versions, kernels and stages are GRIF's, machines and mishaps are made up.</summary>
internal static class Autumn
{
    public const string OldKernel = "2.6.18-194.11.4.el5", NewKernel = "2.6.18-194.26.1.el5";

    public static readonly DateOnly First = new(2010, 9, 6), Last = new(2010, 12, 15);

    /// <summary>The days on which a version came to the stages of the sites.</summary>
    public static readonly (string Version, DateOnly Production, DateOnly Default)[] Promotions =
    [
        ("20100906", new(2010, 9, 6), new(2010, 9, 6)),
        ("20100927", new(2010, 9, 29), new(2010, 10, 1)),
        ("20101022", new(2010, 10, 24), new(2010, 10, 26)),
        ("20101028", new(2010, 10, 28), new(2010, 10, 29)),
        ("20101125", new(2010, 11, 27), new(2010, 11, 30)),
    ];

    /// <summary>Machines of a site: 400 together.</summary>
    public static readonly (string Site, string Stage, int Count)[] Sites = [("lal", "default", 180), ("llr", "production", 120), ("irfu", "default", 100)];

    /// <summary>The kernel plan of the end of November: who moves when, and when the site says that it is done.</summary>
    public static readonly (string Site, DateOnly Day, DateOnly? Done)[] KernelPlan =
        [("lal", new(2010, 12, 6), new(2010, 12, 9)), ("llr", new(2010, 12, 1), new(2010, 12, 1)), ("irfu", new(2010, 12, 8), null)];

    public static readonly DateOnly PlanWritten = new(2010, 11, 25);

    public const string Frozen = "wn042.lal.example.org", Pinned = "wn050.lal.example.org", Dead = "wn007.irfu.example.org", Off = "wn008.irfu.example.org",
        Late = "wn009.llr.example.org", Broken = "wn003.irfu.example.org", NotRebooted = "wn010.llr.example.org", Stranger = "laptop.lal.example.org";

    /// <summary>The freeze of <see cref="Frozen"/>: written, its last day, lifted.</summary>
    public static readonly DateOnly FreezeWritten = new(2010, 10, 20), FreezeUntil = new(2010, 10, 31), FreezeLifted = new(2010, 12, 12);

    /// <summary>The version that a stage has on a day.</summary>
    public static string VersionOf(string stage, DateOnly day) => Promotions.Last(p => (stage == "production" ? p.Production : p.Default) <= day).Version;

    /// <summary>The version that a machine's profile says on a day, compiled in the morning.</summary>
    public static string ProfileOf(string host, string site, DateOnly day)
    {
        if (host == Frozen && day >= FreezeWritten && day < FreezeLifted) return "20100927";
        if (host == Pinned && day >= new DateOnly(2010, 10, 26)) return "20101022";
        (_, _, DateOnly? done) = KernelPlan.First(p => p.Site == site);
        string version = VersionOf(Sites.First(s => s.Site == site).Stage, day);
        return day >= PlanWritten && !(done <= day) ? "20101028" : version;
    }

    /// <summary>Who stays on an old version on a day, and no freeze that holds says so. Pinned on the 26th of October, when 20101022 came; the next came on the 29th, and profiles have three days.</summary>
    public static string[] ForgottenOn(DateOnly day) => Named((Frozen, day > FreezeUntil && day < FreezeLifted), (Pinned, day > new DateOnly(2010, 11, 1)));

    /// <summary>Whose last report is more than three days old at noon; reports come at six.</summary>
    public static string[] SilentOn(DateOnly day) => Named((Dead, day >= new DateOnly(2010, 10, 13)), (Off, day >= new DateOnly(2010, 11, 6) && day < new DateOnly(2010, 11, 20)));

    /// <summary>Sites whose machines run the old kernel after the day that they planned.</summary>
    public static string[] OverdueOn(DateOnly day) => [.. KernelPlan.Where(p => day > p.Day && !(p.Done < day)).Select(p => p.Site).Order(StringComparer.Ordinal)];

    /// <summary>Whether a site has written that it moved; its machines follow in the night.</summary>
    public static bool SaysDone(string site, DateOnly day) => KernelPlan.Single(p => p.Site == site).Done <= day;

    private static string[] Named(params (string Host, bool Is)[] hosts) => [.. hosts.Where(h => h.Is).Select(h => h.Host).Order(StringComparer.Ordinal)];

    /// <summary>What the maintainers have in federation.yaml on a day.</summary>
    public static string Federation(DateOnly day)
    {
        StringBuilder text = new("name: GRIF\ncontact: security@example.org\nstages: [testbed, production, default]\n");
        text.Append(CultureInfo.InvariantCulture, $"os: {{ sl5.5-x86_64: {{ testbed: {VersionOf("production", day)}, production: {VersionOf("production", day)}, default: {VersionOf("default", day)} }} }}\nsites:\n");
        foreach ((string site, string stage, _) in Sites) text.Append(CultureInfo.InvariantCulture, $"  - {{ name: {site}, hosts: ['*.{site}.example.org'], stage: {stage}, contact: admin@{site}.example.org }}\n");
        text.Append("history:\n");
        foreach ((string version, DateOnly production, DateOnly last) in Promotions)
        {
            if (production <= day) text.Append(CultureInfo.InvariantCulture, $"  - {{ date: {production:yyyy-MM-dd}, os: sl5.5-x86_64, stage: production, version: {version} }}\n");
            if (last <= day) text.Append(CultureInfo.InvariantCulture, $"  - {{ date: {last:yyyy-MM-dd}, os: sl5.5-x86_64, stage: default, version: {version} }}\n");
        }

        if (day >= FreezeWritten && day < FreezeLifted)
            text.Append(CultureInfo.InvariantCulture, $"freezes:\n  - {{ host: {Frozen}, os: sl5.5-x86_64, version: 20100927, reason: a measurement runs, owner: anna@example.org, until: {FreezeUntil:yyyy-MM-dd} }}\n");
        if (day < PlanWritten) return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"kernels:\n  - os: sl5.5-x86_64\n    kernel: {NewKernel}\n    version: 20101125\n    deadline: 2010-12-10\n    sites:\n");
        foreach ((string site, DateOnly planned, DateOnly? done) in KernelPlan)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ site: {site}, version: 20101028, kernel: {OldKernel}, date: {planned:yyyy-MM-dd}");
            text.Append(done <= day ? string.Create(CultureInfo.InvariantCulture, $", done: {done:yyyy-MM-dd} }}\n") : " }\n");
        }

        return text.ToString();
    }
}
