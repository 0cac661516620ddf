using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Fetching;

namespace GrifErrata.Tests.Feeds;

/// <summary>What looks like "nothing to update" is an error, with both numbers and the command that accepts it on purpose.</summary>
internal sealed class Silences
{
    private FetchFolder _site = null!;

    [SetUp]
    public void MakeFolder() => _site = new FetchFolder();

    [TearDown]
    public void RemoveFolder() => _site.Dispose();

    private static IEnumerable<TestCaseData> All()
    {
        PublishedRepository later = new() { Revision = 1_290_300_000 };
        yield return Case("no advisories", "GE1820", FeedAcceptance.NoAdvisories, later with { Advisories = 0 }, "has 0 advisories, but the pinned one had 200");
        yield return Case("no updateinfo", "GE1820", FeedAcceptance.NoAdvisories, later with { HasUpdateInfo = false }, "has no updateinfo in its repomd.xml, so 0 advisories, but the pinned one had 200");
        yield return Case("more than 1 % fewer", "GE1821", FeedAcceptance.FewerAdvisories, later with { Advisories = 197 }, "has 197 advisories, but the pinned one had 200");
        yield return Case("vanished packages", "GE1823", FeedAcceptance.VanishedPackages, later with { WithoutPackages = 5 }, "no package any more for 5 advisories that had some: ADV-0000, ADV-0001, ADV-0002 and 2 more (without packages now 5, before 0)");
        yield return Case("an older revision", "GE1824", FeedAcceptance.OlderFeed, later with { Revision = 1_290_000_000 }, "was made on 2010-11-17T13:20:00Z, before the pinned one of 2010-11-20T00:00:00Z");
        yield return Case("an older newest advisory", "GE1824", FeedAcceptance.OlderFeed, later with { Newest = "2010-11-10" }, "newest advisory of 2010-11-10T00:00:00Z, but the pinned one had one of 2010-11-19T00:00:00Z");
        yield return Case("no date any more", "GE1824", FeedAcceptance.OlderFeed, later with { HasDates = false }, "has 200 advisories and none with a date, but the newest of the pinned one is of 2010-11-19T00:00:00Z");
        yield return Case("an emptied repository", "GE1823", FeedAcceptance.VanishedPackages, later with { HasPackages = false }, "is a repository with 0 packages, but the pinned one had 1");

        static TestCaseData Case(string name, string code, FeedAcceptance acceptance, PublishedRepository next, string message) =>
            new TestCaseData(code, acceptance, next, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(All))]
    public void A_feed_that_fell_silent_is_refused_until_it_is_accepted_on_purpose(string code, FeedAcceptance acceptance, PublishedRepository next, string message)
    {
        _site.Fetched();
        _site.Publish(next);
        Diagnostic error = _site.Refused(code);
        Assert.That(error.Location, Is.EqualTo(_site.At(9, 5)));
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Message, Does.EndWith($"to accept it on purpose: grif-errata fetch --os el6 --feed main --accept {FeedAcceptanceWords.Of(acceptance)}"));

        Assert.That(_site.Fetched(acceptance).Outcome, Is.EqualTo(FetchOutcome.Brought));
        Assert.That(_site.Lock.Feeds.Single().Accepted, Is.EqualTo(new[] { acceptance }));
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Unchanged), "what was accepted stays accepted");
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void Another_acceptance_accepts_nothing()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 100 });
        _site.Refused("GE1821", [.. FeedAcceptanceWords.All.Select(w => w.Value).Where(v => v != FeedAcceptance.FewerAdvisories)]);
    }

    [Test]
    public void One_percent_fewer_is_not_yet_silence()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 198, Revision = 1_290_300_000 });
        Assert.That(_site.Fetched().Pinned!.Advisories, Is.EqualTo(198));
    }

    [Test]
    public void Without_the_old_files_the_lock_still_knows_that_packages_vanished()
    {
        _site.Fetched();
        Directory.Delete(Path.Combine(_site.OsFolder, "sources"), recursive: true);
        _site.Publish(new PublishedRepository { WithoutPackages = 5 });
        Assert.That(_site.Refused("GE1823").Message, Does.Contain("has 5 advisories without packages, but the pinned one had 0"));
    }

    [Test]
    public void Advisories_without_any_date_are_not_taken_for_new_ones()
    {
        _site.Feed("expect: { newest: 10d }");
        _site.Publish(new PublishedRepository { HasDates = false });
        Assert.That(_site.Refused("GE1822").Message, Does.Contain("has 200 advisories and none with a date, so nobody knows how old the newest is; os.yaml allows 10 days"));
        _site.Fetched(FeedAcceptance.OldNewest);
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void Os_yaml_says_how_many_advisories_there_must_be()
    {
        _site.Feed("expect: { advisories: 5000 }");
        Assert.That(_site.Refused("GE1821").Message, Does.Contain("has 200 advisories, but os.yaml expects 5000"));
        _site.Fetched(FeedAcceptance.FewerAdvisories);
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void A_feed_without_advisories_is_refused_the_first_time_too_unless_os_yaml_expects_none()
    {
        _site.Publish(new PublishedRepository { HasUpdateInfo = false });
        Assert.That(_site.Refused("GE1820").Message, Does.Contain("write `expect: { advisories: 0 }`"));
        _site.Feed("expect: { advisories: 0 }");
        Assert.That(_site.Fetched().Pinned!.Packages, Is.EqualTo(1));
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void A_feed_that_ages_is_an_error_in_fetches_and_builds_until_it_is_accepted()
    {
        _site.Feed("expect: { newest: 40d }");
        _site.Fetched();
        Assert.That(_site.Check(new DateOnly(2010, 12, 29)), Is.Empty, "40 days");
        Assert.That(_site.Check(), Is.Empty, "whoever does not ask for a day is not told of age");
        DiagnosticBag found = _site.Check(new DateOnly(2010, 12, 30));
        Assert.That((found.Single().Code, found.Single().Location), Is.EqualTo(("GE1822", _site.At(9, 5))));
        Assert.That(found.Single().Message, Does.Contain("newest advisory of 2010-11-19, 41 days before 2010-12-30; os.yaml allows 40"));

        _site.Time.Now = new DateTimeOffset(2010, 12, 30, 0, 0, 0, TimeSpan.Zero);
        _site.Refused("GE1822");
        _site.Fetched(FeedAcceptance.OldNewest);
        Assert.That(_site.Check(new DateOnly(2010, 12, 30)), Is.Empty);
    }

    [Test]
    public void Several_silences_are_told_at_once()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 100, WithoutPackages = 5, Revision = 1_290_000_000 });
        Assert.That(_site.Fetch().Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "GE1821", "GE1824", "GE1823", "GE2801" }));
        _site.Fetched(FeedAcceptance.FewerAdvisories, FeedAcceptance.OlderFeed, FeedAcceptance.VanishedPackages);
    }

    [Test]
    public void The_copy_that_stays_is_named()
    {
        _site.Fetched();
        _site.Publish(new PublishedRepository { Advisories = 0 });
        Diagnostic kept = _site.Fetch().Diagnostics.Single(d => d.Code == "GE2801");
        Assert.That((kept.Location, kept.Message), Is.EqualTo((_site.At(9, 5),
            "The copy of the feed main that was fetched on 2010-11-25 stays: 200 advisories, 1 packages. Nothing in sources/main was changed.")));
    }
}
