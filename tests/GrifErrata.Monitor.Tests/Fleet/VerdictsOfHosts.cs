using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Profiles;
using static GrifErrata.Monitor.Tests.Fleet.Machines;

namespace GrifErrata.Monitor.Tests.Fleet;

public sealed class VerdictsOfHosts
{
    private const string Host = "wn1.lal.example.org", Glibc6 = "glibc-2.5-49.el5_5.6.x86_64", Glibc7 = "glibc-2.5-49.el5_5.7.x86_64";
    private const string Frozen = "freezes: [{ host: wn1.lal.example.org, os: sl5.5-x86_64, version: 20101022, reason: tests, owner: a@example.org, until: 2010-12-09 }]\n";

    [Test]
    public void A_host_with_all_of_its_version_is_right() => Assert.That(new Machines().Profile(Host, "20101125").Report(Host, Glibc7).Verdict(), Is.EqualTo("right"));

    [Test]
    public void A_host_with_older_packages_is_behind_since_the_day_of_the_promotion()
    {
        FleetHost host = new Machines().Profile(Host, "20101125").Report(Host, Glibc6).Snapshot().Hosts.Single();
        Assert.That((host.Verdict.State(), host.BehindSince), Is.EqualTo(("behind", (DateOnly?)new DateOnly(2010, 11, 30))));
        Assert.That(host.Judgement!.LackedAdvisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0793" }));
    }

    [Test]
    public void A_host_with_newer_packages_is_ahead_and_right() =>
        Assert.That(new Machines(Frozen.Replace("2010-12-09", "2010-12-31", StringComparison.Ordinal)).Profile(Host, "20101022").Report(Host, Glibc7, OldKernel).Verdict(), Is.EqualTo("right, ahead, frozen"));

    [Test]
    public void Builds_that_no_repository_has_are_told_and_are_not_wrong() =>
        Assert.That(new Machines().Profile(Host, "20101125").Report(Host, $"{Glibc7} glite-WN-3.2-0.x86_64").Verdict(), Is.EqualTo("right, unknown packages"));

    [Test]
    public void A_host_that_has_not_what_its_profile_says_is_different() =>
        Assert.That(new Machines().Profile(Host, "20101125", "bash-3.2-24.x86_64").Report(Host, Glibc7).Verdict(), Is.EqualTo("different"));

    [Test]
    public void A_host_in_the_profiles_alone_never_reported() => Assert.That(new Machines().Profile(Host, "20101125").Verdict(), Is.EqualTo("never reported"));

    [Test]
    public void A_host_without_profile_is_a_stranger_where_others_have_one()
    {
        Machines machines = new Machines().Profile("wn2.lal.example.org", "20101125").Report(Host, Glibc7);
        Assert.That(machines.Snapshot().Host(Host)!.Verdict.InWords(), Is.EqualTo("stranger"));
        Assert.That(new Machines().Report(Host, Glibc7).Verdict(), Is.EqualTo("right"), "no profiles are known at all");
    }

    [TestCase("2010-12-12", "right")]
    [TestCase("2010-12-13", "silent")]
    public void Without_a_report_for_more_than_three_days_a_host_is_silent(string today, string verdict) =>
        Assert.That(new Machines().Profile(Host, "20101125").Report(Host, Glibc7, seen: "2010-12-09T13:00:00Z").Verdict(today), Is.EqualTo(verdict));

    [Test]
    public void Time_alone_makes_a_host_silent()
    {
        Machines machines = new Machines().Profile(Host, "20101125").Report(Host, Glibc7, seen: "2010-12-09T13:00:00Z");
        Assert.That((machines.Verdict("2010-12-12T00:30:00Z"), machines.Verdict("2010-12-12T01:30:00Z")), Is.EqualTo(("right", "silent")));
    }

    [TestCase("kernel-2.6.18-194.11.4.el5.x86_64", OldKernel, "kernel behind")]
    [TestCase("kernel-2.6.18-194.11.4.el5.x86_64 kernel-2.6.18-194.26.1.el5.x86_64", OldKernel, "kernel behind, reboot pending")]
    [TestCase("kernel-2.6.18-194.26.1.el5.x86_64", NewKernel, "right")]
    [TestCase("kernel-2.6.18-194.26.1.el5.x86_64", "2.6.18-238.el5", "right")]
    public void The_kernel_of_the_version_is_expected_to_run(string kernels, string running, string verdict) =>
        Assert.That(new Machines().Profile(Host, "20101125").Report(Host, $"{Glibc7} {kernels}", running).Verdict(), Is.EqualTo(verdict));

    [TestCase("date: 2010-12-15", "right, frozen", TestName = "before its site's day the old kernel is right")]
    [TestCase("date: 2010-12-09", "kernel behind", TestName = "after its site's day it is not")]
    [TestCase("date: 2010-12-15, done: 2010-12-08", "kernel behind", TestName = "nor once the site says that it has moved")]
    public void A_kernel_plan_says_when_the_old_kernel_is_no_longer_right(string row, string verdict) => Assert.That(
        new Machines($"kernels: [{{ os: sl5.5-x86_64, kernel: {NewKernel}, version: 20101125, sites: [{{ site: lal, version: 20101022, kernel: {OldKernel}, {row} }}] }}]\n")
            .Profile(Host, row.Contains("done", StringComparison.Ordinal) ? "20101125" : "20101022")
            .Report(Host, row.Contains("done", StringComparison.Ordinal) ? Glibc7 : Glibc6, OldKernel).Verdict(), Is.EqualTo(verdict));

    [Test]
    public void A_plan_that_is_done_hides_no_later_one()
    {
        string done = $"{{ os: sl5.5-x86_64, kernel: {OldKernel}, version: 20101022, sites: [{{ site: lal, version: 20101022, done: 2010-11-01 }}] }}";
        string late = $"{{ os: sl5.5-x86_64, kernel: {NewKernel}, version: 20101125, sites: [{{ site: lal, version: 20101022, kernel: {OldKernel}, date: 2010-12-09 }}] }}";
        Assert.That(new Machines($"kernels: [{done}, {late}]\n").Profile(Host, "20101022").Report(Host, Glibc6, OldKernel).Verdict(), Is.EqualTo("kernel behind"));
    }

    [Test]
    public void A_plan_that_is_done_hides_no_newer_kernel_of_the_version() => Assert.That(
        new Machines($"kernels: [{{ os: sl5.5-x86_64, kernel: {OldKernel}, version: 20101022, sites: [{{ site: lal, version: 20101022, done: 2010-11-01 }}] }}]\n")
            .Profile(Host, "20101125").Report(Host, Glibc7, OldKernel).Verdict(), Is.EqualTo("kernel behind"));

    [Test]
    public void A_freeze_of_a_machine_keeps_its_kernel_where_its_site_has_moved() => Assert.That(
        new Machines(Frozen.Replace("2010-12-09", "2010-12-31", StringComparison.Ordinal)
            + $"kernels: [{{ os: sl5.5-x86_64, kernel: {NewKernel}, version: 20101125, sites: [{{ site: lal, version: 20101022, done: 2010-12-01 }}] }}]\n")
            .Profile(Host, "20101022").Report(Host, Glibc6, OldKernel).Verdict(), Is.EqualTo("right, frozen"));

    [Test]
    public void After_the_plan_s_deadline_a_later_day_of_the_site_is_overdue_too() => Assert.That(
        new Machines($"kernels: [{{ os: sl5.5-x86_64, kernel: {NewKernel}, version: 20101125, deadline: 2010-12-09, sites: [{{ site: lal, version: 20101022, kernel: {OldKernel}, date: 2010-12-15 }}] }}]\n")
            .Profile(Host, "20101022").Report(Host, Glibc6, OldKernel).Verdict(), Is.EqualTo("kernel behind, frozen"));

    [TestCase("2010-12-09", "right, frozen")]
    [TestCase("2010-12-10", "forgotten")]
    public void A_frozen_host_is_right_until_the_last_day_of_its_freeze(string today, string verdict) =>
        Assert.That(new Machines(Frozen).Profile(Host, "20101022").Report(Host, Glibc6, OldKernel).Verdict(today), Is.EqualTo(verdict));

    [Test]
    public void A_freeze_that_ended_on_what_all_have_now_forgets_nobody() =>
        Assert.That(new Machines(Frozen.Replace("20101022", "20101125", StringComparison.Ordinal)).Profile(Host, "20101125").Report(Host, Glibc7, seen: "2010-12-20").Verdict("2010-12-20"), Is.EqualTo("right"));

    [TestCase("2010-12-03", "right", TestName = "a profile may take some days to follow its federation")]
    [TestCase("2010-12-04", "forgotten", TestName = "and is forgotten after them")]
    public void A_profile_that_was_not_compiled_anew_is_forgotten(string today, string verdict) =>
        Assert.That(new Machines().Profile(Host, "20101022").Report(Host, Glibc6, OldKernel, seen: today).Verdict(today), Is.EqualTo(verdict));

    [Test]
    public void Without_profile_the_federation_decides_and_the_packages_tell_the_OS()
    {
        FleetHost host = new Machines().Report(Host, Glibc6).Snapshot().Hosts.Single();
        Assert.That((host.Os, host.Site, host.Version, host.VersionSource, host.Verdict.State()), Is.EqualTo(("sl5.5-x86_64", "lal", "20101125", "default", "behind")));
    }

    [Test]
    public void A_host_of_another_OS_is_not_judged()
    {
        FleetHost host = new Machines().Report(Host, "bash-5.1-1.el9.x86_64", site: "elsewhere").Snapshot().Hosts.Single();
        Assert.That((host.Os, host.Judgement, host.Verdict.State()), Is.EqualTo(((string?)null, (GrifErrata.Judgements.Judgement?)null, "not judged")));
    }

    [Test]
    public void A_profile_with_a_version_that_does_not_exist_is_not_judged() =>
        Assert.That(new Machines().Profile(Host, "20990101").Report(Host, Glibc7).Verdict(), Is.EqualTo("not judged"));

    [Test]
    public void Without_a_federation_the_profile_s_own_freeze_counts()
    {
        MachineFreeze freeze = new("20101022", null, "tests", "a@example.org", new DateOnly(2010, 12, 9));
        Machines machines = new Machines().Renew(e => e with { Federation = null }).Profile(Host, "20101022", freeze: freeze).Report(Host, Glibc6, OldKernel);
        Assert.That((machines.Verdict("2010-12-09"), machines.Verdict("2010-12-10")), Is.EqualTo(("right, frozen", "forgotten")));
    }

    [TestCase("wn1.llr.example.org", null, "elsewhere", "llr", TestName = "the federation's pattern before the report")]
    [TestCase("wn1.llr.example.org", "lal", "elsewhere", "lal", TestName = "the profile before the pattern")]
    [TestCase("wn1.llr.example.org", "none", "elsewhere", "llr", TestName = "a profile that says none")]
    [TestCase("wn1.example.org", null, "elsewhere", "elsewhere", TestName = "the report where nothing else says it")]
    public void The_site_is_that_of(string host, string? profile, string report, string expected)
    {
        Machines machines = new Machines().Report(host, Glibc7, site: report);
        if (profile is not null) machines.Profile(host, "20101125", site: profile);
        Assert.That(machines.Snapshot().Hosts.Single().Site, Is.EqualTo(expected));
    }
}
