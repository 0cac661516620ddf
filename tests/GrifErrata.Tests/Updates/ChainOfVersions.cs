using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class ChainOfVersions
{
    [Test]
    public void The_newest_before_it_is_the_previous_unless_one_is_named()
    {
        Plan plan = new Plan().Monthly("20100906").Monthly("20100927").Monthly("20101022", "previous: 20100906").Monthly("20101125");
        Assert.That(plan.Versions().Select(v => v.Previous), Is.EqualTo(new[] { null, "20100906", "20100906", "20101022" }));
    }

    [TestCase("20101125")]
    [TestCase("20101022")]
    [TestCase("20100101")]
    public void A_previous_version_that_does_not_exist_before_it_is_an_error(string previous) =>
        Assert.That(new Plan().Monthly("20100906").Monthly("20101022", $"previous: {previous}").Monthly("20101125").Printed(),
            Does.StartWith($"updates/20101022.yaml(3,11): error GE1116: There is no update version {previous} before 20101022; the last are: 20100906."));

    [Test]
    public void A_cutoff_before_the_previous_versions_is_an_error_at_its_place() =>
        Assert.That(new Plan().Monthly("20101022").Monthly("20101125", "cutoff: 2010-10-21T23:59:59Z").Printed(), Does.StartWith(
            "updates/20101125.yaml(3,9): error GE1114: The cutoff 2010-10-21T23:59:59Z is before that of the previous version 20101022, 2010-10-22T00:00:00Z."));

    [Test]
    public void The_same_cutoff_as_the_previous_versions_is_right() =>
        Assert.That(new Plan().Monthly("20101022").Monthly("20101125", "cutoff: 2010-10-22").Printed(), Is.Empty);

    [Test]
    public void Building_on_a_withdrawn_version_without_saying_so_is_said()
    {
        Plan Facts(string previous) => new Plan().Update("20101022", "kind: monthly\nstate: withdrawn\n").Monthly("20101125", previous);
        Assert.Multiple(() =>
        {
            Assert.That(Facts("").Printed(), Does.StartWith("updates/20101125.yaml(1,1): warning GE2407: The version before, 20101022, is withdrawn"));
            Assert.That(Facts("previous: 20101022").Printed(), Is.Empty);
        });
    }

    [Test]
    public void Building_on_a_withdrawn_version_names_the_one_that_replaces_it() => Assert.That(
        new Plan().Monthly("20101001").Update("20101022", "kind: monthly\nstate: withdrawn\nreplacedBy: 20101001\n").Monthly("20101125").Printed(),
        Does.EndWith("Write `previous: 20101001`, which replaces it, or `previous: 20101022` if its packages are meant to stay."));

    [Test]
    public void Two_versions_that_replace_each_other_replace_nothing()
    {
        Plan plan = new Plan().Update("20101022", "kind: monthly\nstate: withdrawn\nreplacedBy: 20101028\n").Update("20101028", "kind: monthly\nstate: withdrawn\nreplacedBy: 20101022\n");
        Assert.That(Replacement.Of(plan.Facts().Updates[0], plan.Facts().Updates), Is.Null);
    }

    [TestCase("20101022", "")]
    [TestCase("20101021", "updates/20101125.yaml(3,12): error GE1711: 20101125 cannot replace 20101021: sl5.5-x86_64 has no other version of that name. The last are: 20101022.")]
    [TestCase("20101125", "updates/20101125.yaml(3,12): error GE1711: 20101125 cannot replace 20101125: sl5.5-x86_64 has no other version of that name. The last are: 20101022.")]
    public void What_a_version_replaces_must_be_another_that_exists(string replaced, string expected) =>
        Assert.That(new Plan().Monthly("20101022").Monthly("20101125", $"replaces: [{replaced}]").Printed(), Is.EqualTo(expected));

    [Test]
    public void An_architecture_change_is_seen_against_the_previous_version_too()
    {
        ArchChange change = new Plan().Errata("2010-10-20", "new-1-1.x86_64").Errata("2010-11-20", "new-2-1.noarch")
            .Monthly("20101022").Monthly("20101125").Last().ArchChanges.Single();
        Assert.That($"{change.Name} {change.From} {change.To}", Is.EqualTo("new x86_64 noarch"));
    }

    [Test]
    public void A_change_names_the_advisories_that_its_step_fixes_and_the_package_all_since_the_base_release()
    {
        UpdateVersion version = new Plan()
            .Base("glibc-2.5-49.x86_64").Errata("2010-10-20", "glibc-2.5-49.6.x86_64").Errata("2010-11-01", "glibc-2.5-49.7.x86_64")
            .Advisory("RHSA-2010:0001", "2010-01-01", "", "glibc-2.5-48.x86_64")
            .Advisory("RHSA-2010:0787", "2010-10-20", "", "glibc-2.5-49.6.x86_64")
            .Advisory("RHSA-2010:0793", "2010-10-25", "", "glibc-2.5-49.7.x86_64")
            .Monthly("20101022").Monthly("20101125").Last();
        Assert.Multiple(() =>
        {
            Assert.That(version.Changes.Single().Advisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0793" }));
            Assert.That(version.Packages.Single().Advisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0787", "RHSA-2010:0793" }));
        });
    }

    [Test]
    public void The_first_version_is_compared_with_the_base_release()
    {
        PackageChange change = new Plan().Base("a-1-1.x86_64").Errata("2010-10-20", "a-2-1.x86_64").Monthly("20101022").Last().Changes.Single();
        Assert.That($"{change.Kind} {change.From} {change.To}", Is.EqualTo("Added 1-1 2-1"));
    }

    [TestCase("tzdata-2010i-1.x86_64", "tzdata-2010k-1.noarch", "tzdata x86_64 noarch")]
    [TestCase("tzdata-2010i-1.noarch", "tzdata-2010k-1.x86_64", "tzdata noarch x86_64")]
    public void A_change_to_or_from_noarch_is_an_architecture_change(string before, string after, string expected)
    {
        ArchChange change = new Plan().Base(before).Errata("2010-10-20", after).Monthly("20101022").Last().ArchChanges.Single();
        Assert.That($"{change.Name} {change.From} {change.To}", Is.EqualTo(expected));
    }

    [Test]
    public void A_second_architecture_is_no_architecture_change() =>
        Assert.That(new Plan().Base("a-1-1.x86_64").Errata("2010-10-20", "a-1-2.i386", "a-1-2.x86_64").Monthly("20101022").Last().ArchChanges, Is.Empty);
}
