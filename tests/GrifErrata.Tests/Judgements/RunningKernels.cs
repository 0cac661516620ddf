using GrifErrata.Judgements;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Judgements;

public sealed class RunningKernels
{
    [TestCase("2.6.18-194.el5", "kernel-2.6.18-194.el5.x86_64 kernel-2.6.18-308.el5.x86_64", "kernel-2.6.18-308.el5.x86_64")]
    [TestCase("2.6.18-308.el5", "kernel-2.6.18-194.el5.x86_64 kernel-2.6.18-308.el5.x86_64", null)]
    [TestCase("5.14.0-427.13.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64 kernel-core-5.14.0-427.9.1.el9_4.x86_64", null)]
    [TestCase("5.14.0-427.9.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64 kernel-core-5.14.0-427.9.1.el9_4.x86_64", "kernel-core-5.14.0-427.13.1.el9_4.x86_64")]
    [TestCase("5.14.0-427.9.1.el9_4.x86_64+rt", "kernel-rt-core-5.14.0-427.13.1.el9_4.x86_64 kernel-rt-core-5.14.0-427.9.1.el9_4.x86_64 kernel-core-5.14.0-427.9.1.el9_4.x86_64", "kernel-rt-core-5.14.0-427.13.1.el9_4.x86_64")]
    [TestCase("2.6.18-194.el5xen", "kernel-2.6.18-308.el5.x86_64 kernel-xen-2.6.18-194.el5.x86_64", null)]
    [TestCase("2.6.18-194.el5xen", "kernel-xen-2.6.18-308.el5.x86_64 kernel-xen-2.6.18-194.el5.x86_64", "kernel-xen-2.6.18-308.el5.x86_64")]
    [TestCase("2.6.18-194.el5PAE", "kernel-PAE-2.6.18-308.el5.i686 kernel-PAE-2.6.18-194.el5.i686", "kernel-PAE-2.6.18-308.el5.i686")]
    [TestCase("4.18.0-477.10.1.rt7.273.el8_8.x86_64", "kernel-rt-core-4.18.0-477.13.1.rt7.276.el8_8.x86_64 kernel-rt-core-4.18.0-477.10.1.rt7.273.el8_8.x86_64", "kernel-rt-core-4.18.0-477.13.1.rt7.276.el8_8.x86_64")]
    [TestCase("5.15.0-100.96.32.el9uek.x86_64", "kernel-uek-core-5.15.0-101.103.2.1.el9uek.x86_64 kernel-uek-core-5.15.0-100.96.32.el9uek.x86_64", "kernel-uek-core-5.15.0-101.103.2.1.el9uek.x86_64")]
    [TestCase("5.14.0-427.9.1.el9_4.x86_64", "kernel-core-5.14.0-427.9.1.el9_4.x86_64 kernel-rt-core-5.14.0-427.13.1.el9_4.x86_64 kernel-rt-core-5.14.0-427.9.1.el9_4.x86_64", null)]
    [TestCase("6.1.0-site", "kernel-2.6.18-308.el5.x86_64", null)]
    [TestCase("2.6.18-194.el5", "kernel-2.6.18-194.el5.x86_64 kernel-devel-2.6.18-308.el5.x86_64", null)]
    [TestCase("2.6.18-1.el5", "kernel-2.6.18-194.el5.x86_64", null)]
    public void A_newer_kernel_of_the_running_one_s_kind_waits_for_a_reboot(string running, string installed, string? newer) =>
        Assert.That(RunningKernel.NewerInstalled(running, installed.Split(' ').Select(n => NevraParser.Parse(n, out _)!))?.ToString(), Is.EqualTo(newer));

    [TestCase("2.6.18-194.el5", "2.6.18-194.el5")]
    [TestCase("2.6.18-194.el5xen", "2.6.18-194.el5")]
    [TestCase("2.6.18-194.el5PAE", "2.6.18-194.el5")]
    [TestCase("2.6.32-71.el6.x86_64", "2.6.32-71.el6")]
    [TestCase("2.6.32-71.el6.x86_64.debug", "2.6.32-71.el6")]
    [TestCase("5.14.0-427.9.1.el9_4.aarch64+64k", "5.14.0-427.9.1.el9_4")]
    [TestCase("5.14.0-427.9.1.el9_4.x86_64+rt", "5.14.0-427.9.1.el9_4")]
    [TestCase("6.1.0", null)]
    [TestCase("-1", null)]
    [TestCase("", null)]
    [TestCase("6.1.0-<b>", null)]
    public void Version_and_release_of_the_running_kernel(string running, string? expected) => Assert.That(RunningKernel.EvrOf(running)?.ToString(), Is.EqualTo(expected));

    [TestCase("2.6.18-194.11.4.el5", "2.6.18-194.26.1.el5", true)]
    [TestCase("2.6.18-194.26.1.el5", "2.6.18-194.26.1.el5", false)]
    [TestCase("2.6.18-238.el5xen", "2.6.18-194.26.1.el5", false)]
    [TestCase("site-kernel", "2.6.18-194.26.1.el5", true)]
    [TestCase("6.1.0", "2.6.18-194.26.1.el5", false)]
    public void A_kernel_is_older_by_rpms_order(string running, string expected, bool older) => Assert.That(RunningKernel.IsOlder(running, expected), Is.EqualTo(older));
}
