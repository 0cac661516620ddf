namespace GrifErrata.Build.Tests;

/// <summary><c>GrifErrataCheck</c> of a version together with its fix.</summary>
internal sealed class FixesChecked
{
    private const string Definition = "errata-input/el9-x86_64/updates/20260901.yaml";
    private const string Errata = "errata-input/el9-x86_64/sources/errata/primary.xml";
    private static readonly string[] Check = ["-p:GrifErrataCheck=true", "-p:GrifErrataProfilesDir=profiles"];

    [Test]
    public void A_profile_that_is_whole_with_the_fix_is_not_warned_of()
    {
        using SiteProject site = FixTemplates.Site();

        CommandResult build = site.Build(Check).Succeeded();

        Assert.That(build.Output, Does.Contain(": GrifErrata: machines checked: 1,").And.Not.Contain("warning GE"));
        Assert.That(site.Build(Check).Succeeded().Output, Does.Contain("Skipping target \"GrifErrataCheck\""));
    }

    [Test]
    public void What_no_template_can_say_is_told_and_what_a_profile_needs_of_it_until_a_person_writes_it()
    {
        using SiteProject site = FixTemplates.Site();
        site.Edit(Errata, "<rpm:entry name=\"tools-data\"/>", "<rpm:entry name=\"tools-data\"/><rpm:entry name=\"(tools-doc unless tools-small)\"/>");

        for (int build = 0; build < 2; build++)
        {
            string output = site.Build(Check).Succeeded().Output;
            Assert.That(output, Does.Contain($"{site.At(Definition)}(1,1): warning GE2876: tools-4-1.x86_64 requires (tools-doc unless tools-small), which no condition of a template can say."));
            Assert.That(output, Does.Contain($"{site.At(Definition)}(1,1): warning GE2867: 20260901 needs on 1 of 1 machine (wn1.example.org): "
                + "add tools-doc-3-1.x86_64 (tools-4-1.x86_64 says (tools-doc unless tools-small)). Write a block under `fix` of its YAML; grif-errata fix shows it."));
            Assert.That(output, Does.Not.Contain("add tools-data"), "the fix brings it");
        }

        site.Edit(Definition, "state: draft\n", "state: draft\nfix:\n  - { when: [tools], unless: [tools-small], add: [tools-doc-3-1.x86_64], reason: the manual }\n");
        Assert.That(site.Build(Check).Succeeded().Output, Does.Contain(": GrifErrata: machines checked: 1,").And.Not.Contain("warning GE2867"));
    }

    [Test]
    public void A_version_that_no_fix_makes_possible_fails_and_its_findings_are_warnings_of_the_same_file()
    {
        using SiteProject site = FixTemplates.Site();
        site.Edit(Errata, "<rpm:entry name=\"tools-data\"/>", "<rpm:entry name=\"tools-data\"/><rpm:entry name=\"tools-engine\"/>");

        string output = site.Build(Check).Failed().Output;

        Assert.That(output, Does.Contain($"{site.At(Definition)}(1,1): warning GE2873: tools-4-1.x86_64 requires tools-engine, but no source has a package that provides it."));
        Assert.That(output, Does.Contain($"{site.At(Definition)}(1,1): error GE1852: 20260901 cannot be applied to wn1.example.org (1 of 1 machine): "));
        site.Build().Succeeded();
        site.Edit(Definition, "draft", "released");
        Assert.That(site.Build().Succeeded().Output, Does.Not.Contain("warning GE"), "a release can no longer be decided about");
    }
}
