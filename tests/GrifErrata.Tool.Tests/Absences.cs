namespace GrifErrata.Tool.Tests;

/// <summary>Each reason for which a package is absent, or is not what one would expect.</summary>
[TestFixture]
public sealed class Absences
{
    [TestCase("late", "every deployable build was built after the cutoff")]
    [TestCase("plain", "a decision leaves it out")]
    [TestCase("bash", "the OS release ships it, the errata have no build of it and no advisory up to the cutoff names it")]
    [TestCase("fixed", "the OS release has the fixes already")]
    public void With_select_repository_the_reason_is(string package, string reason)
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("explain", package);
        Assert.That(run.Out.Split('\n')[0], Is.EqualTo($"{package}.x86_64 is not in 20101125 of sl5.5-x86_64: {reason}"));
    }

    [TestCase("plain", "no security advisory up to the cutoff names it", "x86_64")]
    [TestCase("sparse", "a machine of this OS cannot install this architecture", "ppc")]
    [TestCase("glibc", "source packages are never deployed", "src")]
    public void With_select_advisories_the_reason_is(string package, string reason, string arch)
    {
        using SiteFolder site = new("advisories");
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\n");
        CommandRun run = site.Run("explain", package, "--arch", arch);
        Assert.That(run.Out.Split('\n')[0], Is.EqualTo($"{package}.{arch} is not in 20101125 of sl5.5-x86_64: {reason}"));
    }

    [Test]
    public void A_fix_that_no_deployable_build_reaches_is_told()
    {
        using SiteFolder site = new("advisories");
        site.Write("updates/20101220.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\npackages: [{ name: gsl, action: exclude, reason: gone }]\n");
        site.Write("updates/20101221.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\n");
        Snapshot.Verify(site.Run("explain", "gsl", "--version", "20101221").Out);
    }

    [Test]
    public void An_unscheduled_version_says_which_advisories_it_names_and_which_fix_it_does_not_take()
    {
        using SiteFolder site = new();
        site.Write("updates/20101125.yaml", "kind: unscheduled\nstate: draft\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0001]\n");
        Snapshot.Verify(site.Run("explain", "glibc", "--arch", "x86_64").Out);
    }

    [Test]
    public void A_pin_says_its_reason_and_the_newer_build_that_is_not_taken()
    {
        using SiteFolder site = new();
        Snapshot.Verify(site.Run("explain", "gsl").Out);
    }

    [Test]
    public void An_exclusion_is_remembered_by_an_unscheduled_version_but_not_by_a_monthly_one()
    {
        using SiteFolder site = new();
        site.Write("updates/20101126.yaml", "kind: unscheduled\nstate: draft\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0793]\n");
        site.Write("updates/20101220.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\n");
        Assert.That(site.Run("explain", "plain", "--version", "20101126").Out, Does.Contain(": a decision leaves it out\n").And.Contain("not ours"));
        Assert.That(site.Run("explain", "plain", "--version", "20101220").Out, Does.StartWith("plain.x86_64 is in 20101220 "));
    }
}
