using System.Globalization;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class Kernels
{
    private static Plan Facts() => new Plan { Selection = Selection.Repository }
        .Base("kernel-2.6.18-194.el5.x86_64")
        .Errata("2010-09-01", "kernel-2.6.18-194.11.3.el5.x86_64", "kernel-2.6.18-194.11.4.el5.x86_64")
        .Errata("2010-10-01", "kernel-2.6.18-194.17.1.el5.x86_64", "kernel-devel-2.6.18-194.17.1.el5.x86_64",
            "kernel-module-aufs-2.6.18-194.17.1.el5-1-1.x86_64", "kernel-utils-2.4-15.x86_64")
        .Advisory("RHSA-2010:0661", "2010-08-30", "CVE-2010-2240", "kernel-2.6.18-194.11.3.el5.x86_64")
        .Advisory("RHSA-2010:0723", "2010-09-29", "CVE-2010-1083", "kernel-2.6.18-194.17.1.el5.x86_64", "kernel-devel-2.6.18-194.17.1.el5.x86_64")
        .Advisory("RHSA-2010:0758", "2010-09-30", "CVE-2010-3081", "kernel-rt-2.6.24.7-169.el5rt.x86_64");

    [Test]
    public void Kernel_packages_are_held_and_modules_and_kernel_utils_are_ordinary()
    {
        UpdateVersion version = Facts().Monthly("20101022").Last();
        Assert.Multiple(() =>
        {
            Assert.That(Plan.Lines(version.Held), Is.EqualTo("kernel-2.6.18-194.17.1.el5.x86_64 Held 20101022\nkernel-devel-2.6.18-194.17.1.el5.x86_64 Held 20101022"));
            Assert.That(Plan.Lines(version.Packages), Is.EqualTo("kernel-module-aufs-2.6.18-194.17.1.el5-1-1.x86_64 Newest 20101022\nkernel-utils-2.4-15.x86_64 Newest 20101022"));
        });
    }

    [Test]
    public void Without_exceptions_kernel_utils_is_held_too()
    {
        Plan plan = new() { Kernel = new KernelRule(KernelRule.DefaultPattern, []) };
        Assert.That(Plan.Lines(plan.Errata("2010-10-01", "kernel-utils-2.4-15.x86_64").Monthly("20101022").Last().Held), Is.EqualTo("kernel-utils-2.4-15.x86_64 Held 20101022"));
    }

    [Test]
    public void Kernel_debt_is_what_held_kernels_fix_and_the_running_one_does_not() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.18-194.11.3.el5").Last().KernelDebt.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0723" }));

    [Test]
    public void Kernel_debt_leaves_out_what_is_not_held_yet_not_published_yet_or_not_about_security()
    {
        UpdateVersion version = Facts()
            .Advisory("RHSA-2010:0792", "2010-10-20", "", "kernel-2.6.18-194.17.4.el5.x86_64")
            .Advisory("RHSA-2010:0800", "2010-10-23", "", "kernel-2.6.18-194.17.1.el5.x86_64")
            .Advisory("RHBA-2010:0801", "2010-10-01", "", "kernel-2.6.18-194.17.1.el5.x86_64")
            .Monthly("20101022", "kernel: 2.6.18-194.11.3.el5").Last();
        Assert.That(version.KernelDebt.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0723" }));
    }

    [Test]
    public void A_kernel_fix_that_no_build_brings_is_reported_as_missing()
    {
        MissingFix missing = Facts().Advisory("RHSA-2010:0792", "2010-10-20", "", "kernel-2.6.18-194.17.4.el5.x86_64")
            .Monthly("20101022", "kernel: 2.6.18-194.11.3.el5").Last().Missing.Single();
        Assert.That($"{missing.Name} {missing.Fixed} {missing.Deployable}", Is.EqualTo("kernel 2.6.18-194.17.4.el5 2.6.18-194.17.1.el5"));
    }

    [Test]
    public void Where_no_kernel_is_set_the_debt_is_what_the_base_releases_lacks() =>
        Assert.That(Facts().Monthly("20101022").Last().KernelDebt.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0661", "RHSA-2010:0723" }));

    [Test]
    public void There_is_no_debt_where_the_newest_kernel_runs() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.18-194.17.1.el5").Last().KernelDebt, Is.Empty);

    [Test]
    public void A_kernel_that_goes_back_needs_a_reason() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.18-194.17.1.el5").Monthly("20101125", "kernel: 2.6.18-194.11.4.el5").Printed(),
            Does.StartWith("updates/20101125.yaml(3,9): error GE1405: The kernel goes back from 2.6.18-194.17.1.el5 (20101022) to 2.6.18-194.11.4.el5."));

    [Test]
    public void With_a_reason_it_may() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.18-194.17.1.el5")
            .Monthly("20101125", "kernel: { version: 2.6.18-194.11.4.el5, reason: Lustre does not build }").Printed(), Is.Empty);

    [Test]
    public void The_review_sees_each_setting_that_changes_or_goes()
    {
        UpdateVersion version = Facts().Monthly("20101022", "kernel: 2.6.18-194.17.1.el5\nvariables: { A: '1', B: '1', C: '1' }")
            .Monthly("20101125", "kernel: { version: 2.6.18-194.11.4.el5, reason: Lustre }\nvariables: { B: '2', C: '1', D: '1' }").Last();
        Assert.That(version.Settings.Select(s => $"{s.Name} {s.From} {s.To} {s.Reason}"), Is.EqualTo(new[]
        {
            "kernel 2.6.18-194.17.1.el5 2.6.18-194.11.4.el5 Lustre", "A 1  ", "B 1 2 ", "D  1 ",
        }));
    }

    [Test]
    public void A_kernel_that_is_no_longer_set_is_said() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.18-194.17.1.el5").Monthly("20101125").Printed(),
            Does.StartWith("updates/20101125.yaml(1,1): warning GE2403: 20101022 sets the kernel 2.6.18-194.17.1.el5, this version sets none."));

    [Test]
    public void A_kernel_that_no_source_holds_is_said() =>
        Assert.That(Facts().Monthly("20101022", "kernel: 2.6.81-194.el5").Printed(), Does.StartWith("updates/20101022.yaml(3,9): warning GE2408: No source holds a kernel 2.6.81-194.el5."));

    [Test]
    public void A_pattern_that_takes_for_ever_is_stopped()
    {
        Plan plan = new() { Kernel = new KernelRule("^(a+)+$", []) };
        plan.Errata("2010-10-01", string.Create(CultureInfo.InvariantCulture, $"{new string('a', 60)}_-1-1.x86_64")).Monthly("20101022");
        Assert.That(plan.Printed(), Does.StartWith("os.yaml(1,1): error GE1406"));
    }
}
