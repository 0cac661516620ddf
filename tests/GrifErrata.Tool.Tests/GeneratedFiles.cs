namespace GrifErrata.Tool.Tests;

/// <summary><c>generate</c> and <c>verify</c>.</summary>
[TestFixture]
public sealed class GeneratedFiles
{
    [TestCase("generate")]
    [TestCase("verify")]
    public void With_profiles_a_host_of_the_federation_that_matches_no_machine_is_warned_of(string command)
    {
        using SiteFolder site = new();
        Assert.That(site.Run("generate", "--output", site.Output).Code, Is.Zero);
        File.WriteAllText(Path.Combine(site.Input, "federation.yaml"), "name: GRIF\nsites:\n  - { name: lal, hosts: [a.example.org, b.example.org] }\n");
        Assert.That(site.Run("generate", "--output", site.Output).Code, Is.Zero);
        string list = Path.Combine(site.Root, "a.example.org.txt");
        File.WriteAllText(list, "bash-3.2-24.x86_64\n");
        CommandRun run = site.Run(command, "--output", site.Output, "--profiles", list);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Error, Does.EndWith("errata-input/federation.yaml(3,41): warning GE2721: `b.example.org` of the site lal matches no machine of the profiles (1). Correct it, or take it out if these machines are gone.\n"));
        Assert.That(site.Run(command, "--output", site.Output, "--os", "sl5.5-x86_64", "--profiles", list).Error, Does.Not.Contain("GE2721"), "one OS leaves the federation out");
    }

    [Test]
    public void At_the_repositorys_root_nothing_needs_to_be_said() => Assert.That(
        CommandRun.Of("verify"), Is.EqualTo(new CommandRun(0, "44 files are what their inputs give\n", string.Empty)));

    [Test]
    public void What_is_missing_is_written_and_then_verified()
    {
        using SiteFolder site = new();
        CommandRun first = Run(site, "generate");
        Assert.That(first.Code, Is.Zero);
        Assert.That(first.Out, Does.StartWith("wrote templates/pan/sl5.5-x86_64/config/os/errata/20101022-init.tpl\n").And.EndWith("\n8 files: 8 written, 0 deleted\n"));
        Assert.That(Run(site, "generate").Out, Is.EqualTo("8 files: 0 written, 0 deleted\n"));
        Assert.That(Run(site, "verify").Out, Is.EqualTo("8 files are what their inputs give\n"));
    }

    [Test]
    public void Freezes_are_held_against_the_day_that_is_named_or_todays_by_the_clock()
    {
        using SiteFolder site = new();
        File.WriteAllText(Path.Combine(site.Input, "federation.yaml"), """
            name: G
            freezes: [{ host: a.example.org, os: sl5.5-x86_64, version: 20101125, reason: r, owner: o, until: 2010-12-31 }]

            """);
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n");
        string[] ProblemsOn(params string[] date) => [.. Run(site, ["generate", .. date]).Error.Split('\n').Where(l => l.Contains("GE1708", StringComparison.Ordinal))];
        Assert.That(ProblemsOn("--date", "2010-12-31"), Is.Empty);
        Assert.That(ProblemsOn("--date", "2011-01-01"), Has.Length.EqualTo(1));
        Assert.That(ProblemsOn(), Has.Length.EqualTo(1));
        Assert.That(Run(site, "verify", "--date", "2010-12-31").Code, Is.Zero);
    }

    [Test]
    public void A_withdrawal_changes_no_file_of_the_version_nor_of_the_one_that_replaces_it()
    {
        using SiteFolder site = new();
        site.Write("updates/20101022.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n");
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n");
        Run(site, "generate");
        site.Write("updates/20101022.yaml", "kind: monthly\nstate: withdrawn\nkernel: 2.6.18-194.el5\nwithdrawn: r\nreplacedBy: 20101125\n");
        Assert.That(Run(site, "generate"), Is.EqualTo(new CommandRun(0, "8 files: 0 written, 0 deleted\n", string.Empty)));
        Assert.That(site.Run("review", "20101125").Out, Does.Contain("\nReplaces 20101022, withdrawn: r\n"));
    }

    [Test]
    public void One_version_of_one_OS_is_written_alone()
    {
        using SiteFolder site = new();
        Assert.That(Run(site, "generate", "--os", "sl5.5-x86_64", "--version", "20101022").Out, Does.EndWith("\n4 files: 4 written, 0 deleted\n"));
    }

    [Test]
    public void An_edited_file_fails_verification_at_its_place()
    {
        using SiteFolder site = new();
        Run(site, "generate");
        string path = Path.Combine(site.Output, "sl5.5-x86_64", "rpms", "errata", "20101125.tpl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("glibc", "glibd", StringComparison.Ordinal));
        CommandRun run = Run(site, "verify");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("templates/pan/sl5.5-x86_64/rpms/errata/20101125.tpl(5,37): error GE1021: "));
        Assert.That(run.Out, Is.Empty);
    }

    [Test]
    public void A_released_version_is_rewritten_only_with_accept_released()
    {
        using SiteFolder site = new();
        Run(site, "generate");
        site.Write("updates/20101022.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-195.el5\n");
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-195.el5\n");
        Assert.That(Run(site, "generate").Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(Run(site, "generate", "--accept").Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(Run(site, "generate", "--accept-released").Code, Is.Zero);
        Assert.That(Run(site, "verify").Code, Is.Zero);
    }

    [Test]
    public void Files_without_definition_are_deleted_only_with_accept()
    {
        using SiteFolder site = new();
        Run(site, "generate");
        File.Delete(Path.Combine(site.OsFolder, "updates", "20101125.yaml"));
        Assert.That(Run(site, "generate").Code, Is.EqualTo(ExitCodes.Problems));
        CommandRun run = Run(site, "generate", "--accept");
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Does.Contain("deleted templates/pan/sl5.5-x86_64/rpms/errata/20101125.tpl\n"));
    }

    [Test]
    public void A_sites_own_template_overrides_the_built_in_one()
    {
        using SiteFolder site = new();
        string templates = Directory.CreateDirectory(Path.Combine(site.Root, "scriban")).FullName;
        File.WriteAllText(Path.Combine(templates, "changelog.md.scriban"), "our own\n");
        Assert.That(Run(site, "generate", "--templates", templates).Code, Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(site.Output, "sl5.5-x86_64", "rpms", "errata", "20101125.md")), Is.EqualTo("our own\n"));
    }

    private static CommandRun Run(SiteFolder site, params string[] args) => site.Run([.. args, "--output", site.Output]);
}
