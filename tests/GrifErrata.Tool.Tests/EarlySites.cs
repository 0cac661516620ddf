using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tool.Tests;

/// <summary>One site of a stage gets a version before the rest.</summary>
[TestFixture]
public sealed class EarlySites
{
    private const string Irfu = "  - { name: irfu, hosts: ['*.irfu.example.org'], stage: production }\n";
    private const string IrfuEarly = "  - { name: irfu, hosts: ['*.irfu.example.org'], stage: production, early: { sl5.5-x86_64: 20101125 } }\n";
    private const string Promotion = "promote 20101125 --to production --site irfu --release --date 2010-11-26";
    private const string History = "history:\n  - { date: 2010-11-26, os: sl5.5-x86_64, stage: production, version: 20101125, site: irfu }\n";

    [Test]
    public void A_site_has_a_version_before_its_stage_and_the_history_says_so()
    {
        using FederationFolder site = new();
        Assert.That(site.Does(Promotion), Is.EqualTo("wrote errata-input/federation.yaml\nwrote errata-input/sl5.5-x86_64/updates/20101125.yaml\n"));
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text.Replace(Irfu, IrfuEarly, StringComparison.Ordinal) + History));
        Assert.That(site.Update("20101125"), Does.Contain("state: released   # soon\n"));
        Assert.That(site.Does("status --date 2010-12-01"), Does.Contain("stage production  20101028  34 days old\n").And.Contain("site irfu         20101125  6 days old   before production\n"));
        Assert.That(site.Run(Promotion).Error, Does.StartWith("errata-input/federation.yaml(13,5): error GE1727: irfu has 20101125 of sl5.5-x86_64 already."));
    }

    [Test]
    public void That_one_site_of_a_stage_had_a_version_is_enough_for_the_next_stage()
    {
        using FederationFolder site = new();
        site.Does(Promotion);
        site.Does("promote 20101125 --to default --date 2010-11-29");
        Assert.That(site.Yaml, Does.Contain("    default: 20101125\n").And.Contain(IrfuEarly), "irfu follows production, which has it not yet");
    }

    [TestCase("20101125")]
    [TestCase("20101129")]
    public void When_the_stage_gets_the_same_or_a_higher_version_the_early_one_is_removed(string version)
    {
        using FederationFolder site = new();
        site.Does(Promotion);
        site.Does($"promote {version} --to production --reason r --release --date 2010-11-30");
        Assert.That(site.Yaml, Is.EqualTo(FederationFolder.Text.Replace("production: 20101028", $"production: {version}", StringComparison.Ordinal)
            + History + $"  - {{ date: 2010-11-30, os: sl5.5-x86_64, stage: production, version: {version}, reason: r }}\n"));
    }

    [Test]
    public void A_lower_version_of_the_stage_and_other_oses_leave_it()
    {
        using FederationFolder site = new();
        string there = "{ name: irfu, early: { sl4: 20101022, sl5.5-x86_64: 20101125 }, stage: production }";
        File.WriteAllText(site.Federation, FederationFolder.Text.Replace(Irfu, $"  - {there}\n", StringComparison.Ordinal));
        site.Does("promote 20101022 --to production --reason back --date 2010-11-30");
        Assert.That(site.Yaml, Does.Contain(there));
        site.Does("promote 20101125 --to production --release --date 2010-11-30");
        Assert.That(site.Yaml, Does.Contain("  - { name: irfu, early: { sl4: 20101022 }, stage: production }\n"));
    }

    [Test]
    public void A_site_whose_stage_has_no_version_is_early_against_the_default()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, FederationFolder.Text.Replace("    production: 20101028\n", string.Empty, StringComparison.Ordinal));
        Assert.That(site.Run("promote 20101028 --to production --site irfu --reason r").Error,
            Does.StartWith("errata-input/federation.yaml(1,1): error GE1734: production has no version of its own and so gets 20101028 of sl5.5-x86_64 already;"));
        site.Does(Promotion);
        Assert.That(site.Yaml, Does.Contain(IrfuEarly));
        site.Does("promote 20101125 --to default --date 2010-11-30");
        Assert.That(site.Yaml, Does.Contain(Irfu));
    }

    [Test]
    public void A_draft_is_early_in_the_first_stage_and_stays_a_draft()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, FederationFolder.Text.Replace("stage: production", "stage: testbed", StringComparison.Ordinal));
        site.Does("promote 20101129 --to testbed --site irfu");
        Assert.That(site.Update("20101129"), Does.Contain("state: draft"));
    }

    [Test]
    public void So_it_does_where_the_first_stage_is_the_default()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, "name: G\nstages: [default]\nsites: [{ name: lal }]\n");
        site.Does("promote 20101129 --to default --site lal");
        Assert.That(site.Update("20101129"), Does.Contain("state: draft"));
    }

    [Test]
    public void The_status_does_not_take_the_sites_day_for_the_stages()
    {
        using FederationFolder site = new();
        site.Does(Promotion);
        File.WriteAllText(site.Federation, site.Yaml.Replace("production: 20101028", "production: 20101125", StringComparison.Ordinal));
        Assert.That(site.Does("status --date 2010-12-01"), Does.Contain("stage production  20101125  6 days old\n").And.Contain("site irfu         20101125  6 days old   follows production\n"));
    }

    [Test]
    public void Where_the_site_is_frozen_it_is_written_with_a_warning()
    {
        using FederationFolder site = new();
        site.Does("freeze --site irfu --reason audit --owner o@x --until 2010-12-15 --date 2010-11-26");
        Assert.That(site.Run(Promotion).Error, Is.EqualTo("errata-input/federation.yaml(13,5): warning GE2732: The site irfu stays on 20101028 of sl5.5-x86_64 (audit), "
            + "so 20101125 has no effect there until that ends.\n"));
        Assert.That(site.Yaml, Does.Contain(IrfuEarly));
    }

    [Test]
    public void A_version_that_a_site_has_early_is_still_selected_when_it_is_withdrawn()
    {
        using FederationFolder site = new();
        site.Does(Promotion);
        Assert.That(site.Does("withdraw 20101125 --reason breaks --replaced-by 20101028"), Does.EndWith("still selected by the stage testbed\nstill selected by the site irfu, before its stage\n"));
        Assert.That(site.Does("status --date 2010-12-01"), Does.Contain("site irfu         20101125  6 days old, withdrawn, replaced by 20101028  before production\n"));
    }

    [Test]
    public void What_a_site_has_early_can_be_taken_back_by_hand_and_the_refusal_says_so()
    {
        using FederationFolder site = new();
        site.Does(Promotion);
        Assert.That(site.Run("promote 20101028 --to production --site irfu").Error, Does.EndWith("To take back what it has early, remove `early` from its entry.\n"));
    }

    [Test]
    public void Whatever_is_promoted_in_whatever_order_an_early_version_is_always_higher_than_the_stages_and_is_what_the_site_gets()
    {
        string[] versions = ["20101022", "20101028", "20101125", "20101129"], stages = ["testbed", "production", "default"];
        string?[] sites = [null, "lal", "irfu", "apc"];
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3]).Array[1, 8]).Sample((bare, steps) =>
        {
            using FederationFolder folder = new();
            string text = folder.Yaml.Replace("# End", "  - name: apc\n    stage: testbed   # first\n# End", StringComparison.Ordinal);
            File.WriteAllText(folder.Federation, bare ? text.Replace("    production: 20101028\n", string.Empty, StringComparison.Ordinal) : text);
            foreach ((int version, int stage, int site) in steps)
            {
                bool done = Promotes(folder, new("sl5.5-x86_64", versions[version], stages[stage], new(2010, 12, 1), "r", Release: true, sites[site]));
                FederationDefinition now = FederationEdits.Open(folder.Input, [])!.Federation;
                FederationResolution resolution = new(now, new(2010, 12, 1));
                foreach (Site known in now.Sites.Where(s => s.Earlies.Length > 0))
                    Assert.That(resolution.Early(known.Name, "sl5.5-x86_64"), Is.EqualTo(known.Earlies.Single().Version), "no obsolete one is left");
                if (done && sites[site] is { } name) Assert.That(resolution.Resolve("x", name, "sl5.5-x86_64").Version, Is.EqualTo(versions[version]));
                Assert.That(folder.Yaml, Does.Contain("# first").And.Contain("# Orsay").And.Contain("# End of the sites."));
            }
        }, iter: 60);
    }

    private static bool Promotes(FederationFolder folder, PromotionRequest request)
    {
        DiagnosticBag diagnostics = [];
        FederationEdits edits = FederationEdits.Open(folder.Input, diagnostics)!;
        bool done = Promote.Apply(edits, request) && edits.Write();
        Assert.That(diagnostics.Select(d => d.Code), Is.SubsetOf(new[] { "GE1727", "GE1732", "GE1734", "GE2734" }));
        return done;
    }
}
