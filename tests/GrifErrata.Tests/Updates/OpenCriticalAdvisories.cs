using GrifErrata.Advisories;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary>Which advisories call for an unscheduled version.</summary>
public sealed class OpenCriticalAdvisories
{
    private static readonly DateTimeOffset Now = new(2010, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static Plan October() => new Plan()
        .Base("glibc-2.5-49.el5.x86_64", "glibc-2.5-49.el5.i686", "kernel-2.6.18-194.el5.x86_64", "tzdata-2010i-1.el5.x86_64")
        .Errata("2010-10-26", "glibc-2.5-49.el5_5.7.x86_64", "glibc-2.5-49.el5_5.7.i686", "kernel-2.6.18-194.17.4.el5.x86_64", "tzdata-2010l-1.el5.x86_64")
        .Monthly("20101022");

    [Test]
    public void One_that_was_published_since_the_last_version_applies_with_the_step_of_each_package() =>
        Assert.That(Open(October().Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64", "glibc-2.5-49.el5_5.7.i686")),
            Is.EqualTo("RHSA-2010:0793 2010-10-25 critical: glibc 2.5-49.el5 -> 2.5-49.el5_5.7 (i686, x86_64)"));

    [TestCase("2010-10-22", Description = "up to the cutoff of the last monthly version, which has decided on it")]
    [TestCase("2010-12-02", Description = "after the time that is asked about")]
    public void One_of_another_time_does_not_count(string day) =>
        Assert.That(Open(October().Critical("RHSA-2010:0793", day, "glibc-2.5-49.el5_5.7.x86_64")), Is.Empty);

    [TestCase("kernel-2.6.18-194.17.4.el5.x86_64", Description = "kernels are held")]
    [TestCase("java-1.5.0-ibm-1.el5.x86_64", Description = "not a package of the OS")]
    [TestCase("glibc-2.5-49.el5_5.7.ppc", Description = "not an architecture of the OS")]
    [TestCase("glibc-2.5-48.el5.x86_64", Description = "in the OS release already")]
    [TestCase("glibc-2.12-1.el6.x86_64", Description = "a build of another release of the distribution")]
    public void One_that_no_version_can_bring_does_not_count(string nevra) =>
        Assert.That(Open(October().Critical("RHSA-2010:0793", "2010-10-25", nevra)), Is.Empty);

    [Test]
    public void One_for_several_releases_is_told_rather_than_lost() =>
        Assert.That(Open(October().Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64", "glibc-2.12-1.el6.x86_64")),
            Is.EqualTo("RHSA-2010:0793 2010-10-25 critical: glibc 2.5-49.el5 -> 2.5-49.el5_5.7 (x86_64)"));

    [Test]
    public void One_that_an_unscheduled_version_brings_is_no_longer_open()
    {
        Plan plan = October().Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64").Critical("RHSA-2010:0794", "2010-10-26", "tzdata-2010l-1.el5.x86_64")
            .Update("20101028", "kind: unscheduled\nstate: draft\ncutoff: 2010-10-27T20:00:00Z\nadvisories: [RHSA-2010:0793]\n");
        Assert.That(Open(plan), Does.StartWith("RHSA-2010:0794").And.Not.Contain("0793"), "what it did not name still is");
    }

    [Test]
    public void A_version_that_was_withdrawn_fixes_nothing()
    {
        Plan plan = October().Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64").Update("20101125", "kind: monthly\nstate: withdrawn\n");
        Assert.That(Open(plan), Does.StartWith("RHSA-2010:0793"));
    }

    [Test]
    public void A_fix_of_another_architecture_counts_where_the_advisory_names_none_of_the_OS()
    {
        Plan plan = October().Critical("RHSA-2010:0801", "2010-11-02", "tzdata-2010l-1.el5.noarch");
        Assert.That(Open(plan), Is.EqualTo("RHSA-2010:0801 2010-11-02 critical: tzdata 2010i-1.el5 -> 2010l-1.el5, and no such package can be deployed (x86_64)"));
        DiagnosticFree(plan, "20101125", "tzdata: deployable");
    }

    [TestCase("{ name: glibc, version: 2.5-49.el5, arch: x86_64, action: pin, reason: r }")]
    [TestCase("{ name: glibc, action: exclude, reason: r }")]
    [TestCase("{ name: glibc, arch: x86_64, action: exclude, reason: r }")]
    public void A_decision_that_the_next_version_carries_over_keeps_a_fix_from_being_proposed(string decision)
    {
        Plan plan = October().Monthly("20101023", $"packages:\n  - {decision}\n").Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64");
        Assert.That(Open(plan), Does.EndWith("glibc 2.5-49.el5 -> 2.5-49.el5_5.7 (x86_64), kept out by a decision by hand"));
        OsErrata errata = plan.Facts();
        Assert.That(NextUpdate.Write(errata, UpdatePlanner.Plan(errata, plan.Diagnostics), new("20101028", [], Now) { Unscheduled = true }, plan.Diagnostics), Is.Null);
        Assert.That(plan.Diagnostics.Single(d => d.Severity == GrifErrata.Diagnostics.DiagnosticSeverity.Error).Code, Is.EqualTo("GE1751"));
    }

    [Test]
    public void The_first_version_of_an_OS_covers_everything()
    {
        Plan plan = new Plan().Base("glibc-2.5-49.el5.x86_64").Critical("RHSA-2010:0793", "2010-10-25", "glibc-2.5-49.el5_5.7.x86_64");
        Assert.That(OpenAdvisories.Find(plan.Facts(), [], Now), Is.Empty);
    }

    private static void DiagnosticFree(Plan plan, string version, string expected)
    {
        OsErrata errata = plan.Facts();
        string? text = NextUpdate.Write(errata, UpdatePlanner.Plan(errata, plan.Diagnostics), new(version, [], Now), plan.Diagnostics);
        Assert.That(plan.Diagnostics, Is.Empty);
        Assert.That(text, Does.Contain(expected));
    }

    private static string Open(Plan plan)
    {
        OsErrata errata = plan.Facts();
        return string.Join('\n', OpenAdvisories.Find(errata, UpdatePlanner.Plan(errata, plan.Diagnostics), Now)
            .Where(o => o.Advisory.Severity == AdvisorySeverity.Critical)
            .Select(o => $"{OpenFixText.Heading(o)}: {string.Join("; ", OpenFixText.Steps(o))}"));
    }
}
