using System.Globalization;
using GrifErrata.Advisories;
using GrifErrata.Judgements;
using GrifErrata.Rpm;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Judgements;

public sealed class JudgedSets
{
    private static Plan Facts() => new Plan()
        .Base("glibc-2.5-49.x86_64", "glibc-2.5-49.i686", "bash-3.2-24.x86_64", "kernel-2.6.18-194.el5.x86_64", "tzdata-2010e-1.x86_64")
        .Errata("2010-10-20", "glibc-2.5-49.el5_5.6.x86_64", "glibc-2.5-49.el5_5.6.i686", "tzdata-2010l-1.noarch", "kernel-2.6.18-194.17.4.el5.x86_64")
        .Errata("2010-10-28", "glibc-2.5-49.el5_5.7.x86_64", "glibc-2.5-49.el5_5.7.i686", "bash-3.2-25.x86_64")
        .Advisory("RHSA-2010:0787", "2010-10-20", "CVE-2010-3847", "glibc-2.5-49.el5_5.6.x86_64", "glibc-2.5-49.el5_5.6.i686")
        .Critical("RHSA-2010:0793", "2010-10-27", "glibc-2.5-49.el5_5.7.x86_64", "glibc-2.5-49.el5_5.7.i686")
        .Advisory("RHSA-2010:0792", "2010-10-25", "CVE-2010-3904", "kernel-2.6.18-194.17.4.el5.x86_64")
        .Monthly("20101022").Monthly("20101028", "cutoff: 2010-10-28T00:00:00Z\n");

