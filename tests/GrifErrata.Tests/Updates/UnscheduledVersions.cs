using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class UnscheduledVersions
{
    private static Plan Facts() => new Plan()
        .Errata("2010-10-20", "glibc-2.5-49.el5_5.6.x86_64", "bash-3.2-24.x86_64", "kernel-2.6.18-194.17.1.el5.x86_64")
        .Errata("2010-10-26", "glibc-2.5-49.el5_5.7.x86_64", "bash-3.2-25.x86_64", "kernel-2.6.18-194.17.4.el5.x86_64", "kernel-module-aufs-1-1.x86_64")
        .Advisory("RHSA-2010:0793", "2010-10-25", "CVE-2010-3856", "glibc-2.5-49.el5_5.7.x86_64")
        .Advisory("RHSA-2010:0792", "2010-10-25", "CVE-2010-3904", "kernel-2.6.18-194.17.4.el5.x86_64")
        .Monthly("20101022");

    private static string Unscheduled(string rest) => $"kind: unscheduled\nstate: draft\ncutoff: 2010-10-27T20:00:00Z\n{rest}";

    [TestCase("advisories: [RHSA-2010:0793]")]
    [TestCase("advisories: [CVE-2010-3856]")]
    [TestCase("advisories: RHSA-2010:0793")]
    public void It_is_the_previous_version_and_the_named_advisories_and_nothing_else(string named) =>
        Assert.That(Facts().Update("20101028", Unscheduled(named)).Lines(), Is.EqualTo("""
            bash-3.2-24.x86_64 Newest 20101022
            glibc-2.5-49.el5_5.7.x86_64 Advisory 20101028
            """));

    [Test]
    public void A_named_kernel_advisory_moves_the_held_kernel_only() =>
        Assert.That(Plan.Lines(Facts().Update("20101028", Unscheduled("advisories: [RHSA-2010:0792]")).Last().Held),
            Is.EqualTo("kernel-2.6.18-194.17.4.el5.x86_64 Held 20101028"));

    [Test]
    public void What_has_no_advisory_is_added_by_decision() =>
        Assert.That(
            Facts().Update("20101028", Unscheduled("packages: [{ name: kernel-module-aufs, arch: x86_64, action: add, reason: module of the kernel }]")).Lines(),
            Is.EqualTo("""
                bash-3.2-24.x86_64 Newest 20101022
                glibc-2.5-49.el5_5.6.x86_64 Newest 20101022
                kernel-module-aufs-1-1.x86_64 Added 20101028
                """));

    [Test]
    public void An_advisory_that_no_source_has_is_an_error_at_its_place() =>
        Assert.That(Facts().Update("20101028", Unscheduled("advisories: [RHSA-2010:0793, RHSA-2010:9999]")).Printed(), Is.EqualTo(
            "updates/20101028.yaml(4,30): error GE1401: No source has RHSA-2010:9999. Check the spelling, or add the advisory's file under `sources: advisories:` of os.yaml."));

    [Test]
    public void A_CVE_that_no_source_has_up_to_the_cutoff_is_an_error() =>
        Assert.That(Facts().Advisory("RHSA-2010:0800", "2010-10-28", "CVE-2010-4000", "bash-3.2-25.x86_64")
            .Update("20101028", Unscheduled("advisories: [CVE-2010-4000]")).Printed(), Does.StartWith("updates/20101028.yaml(4,14): error GE1401: No source has CVE-2010-4000"));

    [Test]
    public void An_erratum_is_found_under_another_publishers_id() =>
        Assert.That(Facts().Update("20101028", Unscheduled("advisories: ['SLSA-2010:0793-1']")).Lines(),
            Does.Contain("glibc-2.5-49.el5_5.7.x86_64 Advisory 20101028"));

    [Test]
    public void An_advisory_that_is_named_is_said_to_be_fixed_though_it_was_issued_after_the_cutoff()
    {
        UpdateVersion version = Facts().Update("20101028", "kind: unscheduled\nstate: draft\ncutoff: 2010-10-26\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0800, RHSA-2010:0792]")
            .Advisory("RHSA-2010:0800", "2010-10-28T10:00:00", "", "glibc-2.5-49.el5_5.7.x86_64", "kernel-2.6.18-194.17.4.el5.x86_64").Last();
        Assert.Multiple(() =>
        {
            Assert.That(version.Packages.Single(p => p.Nevra.Name == "glibc").Advisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0793", "RHSA-2010:0800" }));
            Assert.That(version.Changes.Single().Advisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0793", "RHSA-2010:0800" }));
            Assert.That(version.KernelDebt.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0792", "RHSA-2010:0800" }));
        });
    }

    [Test]
    public void It_keeps_the_held_kernels_of_the_previous_version() =>
        Assert.That(Plan.Lines(Facts().Update("20101028", Unscheduled("advisories: [RHSA-2010:0793]")).Last().Held),
            Is.EqualTo("kernel-2.6.18-194.17.1.el5.x86_64 Held 20101022"));

    [TestCase("rhsa-2010:0793")]
    [TestCase("cve-2010-3856")]
    [TestCase("' RHSA-2010:0793 '")]
    public void The_case_of_letters_in_an_id_does_not_matter(string named) =>
        Assert.That(Facts().Update("20101028", Unscheduled($"advisories: [{named}]")).Lines(), Does.Contain("glibc-2.5-49.el5_5.7.x86_64 Advisory 20101028"));

    [Test]
    public void A_named_advisory_of_another_product_is_said_and_listed()
    {
        Plan plan = Facts().Advisory("RHSA-2010:0800", "2010-10-26", "", "glibcx-1-1.x86_64").Update("20101028", Unscheduled("advisories: [RHSA-2010:0800]"));
        Assert.Multiple(() =>
        {
            Assert.That(plan.Last().OtherProducts, Is.EqualTo(new[] { "RHSA-2010:0800" }));
            Assert.That(string.Join('\n', plan.Diagnostics), Does.StartWith("updates/20101028.yaml(4,14): warning GE2406: RHSA-2010:0800 names no package of this OS"));
        });
    }

    [Test]
    public void A_named_advisory_that_is_fixed_already_is_said() =>
        Assert.That(Facts().Advisory("RHSA-2010:0700", "2010-10-01", "", "glibc-2.5-49.el5_5.6.x86_64")
            .Update("20101028", Unscheduled("advisories: [RHSA-2010:0700]")).Printed(), Does.StartWith("updates/20101028.yaml(4,14): warning GE2406: RHSA-2010:0700 adds nothing"));

    [Test]
    public void A_released_version_warns_no_more() =>
        Assert.That(Facts().Advisory("RHSA-2010:0800", "2010-10-26", "", "glibcx-1-1.x86_64")
            .Update("20101028", "kind: unscheduled\nstate: released\ncutoff: 2010-10-27\nadvisories: [RHSA-2010:0800]\n").Printed(), Is.Empty);

    [Test]
    public void It_must_name_something() =>
        Assert.That(Facts().Update("20101028", Unscheduled(string.Empty)).Printed(), Does.StartWith("updates/20101028.yaml(1,1): error GE1106"));
}
