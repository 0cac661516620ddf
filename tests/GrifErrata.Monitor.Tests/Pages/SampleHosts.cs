using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Tests.Fleet;

namespace GrifErrata.Monitor.Tests.Pages;

/// <summary>Five hosts of two sites, of several verdicts.</summary>
internal static class SampleHosts
{
    public const string New = "glibc-2.5-49.el5_5.7.x86_64 bash-3.2-24.x86_64", Old = "glibc-2.5-49.el5_5.6.x86_64 bash-3.2-24.x86_64";

    public static FleetSnapshot Fleet() => Machines().Snapshot();

    public static Machines Machines() => new Machines("freezes: [{ host: frozen.llr.example.org, os: sl5.5-x86_64, version: 20101022, reason: vendor, owner: ada@llr.example.org, until: 2010-12-20 }]\n")
        .Report("right.lal.example.org", New).Report("behind.lal.example.org", Old).Report("silent.lal.example.org", New, seen: "2010-12-01")
        .Report("frozen.llr.example.org", Old).Report("hostile.llr.example.org", New)
        .Profile("right.lal.example.org", "20101125", New).Profile("behind.lal.example.org", "20101125", New).Profile("silent.lal.example.org", "20101125", New)
        .Profile("frozen.llr.example.org", "20101022", Old, "llr").Profile("never.llr.example.org", "20101125", New, "llr");
}
