using System.Globalization;

namespace GrifErrata.Tool.Tests;

/// <summary>Kernel plans beside drafts, other plans and stages that were skipped.</summary>
[TestFixture]
public sealed class KernelMoves
{
    private const string Plan = "kernel plan --kernel 2.6.18-194.26.1.el5 --reason exploited --date 2010-11-26";

    [Test]
    public void A_site_that_has_moved_and_whose_stage_was_skipped_is_warned_of()
    {
        using FederationFolder site = new();
        site.Does(Plan);
        CommandRun run = site.Run("kernel done --site irfu --date 2010-12-01");
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Error, Is.EqualTo(
            Row(site, "irfu") + ": warning GE2733: irfu is noted as moved to kernel 2.6.18-194.26.1.el5, but gets 20101028 from the stage production. "
            + "Promote 20101125 to production, or its machines do not get 20101125, which sets that kernel.\n"));
        Assert.That(site.Run("kernel done --site lal --date 2010-12-01").Error, Is.Empty);
    }

    [Test]
    public void A_site_that_has_moved_and_is_frozen_or_stays_before_the_kernel_is_warned_of()
    {
        using FederationFolder site = new();
        site.Does(Plan);
        site.Does("freeze --site lal --reason audit --owner o --until 2010-12-31 --date 2010-12-01");
        Assert.That(site.Run("kernel done --site lal --date 2010-12-01").Error, Does.Contain("but is frozen on 20101028 (audit). Unfreeze it, or"));
        Assert.That(site.Run("kernel done --site llr --date 2010-12-01").Error, Does.Contain("but has 20101022 by its own choice"));
    }

    [Test]
    public void A_plan_that_is_done_stays_so_while_a_later_one_is_open()
    {
        using FederationFolder site = new();
        site.Does(Plan);
        foreach (string name in new[] { "lal", "irfu", "llr" }) site.Does($"kernel done --site {name} --date 2010-12-01");
        site.Update("20101129", "kind: monthly\nstate: released\nkernel: 2.6.18-194.32.1.el5\n");
        site.Does("kernel plan --kernel 2.6.18-194.32.1.el5 --reason exploited --date 2010-12-02");
        string before = site.Yaml;
        CommandRun run = site.Run("kernel undo --site lal --date 2010-12-03");
        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCodes.Problems,
            "errata-input/federation.yaml(1,1): error GE1722: lal has not moved in the last kernel plan of sl5.5-x86_64 that names it. `grif-errata kernel status` shows the plans.\n")));
        Assert.That(site.Yaml, Is.EqualTo(before));
    }

    [Test]
    public void A_site_of_the_first_stage_may_stay_on_its_draft_while_a_kernel_is_planned()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, site.Yaml.Replace("# End of the sites.", "  - { name: test, hosts: ['*.test.example.org'], stage: testbed }", StringComparison.Ordinal));
        site.Does("promote 20101129 --to testbed --date 2010-11-29");
        site.Does(Plan);
        Assert.That(site.Yaml, Does.Contain("- { site: test, version: 20101129 }"));
        CommandRun run = site.Run($"generate --date 2010-12-01 --output {site.Root}/pan");
        Assert.That(run.Error, Does.Not.Contain("GE1706"));
    }

    [Test]
    public void A_site_s_day_must_be_given()
    {
        using FederationFolder site = new();
        site.Does(Plan);
        string before = site.Yaml;
        CommandRun run = site.Run("kernel schedule --site lal");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Error, Does.Contain("Name the day on which the site plans to move with --date."));
        Assert.That(site.Yaml, Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("_")]
    [TestCase("two\nlines")]
    public void A_version_is_withdrawn_with_a_reason_of_one_line(string reason)
    {
        using FederationFolder site = new();
        CommandRun run = site.Run($"withdraw 20101028 --reason {reason} --replaced-by 20101022");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Error, Does.Contain("--reason must say why, in one line."));
        Assert.That(site.Update("20101028"), Does.Contain("state: released"));
    }

    /// <summary>File, line and column of a site's row, in the plan.</summary>
    private static string Row(FederationFolder site, string name)
    {
        string[] lines = site.Yaml.Split('\n');
        int line = Array.FindIndex(lines, l => l.Contains($"site: {name},", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"errata-input/federation.yaml({line + 1},{lines[line].IndexOf('{', StringComparison.Ordinal) + 1})");
    }
}
