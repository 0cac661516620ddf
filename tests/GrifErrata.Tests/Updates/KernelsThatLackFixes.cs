using System.Globalization;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class KernelsThatLackFixes
{
    private const string Old = "2.6.18-194.11.4.el5", New = "2.6.18-194.26.1.el5";

    private static Plan Facts() => new Plan()
        .Base("kernel-2.6.18-194.el5.x86_64", "kernel-devel-2.6.18-194.el5.x86_64")
        .Errata("2010-11-01", "kernel-2.6.18-194.26.1.el5.x86_64", "kernel-2.6.18-194.26.1.el5.i686", "kernel-module-aufs-9-9.el5.x86_64")
        .Advisory("RHSA-2010:0661", "2010-08-30", "CVE-2010-2240", "kernel-2.6.18-194.11.3.el5.x86_64")
        .Advisory("RHSA-2010:0792", "2010-10-25", "CVE-2010-3904", "kernel-2.6.18-194.17.4.el5.x86_64", "kernel-devel-2.6.18-194.17.4.el5.x86_64")
        .Advisory("RHSA-2010:0723", "2010-09-29", "CVE-2010-1083", "kernel-2.6.18-194.17.1.el5.x86_64");

    private static string Lacks(Plan facts, string? kernel = Old, string today = "2010-12-01") => string.Join(' ', KernelFixes.Find(facts.Facts(), facts.Diagnostics)!
        .LackedBy(kernel, DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(a => a.Id));

    [TestCase(Old, "RHSA-2010:0723 RHSA-2010:0792")]
    [TestCase("2.6.18-194.17.1.el5", "RHSA-2010:0792")]
    [TestCase("2.6.18-194.17.4.el5", "")]
    [TestCase(New, "")]
    [TestCase("2.6.18-194.9.1.el5", "RHSA-2010:0661 RHSA-2010:0723 RHSA-2010:0792")]
    public void A_kernel_lacks_the_fixes_that_are_newer_by_rpms_order(string kernel, string expected) => Assert.That(Lacks(Facts(), kernel), Is.EqualTo(expected));

    [Test]
    public void Without_a_kernel_the_one_of_the_OS_release_counts() => Assert.That(Lacks(Facts(), kernel: null), Is.EqualTo("RHSA-2010:0661 RHSA-2010:0723 RHSA-2010:0792"));

    [TestCase("2010-09-28", "")]
    [TestCase("2010-09-29", "RHSA-2010:0723")]
    [TestCase("2010-10-25", "RHSA-2010:0723 RHSA-2010:0792")]
    public void What_is_published_later_is_left_out(string today, string expected) => Assert.That(Lacks(Facts(), today: today), Is.EqualTo(expected));

    [TestCase("RHSA-2010:1000", "kernel-2.6.32-71.el6.x86_64", TestName = "another distribution's")]
    [TestCase("RHSA-2010:1000", "kernel-2.6.33-3.EL.x86_64", TestName = "an older distribution's")]
    [TestCase("RHSA-2010:1000", "kernel-rt-2.6.33-3.el5.x86_64", TestName = "a package that the OS does not have")]
    [TestCase("RHSA-2010:1000", "kernel-2.6.33-3.el5.ppc64", TestName = "an architecture that the OS does not have")]
    [TestCase("RHSA-2010:1000", "kernel-module-aufs-99-9.el5.x86_64", TestName = "a module")]
    [TestCase("RHBA-2010:1000", "kernel-2.6.33-3.el5.x86_64", TestName = "not a security advisory")]
    public void A_fix_counts_only_if_it_is_one_of_the_OSs_own_kernel(string id, string nevra) =>
        Assert.That(Lacks(Facts().Advisory(id, "2010-11-01", "", nevra), New), Is.Empty);

    [TestCase("kernel-2.6.18-194.32.1.el5.x86_64")]
    [TestCase("kernel-2.6.18-194.32.1.el5_5.x86_64")]
    [TestCase("kernel-2.6.18-194.32.1.x86_64")]
    [TestCase("kernel-2.6.18-194.32.1.el5.i686")]
    public void A_fix_of_the_same_distribution_or_of_none_counts(string nevra) =>
        Assert.That(Lacks(Facts().Advisory("RHSA-2011:0004", "2010-11-01", "", nevra), New), Is.EqualTo("RHSA-2011:0004"));

    [Test]
    public void A_build_of_another_distribution_in_the_same_advisory_does_not_hide_the_OSs_own()
    {
        Plan facts = Facts().Advisory("RHSA-2010:1000", "2010-11-01", "", "kernel-2.6.32-71.el6.x86_64", "kernel-2.6.18-194.26.1.el5.x86_64", "kernel-2.6.9-89.EL.x86_64");
        Assert.That((Lacks(facts, New), Lacks(facts, "2.6.18-194.17.4.el5")), Is.EqualTo(("", "RHSA-2010:1000")));
    }

    [Test]
    public void An_advisory_without_date_is_lacked_on_any_day() =>
        Assert.That(Lacks(Facts().Advisory("RHSA-2010:1000", null, "", "kernel-2.6.18-194.32.1.el5.x86_64"), today: "2010-09-29"), Is.EqualTo("RHSA-2010:1000 RHSA-2010:0723"));

    [Test]
    public void The_whole_advisory_is_given_and_not_only_its_kernel()
    {
        Plan plan = Facts().Advisory("RHSA-2010:1000", "2010-11-01", "", "kernel-2.6.18-194.32.1.el5.x86_64", "glibc-2.5-99.x86_64");
        OsErrata facts = plan.Facts();
        Assert.That(KernelFixes.Find(facts, plan.Diagnostics)!.LackedBy(New, DateOnly.MaxValue).Single(), Is.SameAs(facts.Advisories[^1]));
    }

    [Test]
    public void A_pattern_that_takes_for_ever_is_said()
    {
        Plan plan = new Plan { Kernel = new KernelRule("^(a+)+$", []) }.Errata("2010-10-01", $"{new string('a', 60)}_-1-1.x86_64");
        Assert.That(KernelFixes.Find(plan.Facts(), plan.Diagnostics), Is.Null);
        Assert.That(plan.Diagnostics.Single().ToString(), Does.StartWith("os.yaml(1,1): error GE1406"));
    }
}
