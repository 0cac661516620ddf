using System.Collections.Immutable;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Reviews;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Advisories;

/// <summary>Dates that publishers leave out, write in many ways, or change afterwards, and what becomes of the versions.</summary>
internal sealed class PublishersFaultsInDates
{
    private static Plan ByAdvisories() => new() { Selection = Selection.Advisories };

    // createrepo_c #35: Red Hat wrote days without a time. The cutoff is 2015-09-17T12:00Z.
    [TestCase("2015-09-17", true)]
    [TestCase("2015-09-17 12:00", true)]
    [TestCase("2015-09-17 12:01", false)]
    [TestCase("2015-09-17 12:00:00", true)]
    [TestCase("2015-09-17 12:00:01", false)]
    [TestCase("2015-09-17T14:00:00+02:00", true)]
    [TestCase("2015-09-17T14:00:01+02:00", false)]
    [TestCase("2015-09-17 12:00:00 UTC", true)]
    [TestCase("1442491200", true)]
    [TestCase("1442491201", false)]
    [TestCase("2015-09-18", false)]
    public void A_date_of_any_form_is_held_against_the_cutoff_to_the_second(string issued, bool chosen)
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read($"<issued date=\"{issued}\"/>");
        Assert.That(diagnostics, Is.Empty);
        Assert.That(Chooses(advisory), Is.EqualTo(chosen));
    }

    [TestCase("17/09/2015")]
    [TestCase("Sep 17 2015")]
    [TestCase("2015-9-17")]
    [TestCase("2015-02-30")]
    [TestCase("yesterday")]
    public void A_date_of_another_form_is_an_error_with_its_place_and_id_and_chooses_nothing(string issued)
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read($"<issued date=\"{issued}\"/>");
        Diagnostic error = diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1321", new SourceLocation("u.xml", 2, 15))));
        Assert.That(error.Message, Does.StartWith($"Advisory ADV-3 has the issued date '{issued}'"));
        Assert.That(Chooses(advisory), Is.False);
    }

    [Test]
    public void Without_issued_the_last_update_counts_and_the_review_says_so()
    {
        Advisory advisory = Read("<updated date=\"2015-08-11 13:04:12\"/>").Advisory;
        Plan plan = Of(advisory);
        Assert.That(plan.Lines(), Is.EqualTo("a-2-1.x86_64 Advisory 20151001"));
        ReviewTable table = Review.Of(VersionStep.Of(plan.Facts(), plan.Versions(), null, plan.Last()), null).Risks.Single(t => t.Title == "Advisories for a person to decide");
        Assert.That(string.Join('|', table.Rows.Single()), Is.EqualTo(
            "ADV-3|a-2-1.x86_64|has no issued date; its last update, 2015-08-11, was held against the cutoff|nothing, if the day is right"));
        Assert.That(plan.Monthly("20151101").Last().Questions, Is.Empty, "once is enough");
    }

    [Test]
    public void Without_any_date_an_advisory_can_be_named_and_no_cutoff_takes_it_in()
    {
        Advisory advisory = Read(string.Empty).Advisory;
        Plan plan = Of(advisory);
        Assert.That(plan.Last().Packages, Is.Empty);
        Assert.That(plan.Printed(), Does.StartWith("advisories.xml(1,1): warning GE2405: ADV-3 has neither an issued nor an updated date"));
        Assert.That(Of(advisory, "advisories: [ADV-3]").Lines(), Is.EqualTo("a-2-1.x86_64 Advisory 20151001"));
    }

    // pulp_rpm #2422: EPEL puts the newest builds under old ids.
    [Test]
    public void A_list_that_is_rewritten_changes_no_version_from_before()
    {
        Plan Before() => ByAdvisories().Errata("2016-02-28", "stork-4-1.x86_64").Errata("2016-04-25", "stork-5-1.x86_64").Advisory("ADV-9", "2016-03-01", "", "stork-4-1.x86_64");
        Plan After() => Before().Advisory("ADV-9", "2016-03-01", "", "stork-5-1.x86_64").But(a => a with { Updated = Day(2016, 5, 1) }).Merged();

        string released = Plan.Lines(Before().Monthly("20160315").Last().Packages);
        Assert.That(released, Is.EqualTo("stork-4-1.x86_64 Advisory 20160315"));
        Plan plan = After().Monthly("20160315").Monthly("20160601");
        ImmutableArray<UpdateVersion> versions = plan.Versions();
        Assert.Multiple(() =>
        {
            Assert.That(Plan.Lines(versions[0].Packages), Is.EqualTo(released));
            Assert.That(versions[0].Missing, Is.Empty);
            Assert.That(Plan.Lines(versions[1].Packages), Is.EqualTo("stork-5-1.x86_64 Advisory 20160601"));
            Assert.That(versions[1].Packages[0].Advisories.Single().Issued, Is.EqualTo(Day(2016, 3, 1)));
            Assert.That(string.Join('\n', plan.Diagnostics), Does.Contain("GE2324: Advisory ADV-9 comes").And.Contain("stork-4-1.x86_64 (now 5-1)"));
        });
    }

    [Test]
    public void A_list_that_is_rewritten_often_is_known_at_each_cutoff()
    {
        Plan plan = ByAdvisories().Errata("2016-01-01", "stork-1-1.x86_64").Errata("2016-02-01", "stork-2-1.x86_64").Errata("2016-03-01", "stork-3-1.x86_64");
        foreach (int month in (int[])[3, 1, 2])
            plan.Advisory("ADV-9", "2016-01-02", "", $"stork-{month}-1.x86_64").But(a => a with { Updated = Day(2016, month, 2) });
        plan.Merged().Monthly("20160115").Monthly("20160215").Monthly("20160315");
        Assert.That(plan.Versions().Select(v => v.Packages.Single().Nevra.ToString()), Is.EqualTo((string[])["stork-1-1.x86_64", "stork-2-1.x86_64", "stork-3-1.x86_64"]));
    }

    private static bool Chooses(Advisory advisory) => Of(advisory).Last().Packages.Length > 0;

    private static Plan Of(Advisory advisory, string more = "") => ByAdvisories().Errata("2015-01-01", "a-2-1.x86_64")
        .Advisory("ADV-3", null, "", "a-2-1.x86_64").But(a => a with { Issued = advisory.Issued, Updated = advisory.Updated })
        .Monthly("20151001", $"cutoff: 2015-09-17T12:00:00Z\n{more}");

    private static (Advisory Advisory, DiagnosticBag Diagnostics) Read(string dates)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"<updates><update><id>ADV-3</id>\n{dates}</update></updates>"));
        return (new UpdateInfoReader().Read(stream, "u.xml", diagnostics, CancellationToken.None).Single(), diagnostics);
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
