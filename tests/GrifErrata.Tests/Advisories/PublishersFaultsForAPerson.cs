using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Reviews;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Advisories;

/// <summary>What publishers write and no program can decide: it is listed, once a version, and never counted as done.</summary>
internal sealed class PublishersFaultsForAPerson
{
    private static Plan ByAdvisories() => new() { Selection = Selection.Advisories };

    [TestCase("retracted")]
    [TestCase("Retracted")]
    public void An_advisory_that_was_taken_back_fixes_nothing_and_is_listed(string status)
    {
        Plan plan = ByAdvisories().Base("a-1-1.x86_64").Errata("2010-10-01", "a-2-1.x86_64")
            .Advisory("SUSE-2010-1", "2010-10-02", "CVE-2010-1", "a-2-1.x86_64").But(a => a with { Status = status }).Monthly("20101022");
        Assert.That(plan.Last().Packages, Is.Empty);
        Assert.That(plan.Last().Missing, Is.Empty);
        Expect(plan, "GE2326", "SUSE-2010-1 (a-2-1.x86_64)", "SUSE-2010-1|a-2-1.x86_64|taken back by its publisher|exclude or pin its builds");
    }

    [Test]
    public void A_version_that_is_beyond_a_build_that_was_taken_back_has_no_question()
    {
        Plan plan = ByAdvisories().Base("a-1-1.x86_64").Errata("2010-10-01", "a-3-1.x86_64")
            .Advisory("SUSE-2010-1", "2010-10-02", "", "a-2-1.x86_64").But(a => a with { Status = "retracted" })
            .Advisory("SUSE-2010-2", "2010-10-03", "", "a-3-1.x86_64").Monthly("20101022");
        Assert.That(plan.Last().Questions, Is.Empty);
        Assert.That(plan.Lines(), Is.EqualTo("a-3-1.x86_64 Advisory 20101022"));
    }

