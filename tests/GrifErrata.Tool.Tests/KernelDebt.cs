namespace GrifErrata.Tool.Tests;

/// <summary>What sites lack that have not rebooted yet.</summary>
[TestFixture]
public sealed class KernelDebt
{
    private static FederationFolder Planned()
    {
        FederationFolder site = new();
        site.Advisories(Advisory("0723", "2010-09-29", "Moderate", "194.17.1", 7) + Advisory("0792", "2010-10-25", "Important", "194.17.4", 1)
            + Advisory("1000", "2011-01-10", "Low", "194.32.1", 1));
        site.Does("kernel plan --kernel 2.6.18-194.26.1.el5 --deadline 2010-12-31 --reason exploited --date 2010-11-26");
        site.Does("kernel schedule --site lal --date 2010-12-02 --owner a@lal.example.org");
        site.Does("kernel done --site irfu --date 2010-12-03");
        return site;
    }

    private static string Advisory(string number, string day, string severity, string release, int cves) => $"""
        <update type="security"><id>RHSA-2010:{number}</id><issued date="{day}"/><severity>{severity}</severity>
        <references>{string.Concat(Enumerable.Range(1, cves).Select(i => $"<reference type=\"cve\" id=\"CVE-2010-{number}{i}\"/>"))}</references>
        <pkglist><collection><package name="kernel" version="2.6.18" release="{release}.el5" arch="x86_64"/></collection></pkglist></update>
        """;

    [Test]
    public void Each_site_says_how_old_the_oldest_fix_is_and_each_kernel_what_it_lacks_once()
    {
        using FederationFolder site = Planned();
        Snapshot.Verify(site.Does("kernel status --date 2010-12-10"), "txt");
    }

    [Test]
    public void With_all_every_CVE_is_listed()
    {
        using FederationFolder site = Planned();
        Assert.That(site.Does("kernel status --all --date 2010-12-10"), Does.Contain(
            "    CVEs, moderate   CVE-2010-07231, CVE-2010-07232, CVE-2010-07233, CVE-2010-07234, CVE-2010-07235\n"
            + "                     CVE-2010-07236, CVE-2010-07237\n"));
    }

    [Test]
    public void The_debt_in_json()
    {
        using FederationFolder site = Planned();
        Snapshot.Verify(site.Does("kernel status --json --date 2010-12-10"), "json");
    }

    [TestCase("kernel status --date 2010-12-10", ExitCodes.Fine)]
    [TestCase("kernel status --check --date 2010-12-02", ExitCodes.Fine)]
    [TestCase("kernel status --check --date 2010-12-03", ExitCodes.Problems)]
    [TestCase("kernel status --check --json --date 2010-12-03", ExitCodes.Problems)]
    public void With_check_a_site_that_is_overdue_is_a_problem(string line, int code)
    {
        using FederationFolder site = Planned();
        Assert.That(site.Run(line).Code, Is.EqualTo(code));
    }

    [Test]
    public void Without_a_plan_there_is_nothing_to_show()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("kernel status --check"), Is.EqualTo("0 plans, 0 sites overdue\n"));
    }

    [Test]
    public void An_unknown_OS_is_a_problem()
    {
        using FederationFolder site = new();
        Assert.That(site.Run("kernel status --os sl6"), Is.EqualTo(new CommandRun(ExitCodes.Problems, string.Empty, "grif-errata: error: There is no OS sl6; there are: sl5.5-x86_64.\n")));
    }

    [Test]
    public void Sources_that_cannot_be_read_are_said_and_nothing_is_shown()
    {
        using FederationFolder site = Planned();
        File.Delete(Path.Combine(site.Os, "sources", "a.xml"));
        CommandRun run = site.Run("kernel status");
        Assert.That((run.Code, run.Out), Is.EqualTo((ExitCodes.Problems, string.Empty)));
        Assert.That(run.Error, Does.Contain("sl5.5-x86_64/os.yaml(").And.Contain("error GE"));
    }
}
