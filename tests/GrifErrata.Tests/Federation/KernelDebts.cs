using GrifErrata.Advisories;
using GrifErrata.Federation;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

public sealed class KernelDebts
{
    private const string Rows = """
        - { site: waits, version: 20101022, kernel: 2.6.18-194.11.4.el5, date: 2010-12-10 }
        - { site: late, version: 20101022, kernel: 2.6.18-194.17.4.el5, date: 2010-12-01, owner: late@example.org }
        - { site: later, version: 20101022, kernel: 2.6.18-194.11.4.el5, date: 2010-12-02 }
        - { site: moved, version: 20101022, kernel: 2.6.18-194.11.4.el5, done: 2010-11-30 }
        - { site: byversion, version: 20101022, date: 2010-12-11 }
        - { site: release, version: 20100906 }
        """;

    private static Plan Facts() => new Plan()
        .Base("kernel-2.6.18-194.el5.x86_64")
        .Advisory("RHSA-2010:0661", "2010-08-30", "CVE-2010-2240", "kernel-2.6.18-194.11.3.el5.x86_64")
        .Advisory("RHSA-2010:0723", "2010-09-29", "CVE-2010-1083 CVE-2010-9999", "kernel-2.6.18-194.17.1.el5.x86_64")
        .Advisory("RHSA-2010:0792", "2010-10-25", "CVE-2010-3904 CVE-2010-9999", "kernel-2.6.18-194.17.4.el5.x86_64")
        .Advisory("RHSA-2010:0839", "2010-11-09", "CVE-2010-3066", "kernel-2.6.18-194.26.1.el5.x86_64")
        .Monthly("20100906").Monthly("20101022", "kernel: 2.6.18-194.11.3.el5").Monthly("20101125", "kernel: 2.6.18-194.26.1.el5");

    private static KernelPlanStatus Status(string rows = Rows, string deadline = "2010-12-31", string today = "2010-12-06", Func<Advisory, AdvisorySeverity>? severity = null, Plan? plan = null)
    {
        string indented = string.Concat(rows.Split('\n').Select(r => $"      {r}\n"));
        FederationDefinition federation = FederationFixture.Read("name: G\nsites:\n" + string.Concat(new[] { "waits", "late", "later", "moved", "byversion", "release" }
            .Select(s => $"  - {{ name: {s}, contact: {s}-admin@example.org }}\n"))
            + $"kernels:\n  - os: sl5.5-x86_64\n    kernel: 2.6.18-194.26.1.el5\n    version: 20101125\n    deadline: {deadline}\n    sites:\n{indented}");
        OsErrata facts = (plan ?? Facts()).Facts();
        facts = facts with { Advisories = [.. facts.Advisories.Select(a => a with { Severity = severity?.Invoke(a) ?? AdvisorySeverity.Unknown })] };
        return KernelPlanStatus.Of(federation, federation.Kernels.Single(), facts.Updates, KernelFixes.Find(facts, [])!, FederationFixture.Day(today));
    }

    private static KernelSiteStatus Of(string site, Func<Advisory, AdvisorySeverity>? severity = null) => Status(severity: severity).Sites.Single(s => s.Row.Site == site);

    private static string Names(KernelPlanStatus status) => string.Join(' ', status.Sites.Select(s => $"{s.Row.Site}:{s.State}:{s.DaysSinceFix?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}"));

    [Test]
    public void The_overdue_come_first_then_those_that_wait_each_with_the_oldest_fix_first() =>
        Assert.That(Names(Status()), Is.EqualTo("later:Overdue:68 late:Overdue:27 release:Waits:98 waits:Waits:68 byversion:Waits:68 moved:Moved:-"));

    [TestCase("2010-12-01", "waits:Waits")]
    [TestCase("2010-12-10", "waits:Waits")]
    [TestCase("2010-12-11", "waits:Overdue")]
    public void A_site_is_overdue_after_its_own_day(string today, string expected) => Assert.That(Names(Status(today: today)), Does.Contain(expected));

    [TestCase("2010-12-06", "release:Waits")]
    [TestCase("2010-12-05", "release:Overdue")]
    public void Or_after_the_plans_deadline(string deadline, string expected) => Assert.That(Names(Status(deadline: deadline)), Does.Contain(expected).And.Contain("moved:Moved"));

    [TestCase("waits", "2.6.18-194.11.4.el5", "RHSA-2010:0723 RHSA-2010:0792 RHSA-2010:0839")]
    [TestCase("late", "2.6.18-194.17.4.el5", "RHSA-2010:0839")]
    [TestCase("moved", "2.6.18-194.26.1.el5", "")]
    [TestCase("byversion", "2.6.18-194.11.3.el5", "RHSA-2010:0723 RHSA-2010:0792 RHSA-2010:0839")]
    [TestCase("release", null, "RHSA-2010:0661 RHSA-2010:0723 RHSA-2010:0792 RHSA-2010:0839")]
    public void A_site_runs_the_kernel_of_its_row_or_of_the_rows_version_and_once_moved_the_plans(string site, string? kernel, string lacks)
    {
        KernelSiteStatus status = Of(site);
        Assert.That((status.Kernel, string.Join(' ', status.Lacks.Select(a => a.Id))), Is.EqualTo((kernel, lacks)));
    }

    [Test]
    public void Where_no_dated_fix_is_known_the_days_count_from_the_plans_version()
    {
        KernelPlanStatus status = Status(plan: new Plan().Base("kernel-2.6.18-194.el5.x86_64").Advisory("RHSA-2010:0723", null, "", "kernel-2.6.18-194.17.1.el5.x86_64"));
        Assert.That(Names(status), Is.EqualTo("late:Overdue:11 later:Overdue:11 waits:Waits:11 byversion:Waits:11 release:Waits:11 moved:Moved:-"));
        Assert.That(status.Sites.Select(s => s.HasDatedFix), Is.All.False);
        Assert.That(status.Age, Is.EqualTo(11));
    }

    [Test]
    public void A_site_that_has_moved_can_lack_fixes_again() =>
        Assert.That(Names(Status(plan: Facts().Advisory("RHSA-2010:1000", "2010-12-05", "", "kernel-2.6.18-194.32.1.el5.x86_64"))), Does.EndWith("moved:Moved:1"));

    [Test]
    public void The_owner_is_the_rows_else_the_sites_contact() => Assert.That((Of("late").Owner, Of("waits").Owner), Is.EqualTo(("late@example.org", "waits-admin@example.org")));

    [Test]
    public void Advisories_and_CVEs_come_the_worst_first_and_a_CVE_has_its_worst_severity()
    {
        KernelSiteStatus status = Of("waits", a => a.Id switch
        {
            "RHSA-2010:0792" => AdvisorySeverity.Important, "RHSA-2010:0839" => AdvisorySeverity.Critical, _ => AdvisorySeverity.Low,
        });
        Assert.That(status.WorstFirst.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0839", "RHSA-2010:0792", "RHSA-2010:0723" }));
        Assert.That(status.Cves.Select(c => $"{c.Id} {c.Severity}"),
            Is.EqualTo(new[] { "CVE-2010-3066 Critical", "CVE-2010-3904 Important", "CVE-2010-9999 Important", "CVE-2010-1083 Low" }));
    }
}
