using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class DecisionsByHand
{
    private static Plan Facts() => new Plan().Base("gsl-1.13-3.el5.x86_64").Errata("2010-10-01", "a-2-1.x86_64", "a-2-1.i386", "kernel-1-1.x86_64");

    private static string Packages(string decision) => $"packages:\n  - {{ {decision}, reason: because }}\n";

    [Test]
    public void A_pin_sets_a_lower_version_and_its_reason_stays()
    {
        Plan plan = Facts().Monthly("20101022").Monthly("20101125", Packages("name: a, version: 1-1, arch: x86_64, action: pin"));
        UpdateVersion version = plan.Last();
        Assert.Multiple(() =>
        {
            Assert.That(Plan.Lines(version.Packages), Is.EqualTo("a-2-1.i386 Newest 20101022\na-1-1.x86_64 Pinned 20101125"));
            Assert.That(version.Packages[1].Reason, Is.EqualTo("because"));
            Assert.That(version.Changes.Single().Kind, Is.EqualTo(ChangeKind.Lowered));
        });
    }

    [Test]
    public void An_add_of_what_is_there_changes_nothing() =>
        Assert.That(Facts().Monthly("20101022", Packages("name: a, version: 2-1, arch: x86_64, action: add")).Lines(), Does.Contain("a-2-1.x86_64 Newest 20101022"));

    [Test]
    public void A_pin_that_is_carried_keeps_the_version_that_set_it() =>
        Assert.That(Facts().Monthly("20101022", Packages("name: gsl, version: 1.13-3.el5, arch: x86_64, action: pin"))
            .Monthly("20101125", Packages("name: gsl, version: 1.13-3.el5, arch: x86_64, action: pin")).Lines(), Does.Contain("gsl-1.13-3.el5.x86_64 Pinned 20101022"));

    [Test]
    public void An_add_without_version_takes_the_newest_up_to_the_cutoff_or_the_base_releases()
    {
        Plan Facts() => new Plan { Selection = Selection.Advisories }.Base("gsl-1.13-3.el5.x86_64").Errata("2010-10-01", "b-1-1.x86_64").Errata("2010-12-01", "b-2-1.x86_64");
        Assert.Multiple(() =>
        {
            Assert.That(Facts().Monthly("20101022", Packages("name: b, arch: x86_64, action: add")).Lines(), Is.EqualTo("b-1-1.x86_64 Added 20101022"));
            Assert.That(Facts().Monthly("20101022", Packages("name: gsl, arch: x86_64, action: add")).Lines(), Is.EqualTo("gsl-1.13-3.el5.x86_64 Added 20101022"));
        });
    }

    [TestCase("name: a, version: 1-1, arch: x86_64, action: pin")]
    [TestCase("name: a, arch: x86_64, action: exclude")]
    public void A_decision_holds_for_its_own_version_and_the_next_monthly_one_chooses_anew(string decision) =>
        Assert.That(Facts().Monthly("20101022", Packages(decision)).Monthly("20101125").Lines(), Does.Contain("a-2-1.x86_64 Newest 20101125"));

    [Test]
    public void A_pin_of_a_base_package_takes_it_in() =>
        Assert.That(Facts().Monthly("20101022", Packages("name: gsl, version: 1.13-3.el5, arch: x86_64, action: pin")).Lines(),
            Does.Contain("gsl-1.13-3.el5.x86_64 Pinned 20101022"));

    [Test]
    public void An_exclusion_without_architecture_takes_all_out_and_the_review_shows_it()
    {
        UpdateVersion version = Facts().Monthly("20101022").Monthly("20101125", Packages("name: a, action: exclude")).Last();
        Assert.Multiple(() =>
        {
            Assert.That(version.Packages, Is.Empty);
            Assert.That(version.Changes.Select(c => $"{c.Kind} {c.Name}.{c.Arch}"), Is.EqualTo(new[] { "Left a.i386", "Left a.x86_64" }));
        });
    }

    [Test]
    public void An_exclusion_of_one_architecture_leaves_the_other() =>
        Assert.That(Facts().Monthly("20101022", Packages("name: a, arch: i386, action: exclude")).Lines(), Is.EqualTo("a-2-1.x86_64 Newest 20101022"));

    [TestCase("name: a, version: 1-1, arch: x86_64, action: pin")]
    [TestCase("name: a, arch: x86_64, action: exclude")]
    public void A_fix_that_a_decision_keeps_out_is_reported_as_such(string decision)
    {
        MissingFix missing = Facts().Advisory("RHSA-2010:0001", "2010-10-02", "", "a-2-1.x86_64").Monthly("20101022", Packages(decision)).Last().Missing.Single();
        Assert.That($"{missing.Name} {missing.Fixed} {missing.Deployable} {missing.IsKeptOut}", Is.EqualTo("a 2-1 2-1 True"));
    }

    [TestCase("name: a, version: 1-1, arch: x86_64, action: add", "updates/20101022.yaml(4,5): error GE1403: `add` would lower a.x86_64 from 2-1 to 1-1")]
    [TestCase("name: b, arch: x86_64, action: add", "updates/20101022.yaml(4,5): error GE1404: No source holds b.x86_64 up to the cutoff")]
    [TestCase("name: kernel, version: 1-1, arch: x86_64, action: pin", "updates/20101022.yaml(4,5): error GE1402: kernel is a kernel package")]
    [TestCase("name: b, version: 1-1, arch: x86_64, action: pin", "updates/20101022.yaml(4,5): warning GE2401: No source holds b-1-1.x86_64")]
    [TestCase("name: gsl, version: 1.13-3.el5, arch: x86_64, action: pin", "")]
    [TestCase("name: b, action: exclude", "updates/20101022.yaml(4,5): warning GE2402: b is excluded, but this version would not have it anyway")]
    public void A_decision_that_cannot_be_right_is_reported_at_its_place(string decision, string expected) =>
        Assert.That(Facts().Monthly("20101022", Packages(decision)).Printed(), Does.StartWith(expected));
}
