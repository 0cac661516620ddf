using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Tests;

/// <summary><c>new</c>: the next definition, as a maintainer would have started it.</summary>
[TestFixture]
public sealed class NextUpdates
{
    [Test]
    public void A_monthly_version_carries_over_and_lists_the_advisories_since()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("new", "--os", "sl5.5-x86_64", "--version", "20101220");
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Is.EqualTo("errata-input/sl5.5-x86_64/updates/20101220.yaml\n"));
        Snapshot.Verify(Written(site, "20101220"), "yaml");
    }

    [Test]
    public void GRIFs_own_november_version_is_started_with_thirteen_advisories()
    {
        using SiteFolder site = new();
        Directory.Delete(site.OsFolder, recursive: true);
        CommandRun copied = ChildProcess.Bash($"cp -r errata-input/sl5.5-x86_64 {site.Input}/ && rm {site.OsFolder}/updates/20101125.yaml");
        Assert.That(copied.Code, Is.Zero, copied.Error);
        Assert.That(site.Run("new", "--version", "20101125").Code, Is.Zero);
        Snapshot.Verify(Written(site, "20101125"), "yaml");
    }

    [Test]
    public void An_unscheduled_version_of_today_has_now_as_its_cutoff()
    {
        using SiteFolder site = new();
        DateTimeOffset now = new(2010, 12, 2, 14, 30, 15, 500, TimeSpan.Zero);
        CommandRun run = CommandRun.With(c => c with { Time = new StoppedTime(now) }, "new", "--input", site.Input, "--unscheduled", "RHSA-2010:0950", "CVE-2010-3856");
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(Written(site, "20101202"), Does.Contain(
            "kind: unscheduled\nstate: draft\nprevious: 20101125\ncutoff: 2010-12-02T14:30:15Z\nadvisories: [RHSA-2010:0950, CVE-2010-3856]\n"));
    }

    [Test]
    public void What_is_written_is_read_back_as_it_was_meant()
    {
        using SiteFolder site = new();
        Assert.That(site.Run("new", "--version", "20101220").Code, Is.Zero);
        DiagnosticBag diagnostics = [];
        UpdateDefinition update = UpdateDefinitionReader.Read(
            Encoding.UTF8.GetBytes(Written(site, "20101220")), "updates/20101220.yaml", diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That(update.State, Is.EqualTo(UpdateState.Draft));
        Assert.That(update.Previous?.Name, Is.EqualTo("20101125"));
        Assert.That(update.Kernel?.Version, Is.EqualTo("2.6.18-194.el5"));
        Assert.That(update.Variables["A"], Is.EqualTo("x: \"y\""));
        Assert.That(update.Decisions.Select(d => $"{d.Word} {d.Name} {d.Evr} {d.Arch} {d.Reason}"), Is.EqualTo(
            new[] { "pin gsl 1.13-3 x86_64 newer than gLite's: keep # \"old\"", "exclude plain   not ours" }));
        Assert.That(site.Run("explain", "gsl", "--version", "20101220").Code, Is.Zero);
    }

    [Test]
    public void A_version_that_exists_is_not_overwritten()
    {
        using SiteFolder site = new();
        string before = Written(site, "20101125");
        CommandRun run = site.Run("new", "--version", "20101125");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1601: The update version 20101125 of sl5.5-x86_64 exists already. Edit it, or name a later one with --version.\n"));
        Assert.That(Written(site, "20101125"), Is.EqualTo(before));
    }

    [Test]
    public void A_version_before_the_last_is_refused()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("new", "--version", "20101101");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("errata-input/sl5.5-x86_64/updates/20101125.yaml(1,1): error GE1602: 20101101 is before 20101125, the last update version of sl5.5-x86_64. Name a later one with --version.\n"));
        Assert.That(File.Exists(Path.Combine(site.OsFolder, "updates", "20101101.yaml")), Is.False);
    }

    [Test]
    public void An_advisory_that_no_source_has_is_refused()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("new", "--version", "20101220", "--unscheduled", "RHSA-1999:1");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("error GE1401: No source has RHSA-1999:1."));
        Assert.That(File.Exists(Path.Combine(site.OsFolder, "updates", "20101220.yaml")), Is.False);
    }

    [Test]
    public void A_withdrawn_version_is_not_built_upon()
    {
        using SiteFolder site = new();
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: withdrawn\nkernel: 2.6.18-194.el5\n");
        Assert.That(site.Run("new", "--version", "20101220").Code, Is.Zero);
        Assert.That(Written(site, "20101220"), Does.Contain("previous: 20101022\n").And.StartWith("# 20101125 is withdrawn and not replaced: no reason is written\n"));
    }

    [Test]
    public void A_withdrawn_version_that_is_passed_over_is_named_with_reason_and_replacement()
    {
        using SiteFolder site = new();
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: withdrawn\nwithdrawn: \"breaks\\nJava\"\nreplacedBy: 20101022\n");
        Assert.That(site.Run("new", "--version", "20101220").Code, Is.Zero);
        Assert.That(Written(site, "20101220"), Does.StartWith("# 20101125 is withdrawn and replaced by 20101022: breaks?Java\n"));
    }

    [Test]
    public void What_it_is_made_to_replace_is_written_and_must_exist()
    {
        using SiteFolder site = new();
        Assert.That(site.Run("new", "--version", "20101220", "--replaces", "20101124").Error, Does.Contain(
            "errata-input/sl5.5-x86_64/os.yaml(1,1): error GE1711: 20101220 cannot replace 20101124: sl5.5-x86_64 has no other version of that name. The last are: 20101022, 20101125.\n"));
        Assert.That(site.Run("new", "--version", "20101220", "--replaces", "20101125").Code, Is.Zero);
        Assert.That(Written(site, "20101220"), Does.Contain("previous: 20101125\nreplaces: [20101125]\n"));
    }

    [Test]
    public void Nothing_half_written_is_left_where_the_file_cannot_be_written()
    {
        using SiteFolder site = new();
        Directory.Delete(Path.Combine(site.OsFolder, "updates"), recursive: true);
        File.WriteAllText(Path.Combine(site.OsFolder, "updates"), "a file");
        CommandRun run = site.Run("new", "--version", "20101220");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("errata-input/sl5.5-x86_64/updates/20101220.yaml: error GE1025: "));
        Assert.That(File.ReadAllText(Path.Combine(site.OsFolder, "updates")), Is.EqualTo("a file"));
    }

    [Test]
    public void After_an_unscheduled_version_what_it_did_not_name_is_listed_again()
    {
        using SiteFolder site = new();
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\ncutoff: 2010-10-24\nkernel: 2.6.18-194.el5\n");
        site.Write("updates/20101210.yaml", "kind: unscheduled\nstate: draft\ncutoff: 2010-12-10\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0950]\n");
        site.Run("new", "--version", "20101220");
        Assert.That(Written(site, "20101220"), Does.Contain("# Security advisories since 2010-10-24T00:00:00Z, the cutoff of 20101125, without those that 20101210 fixes: 2.")
            .And.Contain("RHSA-2010:0793").And.Contain("RHSA-2010:0950"));
    }

    [Test]
    public void GRIFs_october_case_without_names_takes_exactly_the_critical_glibc_and_says_why()
    {
        using SiteFolder site = October();
        CommandRun run = site.Run("new", "--version", "20101028", "--unscheduled");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Out, Is.EqualTo("errata-input/sl5.5-x86_64/updates/20101028.yaml\n"));
        Snapshot.Verify(Written(site, "20101028"), "yaml");
        Assert.That(site.Run("explain", "glibc", "--version", "20101028", "--arch", "x86_64").Out, Does.Contain(": 2.5-49.el5_5.7\n"));
    }

    [Test]
    public void A_monthly_version_proposes_an_unscheduled_one_for_a_critical_advisory_and_the_command_works()
    {
        using SiteFolder site = October();
        CommandRun run = site.Run("new", "--version", "20101125");
        Assert.That(run.Out, Is.EqualTo("errata-input/sl5.5-x86_64/updates/20101125.yaml\n"));
        Assert.That(run.Error, Is.EqualTo($$"""
            grif-errata: RHSA-2010:0793 2010-10-25 critical CVE-2010-3856 applies to sl5.5-x86_64, and 20101022 does not fix it:
              glibc 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (i686, x86_64)
              glibc-common 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (x86_64)
              glibc-devel 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (i386, x86_64)
              glibc-headers 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (x86_64)
              glibc-utils 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (x86_64)
              nscd 2.5-49.el5_5.6 -> 2.5-49.el5_5.7 (x86_64)
            An unscheduled version need not wait for the month's. To make it first, take the draft back and make that again afterwards:
              rm errata-input/sl5.5-x86_64/updates/20101125.yaml
              grif-errata new --input errata-input --os sl5.5-x86_64 --version 20101125 --unscheduled RHSA-2010:0793

            """));
        File.Delete(Path.Combine(site.OsFolder, "updates", "20101125.yaml"));
        Assert.That(site.Run("new", "--os", "sl5.5-x86_64", "--version", "20101125", "--unscheduled", "RHSA-2010:0793"),
            Is.EqualTo(new CommandRun(0, "errata-input/sl5.5-x86_64/updates/20101125.yaml\n", string.Empty)));
    }

    [Test]
    public void The_version_that_is_proposed_is_named_by_today_where_it_comes_before_the_monthly_one()
    {
        using SiteFolder site = October();
        DateTimeOffset now = new(2010, 10, 27, 20, 0, 0, TimeSpan.Zero);
        string[] args = ["new", "--input", site.Input, "--version", "20101125"];
        Assert.That(CommandRun.With(c => c with { Time = new StoppedTime(now) }, args).Error, Does.Contain(" --version 20101027 --unscheduled RHSA-2010:0793\n"));
    }

    [Test]
    public void Before_a_critical_advisory_is_published_nothing_is_proposed()
    {
        using SiteFolder site = October();
        DateTimeOffset now = new(2010, 10, 25, 18, 0, 0, TimeSpan.Zero);
        string[] args = ["new", "--input", site.Input];
        Assert.That(CommandRun.With(c => c with { Time = new StoppedTime(now) }, args).Error, Is.Empty);
    }

    [Test]
    public void A_critical_advisory_that_an_unscheduled_version_does_not_name_is_told()
    {
        using SiteFolder site = October();
        CommandRun run = site.Run("new", "--version", "20101028", "--unscheduled", "RHSA-2010:0792");
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Error, Does.StartWith("grif-errata: RHSA-2010:0793 ").And.EndsWith(
            "The version does not name it. To take it too, add to `advisories` of errata-input/sl5.5-x86_64/updates/20101028.yaml: RHSA-2010:0793\n"));
        File.Delete(Path.Combine(site.OsFolder, "updates", "20101028.yaml"));
        Assert.That(site.Run("new", "--version", "20101028", "--unscheduled", "CVE-2010-3856").Error, Is.Empty, "named by its CVE");
    }

    [Test]
    public void Where_nothing_critical_can_be_taken_no_version_is_started()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("new", "--version", "20101220", "--unscheduled");
        Assert.That((run.Code, run.Out), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Error, Does.EndWith("errata-input/sl5.5-x86_64/os.yaml(1,1): error GE1751: No critical advisory up to 2010-12-20T23:59:59Z calls for an unscheduled version of sl5.5-x86_64. "
            + "The fixes of RHSA-2010:0950 cannot be deployed or are kept out by hand: add the packages under `sources: errata:` of os.yaml, or change the decision. Name the advisories that are meant after --unscheduled.\n"));
        Assert.That(File.Exists(Path.Combine(site.OsFolder, "updates", "20101220.yaml")), Is.False);
        Assert.That(site.Run("new", "--version", "20101220").Error, Does.EndWith("""
            grif-errata: RHSA-2010:0950 2010-12-01 critical applies to sl5.5-x86_64, and 20101125 does not fix it:
              gsl 1.13-3 -> 1.13-9, and no such package can be deployed (x86_64), kept out by a decision by hand
            No unscheduled version can bring these fixes yet: add the packages to the sources, or change the decision that keeps them out.

            """));
    }

    [Test]
    public void A_name_from_a_feed_is_one_word_of_the_command_that_is_proposed()
    {
        using SiteFolder site = October();
        string feed = Path.Combine(site.OsFolder, "sources", "advisories", "rhel5-2010.xml");
        File.WriteAllText(feed, File.ReadAllText(feed).Replace("<id>RHSA-2010:0793</id>", "<id>X'; rm -rf ~</id>", StringComparison.Ordinal));
        Assert.That(site.Run("new", "--version", "20101125").Error, Does.EndWith(" --unscheduled 'X'\\''; rm -rf ~'\n"));
    }

    /// <summary>GRIF's own facts of October 2010 before the unscheduled version; the feed without severities gets glibc's.</summary>
    private static SiteFolder October()
    {
        SiteFolder site = new();
        Directory.Delete(site.OsFolder, recursive: true);
        CommandRun copied = ChildProcess.Bash($"cp -r errata-input/sl5.5-x86_64 {site.Input}/ && rm {site.OsFolder}/updates/20101028.yaml {site.OsFolder}/updates/20101125.yaml && "
            + $"sed -i 's|^    <id>RHSA-2010:0793</id>|&<severity>Critical</severity>|' {site.OsFolder}/sources/advisories/rhel5-2010.xml");
        Assert.That(copied.Code, Is.Zero, copied.Error);
        return site;
    }

    private static string Written(SiteFolder site, string version) => File.ReadAllText(Path.Combine(site.OsFolder, "updates", $"{version}.yaml"));

    private sealed class StoppedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
