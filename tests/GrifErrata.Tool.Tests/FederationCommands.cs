namespace GrifErrata.Tool.Tests;

/// <summary>The commands that change and show a federation.</summary>
[TestFixture]
public sealed class FederationCommands
{
    private const string Freeze = "freeze wn1.lal.example.org --reason Lustre_module --owner a@lal.example.org --until 2010-12-15 --date 2010-12-01";

    [Test]
    public void A_promotion_changes_the_stage_and_appends_to_the_history()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("promote 20101125 --to production --release --date 2010-11-26"),
            Is.EqualTo("wrote errata-input/federation.yaml\nwrote errata-input/sl5.5-x86_64/updates/20101125.yaml\n"));
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text.Replace("production: 20101028", "production: 20101125", StringComparison.Ordinal)
            + "history:\n  - { date: 2010-11-26, os: sl5.5-x86_64, stage: production, version: 20101125 }\n"));
        Assert.That(site.Update("20101125"), Is.EqualTo("# November\nkind: monthly\nstate: released   # soon\nkernel: 2.6.18-194.26.1.el5\n"));
    }

    [Test]
    public void Of_several_OSs_it_is_the_one_that_has_the_version_and_else_one_must_be_named()
    {
        using FederationFolder site = new();
        string other = Path.Combine(site.Input, "el9x-x86_64");
        Directory.CreateDirectory(Path.Combine(other, "updates"));
        File.WriteAllText(Path.Combine(other, "os.yaml"), File.ReadAllText(Path.Combine(site.Os, "os.yaml")).Replace("sl550", "el9x", StringComparison.Ordinal));
        Assert.That(site.Run("promote 20101125 --to production --release --date 2010-11-26").Code, Is.Zero);
        Assert.That(site.Run("kernel done --site lal --date 2010-11-26"),
            Is.EqualTo(new CommandRun(ExitCodes.WrongUse, string.Empty, "grif-errata: error: Name an OS with --os; there are: el9x-x86_64, sl5.5-x86_64.\n")));
        File.WriteAllText(Path.Combine(other, "updates", "20101129.yaml"), "kind: monthly\nstate: draft\n");
        Assert.That(site.Run("promote 20101129 --to testbed --date 2010-11-29").Code, Is.EqualTo(ExitCodes.WrongUse));
    }

    [Test]
    public void A_version_that_reaches_the_default_is_released()
    {
        using FederationFolder site = new();
        site.Does("promote 20101125 --to default --reason exploited --date 2010-11-26");
        Assert.That(site.Update("20101125"), Does.Contain("state: released   # soon\n"));
        Assert.That(site.Yaml, Does.Contain("stage: default, version: 20101125, reason: exploited }\n"));
    }

    [Test]
    public void A_dry_run_prints_the_difference_and_writes_nothing()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("promote 20101129 --to testbed --date 2010-11-29 --dry-run"), Is.EqualTo(
            "would change errata-input/federation.yaml\n-7:     testbed: '20101125'\n+7:     testbed: '20101129'\n"
            + "+16: history:\n+17:   - { date: 2010-11-29, os: sl5.5-x86_64, stage: testbed, version: 20101129 }\n"));
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text));
    }

    [TestCase("promote 20101129 --to production --release", "errata-input/federation.yaml(1,1): error GE1723: 20101129 of sl5.5-x86_64 was not in testbed, the stage before production.")]
    [TestCase("promote 20101125 --to production", "errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1724: 20101125 of sl5.5-x86_64 is a draft, which only testbed may have.")]
    [TestCase("promote 20100906 --to testbed", "errata-input/sl5.5-x86_64/updates/20100906.yaml(1,1): error GE1725: 20100906 of sl5.5-x86_64 is withdrawn (broken). Promote 20101022, which replaces it.")]
    [TestCase("promote 20101125 --to moon", "errata-input/federation.yaml(1,1): error GE1722: There is no stage moon; there are: testbed, production, default.")]
    [TestCase("promote 20101231 --to testbed", "errata-input/federation.yaml(1,1): error GE1722: sl5.5-x86_64 has no update version 20101231.")]
    [TestCase("promote 20101125 --to testbed --os sl6", "errata-input/federation.yaml(1,1): error GE1722: There is no OS sl6; there are: sl5.5-x86_64.")]
    [TestCase("promote 20101125 --to testbed", "errata-input/federation.yaml(1,1): error GE1727: testbed has 20101125 of sl5.5-x86_64 already.")]
    [TestCase("promote 20101125 --to production --site moon --release", "errata-input/federation.yaml(1,1): error GE1722: There is no site moon; there are: lal, irfu, llr.")]
    [TestCase("promote 20101125 --to production --site lal --release", "errata-input/federation.yaml(11,5): error GE1732: The site lal follows default, not production. Promote with --to default, or name a site that follows production.")]
    [TestCase("promote 20101125 --to default --site llr --release", "errata-input/federation.yaml(14,5): error GE1733: The site llr has `stay` for sl5.5-x86_64, which would hide the version. Remove `stay` first.")]
    [TestCase("promote 20101028 --to production --site irfu", "errata-input/federation.yaml(1,1): error GE1734: production has 20101028 of sl5.5-x86_64 already; irfu cannot get 20101028 before it.")]
    [TestCase("promote 20101022 --to default --site lal", "errata-input/federation.yaml(1,1): error GE1734: default has 20101028 of sl5.5-x86_64 already; lal cannot get 20101022 before it.")]
    [TestCase("promote 20101125 --to production --site irfu", "errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1724: 20101125 of sl5.5-x86_64 is a draft, which only testbed may have.")]
    [TestCase("promote 20101125 --to default --site lal --reason exploited", "errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1724: 20101125 of sl5.5-x86_64 is a draft, which only testbed may have.")]
    [TestCase("promote 20101129 --to production --site irfu --release", "errata-input/federation.yaml(1,1): error GE1723: 20101129 of sl5.5-x86_64 was not in testbed, the stage before production.")]
    [TestCase("promote 20101125 --to default --site lal --release", "errata-input/federation.yaml(1,1): error GE1723: 20101125 of sl5.5-x86_64 was not in production, the stage before default.")]
    [TestCase("promote 20100906 --to production --site irfu", "errata-input/sl5.5-x86_64/updates/20100906.yaml(1,1): error GE1725: 20100906 of sl5.5-x86_64 is withdrawn (broken). Promote 20101022, which replaces it.")]
    [TestCase("withdraw 20100906 --reason r --replaced-by 20101022", "errata-input/sl5.5-x86_64/updates/20100906.yaml(1,1): error GE1727: 20100906 of sl5.5-x86_64 is withdrawn already.")]
    [TestCase("withdraw 20101028 --reason r --replaced-by 20100906", "errata-input/sl5.5-x86_64/updates/20100906.yaml(1,1): error GE1729: 20100906 of sl5.5-x86_64 cannot replace 20101028: it is withdrawn itself.")]
    [TestCase("withdraw 20101028 --reason r --replaced-by 20101028", "errata-input/sl5.5-x86_64/updates/20101028.yaml(1,1): error GE1729: 20101028 of sl5.5-x86_64 cannot replace 20101028: it is the same version.")]
    [TestCase("freeze wn1.lal.example.org --reason r", "errata-input/federation.yaml(1,1): error GE1726: The freeze lacks --owner and --until.")]
    [TestCase("freeze wn1.lal.example.org --reason r --owner o --until 2010-12-01 --date 2010-12-02", "errata-input/federation.yaml(1,1): error GE1726: The freeze would end on 2010-12-01, which is past.")]
    [TestCase("freeze --site moon --reason r --owner o --until 2010-12-01 --date 2010-12-01", "errata-input/federation.yaml(1,1): error GE1722: There is no site moon; there are: lal, irfu, llr.")]
    [TestCase("freeze --site lal --version 20101125 --reason r --owner o --until 2010-12-01 --date 2010-12-01", "errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1724: lal would stay on 20101125 of sl5.5-x86_64, a draft that may still change")]
    [TestCase("freeze --site lal --version 20100906 --reason r --owner o --until 2010-12-01 --date 2010-12-01", "errata-input/sl5.5-x86_64/updates/20100906.yaml(1,1): error GE1725: 20100906 of sl5.5-x86_64 is withdrawn; nothing is frozen on it.")]
    [TestCase("unfreeze --site lal", "errata-input/federation.yaml(1,1): error GE1722: lal has no freeze of sl5.5-x86_64.")]
    [TestCase("kernel plan --kernel 2.6.18-999", "errata-input/federation.yaml(1,1): error GE1728: No update version of sl5.5-x86_64 sets the kernel 2.6.18-999.")]
    [TestCase("kernel plan --kernel 2.6.18-194.26.1.el5 --reason r --deadline 2010-11-30 --date 2010-12-01", "errata-input/federation.yaml(1,1): error GE1735: The plan would end on 2010-11-30, which is past: every site would be overdue at once.")]
    [TestCase("kernel done --site lal", "errata-input/federation.yaml(1,1): error GE1722: No open kernel plan of sl5.5-x86_64 waits for lal.")]
    [TestCase("kernel undo --site lal", "errata-input/federation.yaml(1,1): error GE1722: lal has not moved in the last kernel plan of sl5.5-x86_64 that names it.")]
    public void What_a_rule_forbids_is_refused_and_nothing_is_written(string line, string message)
    {
        using FederationFolder site = new();
        CommandRun run = site.Run(line);
        Assert.That(run.Error, Does.StartWith(message));
        Assert.That((run.Code, run.Out), Is.EqualTo((ExitCodes.Problems, string.Empty)));
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text));
        Assert.That(site.Update("20101028"), Is.EqualTo("kind: monthly\nstate: released\nkernel: 2.6.18-194.11.4.el5\n"));
    }

    [Test]
    public void A_stage_that_goes_back_is_warned_of_and_goes_back()
    {
        using FederationFolder site = new();
        Assert.That(site.Run("promote 20101022 --to testbed --date 2010-11-29").Error, Is.EqualTo(
            "errata-input/federation.yaml(1,1): warning GE2734: testbed goes back from 20101125 to 20101022 of sl5.5-x86_64: its machines get older packages, and fixes leave them. "
            + "If 20101125 is bad, also run `grif-errata withdraw`.\n"));
        Assert.That(site.Yaml, Does.Contain("testbed: '20101022'"));
    }

    [Test]
    public void Of_finished_kernel_plans_only_the_last_is_shown()
    {
        using FederationFolder site = new();
        site.Does("promote 20101129 --to testbed --date 2010-11-01");
        site.Does("promote 20101129 --to default --reason r --date 2010-11-01");
        foreach (string kernel in (string[])["2.6.18-194.26.1.el5", "2.6.18-194.26.1.el5"])
        {
            site.Does($"kernel plan --kernel {kernel} --reason r --date 2010-12-05");
            foreach (string name in (string[])["lal", "irfu", "llr"]) site.Run($"kernel done --site {name} --date 2010-12-05");
        }

        Assert.That(site.Does("kernel status --date 2010-12-06"), Does.EndWith("2 plans, 0 sites overdue\n").And.Not.Match("(?s)2.6.18-194.26.1.el5, version.*2.6.18-194.26.1.el5, version"));
        Assert.That(site.Does("kernel status --all --date 2010-12-06"), Does.Match("(?s)2.6.18-194.26.1.el5, version.*2.6.18-194.26.1.el5, version"));
    }

    [Test]
    public void What_is_withdrawn_says_why_and_what_replaces_it_and_who_still_selects_it()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("withdraw 20101022 --reason breaks:_Java --replaced-by 20101028"),
            Is.EqualTo("wrote errata-input/sl5.5-x86_64/updates/20101022.yaml\nstill selected by the site llr\n"));
        Assert.That(site.Update("20101022"), Is.EqualTo(
            "# October\nkind: monthly\nstate: withdrawn   # done\nkernel: 2.6.18-194.11.4.el5\nwithdrawn: 'breaks: Java'\nreplacedBy: 20101028\n"));
    }

    [Test]
    public void A_replacement_that_was_withdrawn_itself_gives_way_to_its_own()
    {
        using FederationFolder site = new();
        site.Does("withdraw 20101022 --reason r --replaced-by 20101028");
        Assert.That(site.Run("promote 20100906 --to testbed").Error, Does.EndWith("is withdrawn (broken). Promote 20101028, which replaces it.\n"));
        Assert.That(site.Run("freeze --site lal --version 20100906 --reason r --owner o --until 2010-12-01 --date 2010-12-01").Error,
            Does.EndWith("nothing is frozen on it. Name 20101028, which replaces it, with --version.\n"));
    }

    [Test]
    public void A_replacement_that_is_a_draft_needs_its_files_before_it_is_promoted()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("withdraw 20101028 --reason r --replaced-by 20101129 --date 2010-11-30"), Does.EndWith(
            "still selected by the stage default\nstill selected by the stage production\n20101129 is a draft: make its files with `grif-errata generate --os sl5.5-x86_64 --version 20101129` before it is promoted\n"));
        Assert.That(site.Does("status --date 2010-12-01"), Does.Contain("  stage default     20101028  34 days old, withdrawn, replaced by 20101129\n"));
    }

    [Test]
    public void A_site_that_lags_and_an_open_plan_select_what_is_withdrawn_too()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, site.Yaml.Replace("stay: { sl5.5-x86_64: 20101022 }", "lag: { sl5.5-x86_64: 30 }", StringComparison.Ordinal));
        site.Does("promote 20101129 --to testbed --date 2010-11-01");
        site.Does("promote 20101129 --to default --reason r --date 2010-11-01");
        site.Does("kernel plan --kernel 2.6.18-194.26.1.el5 --reason r --date 2010-12-05");
        site.Does("kernel done --site llr --date 2010-12-05");
        Assert.That(site.Does("withdraw 20101129 --reason r --replaced-by 20101028 --date 2010-12-05"), Does.EndWith(
            "still selected by the stage testbed\nstill selected by the site llr, which lags behind\nstill selected by the kernel plan of lal\n"));
        Assert.That(site.Does("withdraw 20101125 --reason r --replaced-by 20101028 --date 2010-12-05"), Does.EndWith(
            "still selected by the stage default\nstill selected by the plan of kernel 2.6.18-194.26.1.el5\n"));
    }

    [Test]
    public void A_site_does_not_go_back_to_what_is_withdrawn()
    {
        using FederationFolder site = new();
        site.Does("kernel plan --kernel 2.6.18-194.26.1.el5 --reason r --date 2010-11-26");
        site.Does("kernel done --site lal --date 2010-11-27");
        site.Does("withdraw 20101028 --reason r --replaced-by 20101022");
        CommandRun run = site.Run("kernel undo --site lal");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("error GE1725: lal had 20101028 of sl5.5-x86_64 before, which is withdrawn. "
            + "Keep the old kernel on another version: grif-errata freeze --site lal --version 20101022 --kernel 2.6.18-194.11.4.el5.\n"));
    }

    [Test]
    public void A_frozen_machine_stays_on_what_it_has_and_follows_again()
    {
        using FederationFolder site = new();
        site.Does(Freeze);
        string freezes = "freezes:\n  - { host: wn1.lal.example.org, os: sl5.5-x86_64, version: 20101028, reason: Lustre module, owner: a@lal.example.org, until: 2010-12-15 }\n";
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text + freezes));
        Assert.That(site.Run(Freeze).Error, Does.Contain("error GE1727: wn1.lal.example.org is frozen already."));
        site.Does("unfreeze wn1.lal.example.org");
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text + "freezes: []\n"));
        site.Does(Freeze);
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text + freezes));
    }

    [Test]
    public void All_sites_are_frozen_each_on_its_own_version()
    {
        using FederationFolder site = new();
        site.Does("freeze --all --reason audit --owner o@x --until 2010-12-15 --date 2010-12-01");
        Assert.That(site.Yaml, Does.Contain("- { site: lal, os: sl5.5-x86_64, version: 20101028,").And.Contain("- { site: llr, os: sl5.5-x86_64, version: 20101022,"));
        site.Does("unfreeze --all");
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text + "freezes: []\n"));
    }

    [Test]
    public void Freezes_are_listed_expired_ones_first_and_checked()
    {
        using FederationFolder site = new();
        site.Does("freeze --site irfu --reason audit --owner o@x --until 2011-03-01 --date 2010-12-01");
        site.Does(Freeze);
        CommandRun run = site.Run("freezes --check --date 2010-12-16");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Out, Is.EqualTo("""
            expired  2010-12-15  wn1.lal.example.org  sl5.5-x86_64  20101028  a@lal.example.org  Lustre module
            holds    2011-03-01  site irfu            sl5.5-x86_64  20101028  o@x                audit
            2 freezes, 1 expired

            """));
        Assert.That(site.Does("freezes --check --date 2010-12-15"), Does.StartWith("ends soon  2010-12-15").And.Contain("\n2 freezes, 0 expired\n"));
        Assert.That(site.Does("freezes --date 2010-12-16"), Does.StartWith("expired"));
    }

    [Test]
    public void Each_site_moves_to_a_kernel_on_its_own_day_and_can_go_back()
    {
        using FederationFolder site = new();
        site.Does("kernel plan --kernel 2.6.18-194.26.1.el5 --deadline 2010-12-31 --reason exploited --date 2010-11-26");
        Snapshot.Verify(site.Yaml, "yaml");
        Assert.That(site.Run("kernel plan --kernel 2.6.18-194.26.1.el5 --date 2010-11-26").Error, Does.Contain("error GE1727: The plan of kernel 2.6.18-194.26.1.el5 for sl5.5-x86_64 is still open."));
        site.Does("kernel schedule --site lal --date 2010-12-02 --owner a@lal.example.org");
        Assert.That(site.Yaml, Does.Contain("- { site: lal, version: 20101028, kernel: 2.6.18-194.11.4.el5, date: 2010-12-02, owner: a@lal.example.org }\n"));
        string planned = site.Yaml;
        site.Does("kernel done --site lal --date 2010-12-03");
        Assert.That(site.Does("kernel status --date 2010-12-10"), Is.EqualTo("""
            sl5.5-x86_64 kernel 2.6.18-194.26.1.el5, version 20101125, 15 days old, deadline 2010-12-31
              waits  irfu  no day      version 15 days old  on 2.6.18-194.11.4.el5  lacks nothing known
              waits  llr   no day      version 15 days old  on 2.6.18-194.11.4.el5  lacks nothing known
              moved  lal   2010-12-03                       on 2.6.18-194.26.1.el5  lacks nothing known  a@lal.example.org
            1 plans, 0 sites overdue

            """));
        Assert.That(site.Does("status --date 2010-12-10"), Does.Contain("site lal          20101125  15 days old  follows default\n")
            .And.Contain("site irfu         20101028  43 days old  frozen until 2010-12-31: reboot into kernel 2.6.18-194.26.1.el5 (security@grif.example.org)\n"));
        site.Does("kernel undo --site lal");
        Assert.That(site.Yaml, Is.EqualTo(planned));
        Assert.That(site.Run("kernel schedule --site lal --date 2010-12-31").Error, Is.Empty);
        Assert.That(site.Run("kernel schedule --site lal --date 2011-01-05"), Is.EqualTo(new CommandRun(ExitCodes.Fine, "wrote errata-input/federation.yaml\n",
            "errata-input/federation.yaml(17,5): warning GE2731: lal plans 2011-01-05, after the deadline 2010-12-31 of kernel 2.6.18-194.26.1.el5; from the deadline on it is overdue. "
            + "Agree on an earlier day, or give the plan a later `deadline`.\n")));
        site.Does("kernel schedule --site lal --date 2010-12-02");
        Assert.That(site.Does("kernel status --date 2010-12-10"), Does.Contain("  overdue  lal   2010-12-02  version 15 days old  on 2.6.18-194.11.4.el5"));
    }

    [Test]
    public void The_status_shows_each_stage_and_site()
    {
        using FederationFolder site = new();
        Assert.That(site.Does("status --date 2010-12-01"), Is.EqualTo("""
            sl5.5-x86_64
              stage testbed     20101125  6 days old, draft
              stage production  20101028  34 days old
              stage default     20101028  34 days old
              site lal          20101028  34 days old        follows default
              site irfu         20101028  34 days old        follows production
              site llr          20101022  40 days old        stays by its own choice
            0 freezes, 0 expired; 0 sites wait for a kernel

            """));
    }

    [Test]
    public void Without_a_federation_the_file_is_named()
    {
        using FederationFolder site = new();
        File.Delete(site.Federation);
        Assert.That(site.Run("status").Error, Does.StartWith("errata-input/federation.yaml: error GE1117: There is no federation.yaml."));
    }
}