    [Test]
    public void Who_names_an_advisory_that_was_taken_back_is_told() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64").Advisory("SUSE-2010-1", "2010-10-02", "", "a-2-1.x86_64").But(a => a with { Status = "retracted" })
                .Monthly("20101022", "advisories: [SUSE-2010-1]").Printed(),
            Does.Contain("updates/20101022.yaml(3,14): warning GE2406: SUSE-2010-1 was taken back by its publisher, so it adds nothing."));

    [Test]
    public void Of_one_id_at_one_date_that_which_was_taken_back_counts([Values("stable", "final", "")] string other)
    {
        Plan plan = ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64")
            .Advisory("SUSE-2010-1", "2010-10-02", "", "a-2-1.x86_64").But(a => a with { Status = "retracted", Version = "1" })
            .Advisory("SUSE-2010-1", "2010-10-02", "", "a-2-1.x86_64").But(a => a with { Status = other, Version = "2" }).Merged().Monthly("20101022");
        Assert.That(plan.Last().Packages, Is.Empty);
    }

    // Rocky published modular advisories without modules for years (peridot #79).
    [TestCase("finch-2.6-1.module+el8.10.0+101+12345678.x86_64")]
    [TestCase("finch-2.6-1.module_el8.10.0+101+12345678.x86_64")]
    public void A_modular_fix_without_a_module_chooses_nothing_and_is_listed(string fix)
    {
        Plan Facts() => ByAdvisories().Base("finch-2.5-1.module+el8.9.0+1+1.x86_64").Errata("2010-10-01", fix, "finch-3.0-1.module+el8.10.0+102+12345678.x86_64")
            .Advisory("RLSA-2031:0106", "2010-10-02", "CVE-2031-1006", fix);
        Plan plan = Facts().Monthly("20101022");
        Assert.That(plan.Last().Packages, Is.Empty, "the newest build may be of another stream");
        Assert.That(plan.Last().Missing, Is.Empty);
        Expect(plan, "GE2327", $"RLSA-2031:0106 ({fix})", $"RLSA-2031:0106|{fix}|does not name the module of its packages|find the stream, then add the packages by hand");

        Plan decided = Facts().Monthly("20101022", $"packages: [{{ name: finch, version: {fix[6..^7]}, arch: x86_64, action: add, reason: stream 2 }}]");
        Assert.That(decided.Last().Questions, Is.Empty);
        Assert.That(decided.Lines(), Is.EqualTo($"{fix} Added 20101022"));
        Assert.That(Facts().Monthly("20101022", "advisories: [RLSA-2031:0106]").Last().Packages.Single().Nevra.Evr.Version, Is.EqualTo("3.0"), "who names it decides");
    }

    [Test]
    public void A_modular_fix_with_its_module_is_no_question()
    {
        const string Fix = "finch-2.6-1.module+el8.10.0+101+12345678.x86_64";
        Plan plan = ByAdvisories().Errata("2010-10-01", Fix).Advisory("RLSA-2031:0106", "2010-10-02", "", Fix)
            .But(a => a with { Packages = [a.Packages[0] with { Modules = [new ModuleStream("finch", "2", "1", "c", "x86_64")] }] }).Monthly("20101022");
        Assert.That(plan.Lines(), Is.EqualTo($"{Fix} Advisory 20101022"));
        Assert.That(plan.Last().Questions, Is.Empty);
    }

    // albs-web-server #456: an x86_64 feed without x86_64 packages.
    [Test]
    public void An_advisory_that_names_a_package_of_the_OS_only_for_other_architectures_is_listed_and_not_done()
    {
        Plan plan = ByAdvisories().Base("a-1-1.x86_64", "b-1-1.x86_64").Errata("2010-10-01", "a-2-1.x86_64")
            .Advisory("ALSA-2031:0111", "2010-10-02", "CVE-2031-1", "a-2-1.aarch64", "a-2-1.s390x", "a-2-1.src", "b-2-1.x86_64", "foreign-1-1.aarch64").Monthly("20101022");
        Assert.That(plan.Last().Packages, Is.Empty);
        Expect(plan, "GE2329", "ALSA-2031:0111 (a-2-1.aarch64 ...)", "ALSA-2031:0111|a-2-1.aarch64, a-2-1.s390x|names architectures that the OS cannot install|look for the OS's own builds");

        Plan alone = ByAdvisories().Base("a-1-1.x86_64").Advisory("ALSA-2031:0111", "2010-10-02", "", "a-2-1.aarch64").Monthly("20101022");
        Assert.That(alone.Last().OtherProducts, Is.Empty, "it is about a package of the OS");
        Assert.That(ByAdvisories().Base("a-1-1.x86_64").Advisory("ALSA-2031:0111", "2010-10-02", "", "z-2-1.aarch64").Monthly("20101022").Last().Questions, Is.Empty);
    }

    // RHBA-2019:4268 has two CVEs, one of them Important.
    [TestCase(AdvisoryType.Bugfix)]
    [TestCase(AdvisoryType.Enhancement)]
    [TestCase(AdvisoryType.NewPackage)]
    [TestCase(AdvisoryType.Unknown)]
    public void An_advisory_of_another_type_with_CVEs_chooses_nothing_and_is_listed_to_be_added_by_id(AdvisoryType type)
    {
        Plan Facts() => ByAdvisories().Base("a-1-1.x86_64").Errata("2010-10-01", "a-2-1.x86_64")
            .Advisory("RHBA-2019:4268", "2010-10-02", "CVE-2019-1 CVE-2019-2", "a-2-1.x86_64").But(a => a with { Type = type })
            .Advisory("RHBA-2019:4269", "2010-10-02", "", "a-2-1.x86_64");
        Plan plan = Facts().Monthly("20101022");
        Assert.That(plan.Last().Packages, Is.Empty);
        Expect(plan, "GE2328", "RHBA-2019:4268 (a-2-1.x86_64)",
            "RHBA-2019:4268|a-2-1.x86_64|not of type security, but names CVE-2019-1, CVE-2019-2|name it under `advisories` if it matters");

        Plan named = Facts().Monthly("20101022", "advisories: [RHBA-2019:4268]");
        Assert.That(named.Lines(), Is.EqualTo("a-2-1.x86_64 Advisory 20101022"));
        Assert.That(named.Last().Questions, Is.Empty);
    }

    [Test]
    public void What_a_version_has_anyway_is_no_question() =>
        Assert.That(
            new Plan().Base("a-1-1.x86_64").Errata("2010-10-01", "a-2-1.x86_64").Advisory("RHBA-2019:4268", "2010-10-02", "CVE-2019-1", "a-2-1.x86_64")
                .Monthly("20101022").Last().Questions,
            Is.Empty);

    [Test]
    public void A_version_that_is_released_warns_no_more()
    {
        Plan plan = ByAdvisories().Base("a-1-1.x86_64").Advisory("RHBA-2019:4268", "2010-10-02", "CVE-2019-1", "a-2-1.x86_64")
            .Update("20101022", "kind: monthly\nstate: released\n");
        Assert.That(plan.Last().Questions, Has.Length.EqualTo(1), "the review still shows it");
        Assert.That(plan.Diagnostics, Is.Empty);
    }

    private static void Expect(Plan plan, string code, string item, string row)
    {
        ImmutableArray<UpdateVersion> versions = plan.Versions();
        Diagnostic warning = plan.Diagnostics.First(d => d.Code == code);
        Assert.That((warning.Location, warning.Descriptor.Severity), Is.EqualTo((new SourceLocation("updates/20101022.yaml", 1, 1), DiagnosticSeverity.Warning)));
        Assert.That(warning.Message, Does.EndWith($": {item}."));
        ReviewTable table = Review.Of(VersionStep.Of(plan.Facts(), versions, null, versions[^1]), null).Risks.Single(t => t.Title == "Advisories for a person to decide");
        Assert.That(table.Rows.Select(r => string.Join('|', r)), Does.Contain(row));
    }
}
