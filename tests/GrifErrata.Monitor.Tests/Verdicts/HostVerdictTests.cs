using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tests.Verdicts;

public sealed class HostVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [TestCase("2.6.18-194.el5", "kernel-2.6.18-194.el5.x86_64 kernel-2.6.18-308.el5.x86_64", "kernel-2.6.18-308.el5.x86_64")]
    [TestCase("2.6.18-308.el5", "kernel-2.6.18-194.el5.x86_64 kernel-2.6.18-308.el5.x86_64", null)]
    [TestCase("5.14.0-427.13.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64 kernel-core-5.14.0-427.9.1.el9_4.x86_64", null)]
    [TestCase("5.14.0-427.9.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64 kernel-core-5.14.0-427.9.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64")]
    [TestCase("2.6.18-194.el5xen", "kernel-2.6.18-308.el5.x86_64 kernel-xen-2.6.18-194.el5.x86_64", null)]
    [TestCase("2.6.18-194.el5xen", "kernel-xen-2.6.18-308.el5.x86_64 kernel-xen-2.6.18-194.el5.x86_64", "kernel-xen-2.6.18-308.el5.x86_64")]
    [TestCase("6.1.0-site", "kernel-2.6.18-308.el5.x86_64", null)]
    [TestCase("2.6.18-194.el5", "kernel-2.6.18-194.el5.x86_64 kernel-devel-2.6.18-308.el5.x86_64", null)]
    public void A_newer_kernel_of_the_running_one_s_kind_waits_for_a_reboot(string running, string installed, string? newer) =>
        Assert.That(HostVerdicts.NewerKernel(running, installed.Split(' ').Select(Nevra))?.ToString(), Is.EqualTo(newer));

    [TestCase(2, HostVerdict.None)]
    [TestCase(4, HostVerdict.Silent)]
    public void A_host_without_a_report_for_more_than_three_days_is_silent(int days, HostVerdict verdict) =>
        Assert.That(HostVerdicts.Of(Host(Now.AddDays(-days)), [], Now, silentDays: 3), Is.EqualTo(verdict));

    private static HostRecord Host(DateTimeOffset seen) => new()
    {
        Name = "wn1.example.org", Site = null, Tag = null, System = "el9", Arch = "x86_64", Kernel = "5.14.0", Packager = "rpm", Reporter = "127.0.0.1", Protocol = 5, BadLines = 0,
        FirstSeen = seen, LastSeen = seen, LastChanged = seen, SetHash = new string('0', 64), PackageCount = 0,
    };

    private static Nevra Nevra(string text) => NevraParser.Parse(text, out _)!;
}