    private static Judgement Judge(string version, string installed, string running = "2.6.18-194.el5", string today = "2010-10-29", Plan? plan = null)
    {
        plan ??= Facts();
        OsErrata facts = plan.Facts();
        OsJudge judge = OsJudge.Of(facts, UpdatePlanner.Plan(facts, plan.Diagnostics));
        Assert.That(plan.Diagnostics.HasErrors, Is.False, string.Join('\n', plan.Diagnostics));
        return judge.Judge([.. installed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => NevraParser.Parse(n, out _)!)], version, running, DateOnly.Parse(today, CultureInfo.InvariantCulture));
    }

    private static string Text(IEnumerable<PackageDifference> differences) =>
        string.Join('\n', differences.Select(d => $"{d.Installed} -> {d.Expected}{string.Concat(d.Advisories.Select(a => " " + a.Id))}"));

    [Test]
    public void What_the_version_has_newer_is_behind_with_the_advisories_between() => Assert.That(
        Text(Judge("20101028", "glibc-2.5-49.x86_64 glibc-2.5-49.el5_5.6.i686 bash-3.2-25.x86_64").Behind),
        Is.EqualTo("glibc-2.5-49.el5_5.6.i686 -> glibc-2.5-49.el5_5.7.i686 RHSA-2010:0793\nglibc-2.5-49.x86_64 -> glibc-2.5-49.el5_5.7.x86_64 RHSA-2010:0787 RHSA-2010:0793"));

    [Test]
    public void A_set_with_all_of_the_version_is_not_behind_whatever_else_is_published()
    {
        Judgement judgement = Judge("20101022", "glibc-2.5-49.el5_5.6.x86_64");
        Assert.That((Text(judgement.Behind), Text(judgement.Ahead)), Is.EqualTo((string.Empty, string.Empty)));
        Assert.That(judgement.Open.Select(o => $"{o.Installed} {o.Fixed} {o.Advisory.Id}"), Is.EqualTo(new[] { "glibc-2.5-49.el5_5.6.x86_64 2.5-49.el5_5.7 RHSA-2010:0793" }));
    }

    [Test]
    public void What_is_newer_than_the_version_is_ahead() =>
        Assert.That(Text(Judge("20101022", "glibc-2.5-49.el5_5.7.x86_64").Ahead), Is.EqualTo("glibc-2.5-49.el5_5.7.x86_64 -> glibc-2.5-49.el5_5.6.x86_64"));

    [Test]
    public void A_package_that_is_not_installed_is_not_missing() => Assert.That(Text(Judge("20101028", "bash-3.2-25.x86_64").Behind), Is.Empty);

    [Test]
    public void Of_several_builds_side_by_side_the_newest_counts() =>
        Assert.That(Text(Judge("20101028", "bash-3.2-24.x86_64 bash-3.2-25.x86_64").Behind), Is.Empty);

    [Test]
    public void A_package_that_became_noarch_is_behind_in_its_old_architecture() =>
        Assert.That(Text(Judge("20101028", "tzdata-2010e-1.x86_64").Behind), Is.EqualTo("tzdata-2010e-1.x86_64 -> tzdata-2010l-1.noarch"));

    [Test]
    public void Rebuilds_sort_as_rpm_says() =>
        Assert.That(Text(Judge("20101022", "glibc-2.5-49.sl5.6.x86_64").Ahead), Is.EqualTo("glibc-2.5-49.sl5.6.x86_64 -> glibc-2.5-49.el5_5.6.x86_64"));

    [Test]
    public void A_held_kernel_is_never_behind_and_its_fix_is_open_until_it_runs()
    {
        const string Both = "kernel-2.6.18-194.el5.x86_64 kernel-2.6.18-194.17.4.el5.x86_64";
        Judgement old = Judge("20101028", Both), rebooted = Judge("20101028", Both, "2.6.18-194.17.4.el5");
        Assert.That(Text(old.Behind), Is.Empty);
        Assert.That((string.Join(' ', old.OpenAdvisories.Select(a => a.Id)), string.Join(' ', rebooted.OpenAdvisories.Select(a => a.Id))), Is.EqualTo(("RHSA-2010:0792", string.Empty)));
    }

    [Test]
    public void What_no_repository_of_the_OS_has_is_unknown() =>
        Assert.That(Judge("20101028", "glibc-2.5-49.x86_64 glite-WN-3.2.8-0.x86_64 bash-3.2-99.x86_64").Unknown.Select(n => n.ToString()), Is.EqualTo(new[] { "bash-3.2-99.x86_64", "glite-WN-3.2.8-0.x86_64" }));

    [Test]
    public void An_advisory_of_a_later_day_is_not_open_yet()
    {
        Assert.That(Judge("20101022", "glibc-2.5-49.el5_5.6.x86_64", today: "2010-10-26").Open, Is.Empty);
        Assert.That(Judge("20101022", "glibc-2.5-49.el5_5.6.x86_64", today: "2010-10-27").Open, Has.Length.EqualTo(1));
    }

    [Test]
    public void Advisories_come_with_the_most_severe_first_and_once()
    {
        Judgement judgement = Judge("20101028", "glibc-2.5-49.x86_64 glibc-2.5-49.i686");
        Assert.That(judgement.LackedAdvisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0793", "RHSA-2010:0787" }));
        Assert.That((judgement.WorstLacked, judgement.WorstOpen), Is.EqualTo((AdvisorySeverity.Critical, AdvisorySeverity.Critical)));
    }

    [Test]
    public void An_advisory_for_another_architecture_counts_where_it_has_none_of_the_machines()
    {
        Plan plan = Facts().Advisory("RHSA-2010:0999", "2010-10-27", "", "tzdata-2010m-1.noarch").Advisory("RHSA-2010:0998", "2010-10-27", "", "glibc-2.5-99.i686", "glibc-2.5-49.x86_64");
        Judgement judgement = Judge("20101028", "tzdata-2010e-1.x86_64 glibc-2.5-49.el5_5.7.x86_64", plan: plan);
        Assert.That(judgement.Open.Select(o => o.Advisory.Id), Is.EqualTo(new[] { "RHSA-2010:0999" }));
    }

    [Test]
    public void A_version_that_does_not_exist_judges_open_fixes_only()
    {
        Judgement judgement = Judge("20990101", "glibc-2.5-49.x86_64");
        Assert.That((judgement.Version, judgement.Behind.Length, judgement.Open.Length), Is.EqualTo(((string?)null, 0, 2)));
    }

    [Test]
    public void The_share_of_an_OSs_builds_tells_its_machines()
    {
        OsErrata facts = Facts().Facts();
        OsJudge judge = OsJudge.Of(facts, UpdatePlanner.Plan(facts, []));
        Nevra[] set = [.. new[] { "glibc-2.5-49.x86_64", "bash-3.2-24.x86_64", "bash-5.1-1.el9.x86_64", "zlib-1.2.11-1.el9.x86_64" }.Select(n => NevraParser.Parse(n, out _)!)];
        Assert.That((judge.Share(set), judge.Share([])), Is.EqualTo((0.5, 0)));
    }

    [TestCase("2010-10-19", 0)]
    [TestCase("2010-10-20", 1)]
    [TestCase("2010-10-26", 2)]
    [TestCase("2010-12-01", 3)]
    public void Published_advisories_are_counted_up_to_the_day(string day, int count)
    {
        OsErrata facts = Facts().Facts();
        Assert.That(OsJudge.Of(facts, []).Published(DateOnly.Parse(day, CultureInfo.InvariantCulture)), Is.EqualTo(count));
    }
}
