using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Repositories;

[TestFixture]
public sealed class RepositoryOfPackages
{
    private static readonly DateTimeOffset Noon = new(2010, 10, 27, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Packages_are_ordered_by_name_then_architecture_then_as_rpm_orders_then_by_text() =>
        Assert.That(Merge(P("b-1-1.noarch"), P("a-1-10.x86_64"), P("a-1-9.x86_64"), P("a-1:0-1.x86_64"), P("a-2-1.i386"), P("a-1.00-9.x86_64"), P("B-1-1.noarch"))
                .Packages.Select(p => p.Nevra.ToString()),
            Is.EqualTo(["B-1-1.noarch", "a-2-1.i386", "a-1-9.x86_64", "a-1-10.x86_64", "a-1.00-9.x86_64", "a-1:0-1.x86_64", "b-1-1.noarch"]));

    [Test]
    public void Versions_that_rpm_calls_equal_are_ordered_by_their_text() =>
        Assert.That(Merge(P("a-1.0-1.noarch"), P("a-1.00-1.noarch")).Newest("a", "noarch")!.Nevra.Evr.Version, Is.EqualTo("1.00"));

    [TestCase("a-1.00-1.noarch", "a-1.0-1.noarch")]
    [TestCase("a-1-1.00.noarch", "a-1-1.0.noarch")]
    [TestCase("a-0:1-1.noarch", "a-1-1.noarch")]
    public void What_rpm_calls_equal_is_ordered_by_its_text(string later, string earlier) => Assert.That(
        (Math.Sign(PackageOrder.Instance.Compare(P(later), P(earlier))), Math.Sign(PackageOrder.Instance.Compare(P(earlier), P(later)))), Is.EqualTo((1, -1)));

    [Test]
    public void The_order_tells_apart_all_that_have_different_nevras() => Gen.Select(RpmGenerators.Evr, RpmGenerators.Evr).Sample((x, y) =>
    {
        Package one = new(new Nevra("a", x, "noarch"), null, null, SourceLocation.None);
        Package other = one with { Nevra = one.Nevra with { Evr = y } };
        int order = PackageOrder.Instance.Compare(one, other);
        return (order == 0) == (x == y) && Math.Sign(order) == -Math.Sign(PackageOrder.Instance.Compare(other, one));
    }, iter: 20_000);

    [Test]
    public void The_newest_build_is_that_of_the_name_and_the_architecture()
    {
        Repository repository = Merge(P("a-4.6-1.x86_64"), P("a-4.7-1.x86_64"), P("a-4.10-1.i386"), P("aa-9-1.x86_64"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(repository.Newest("a", "x86_64")!.Nevra.Evr.Version, Is.EqualTo("4.7"));
            Assert.That(repository.Newest("a", "noarch"), Is.Null);
            Assert.That(repository.Builds("a", "x86_64").ToArray().Select(p => p.Nevra.Evr.Version), Is.EqualTo(["4.6", "4.7"]));
            Assert.That(repository.NamesAndArchitectures, Is.EqualTo([("a", "i386"), ("a", "x86_64"), ("aa", "x86_64")]));
        }
    }

    [Test]
    public void A_cutoff_hides_what_was_built_after_it_and_keeps_what_has_no_build_time()
    {
        Repository repository = Merge(P("a-1-1.noarch"), P("a-2-1.noarch", Noon), P("a-3-1.noarch", Noon.AddSeconds(1)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(repository.Newest("a", "noarch", Noon)!.Nevra.Evr.Version, Is.EqualTo("2"));
            Assert.That(repository.Newest("a", "noarch", Noon.AddSeconds(-1))!.Nevra.Evr.Version, Is.EqualTo("1"));
            Assert.That(repository.Newest("a", "noarch", Noon.AddSeconds(1))!.Nevra.Evr.Version, Is.EqualTo("3"));
        }
    }

    [Test]
    public void A_missing_epoch_is_not_held_against_a_nevra()
    {
        Repository repository = Merge(P("a-1:1-1.noarch"), P("b-1-1.noarch"));
        bool[] found = [.. ((string[])["a-1-1.noarch", "a-1:1-1.noarch", "a-2:1-1.noarch", "b-3:1-1.noarch", "b-1-1.x86_64", "b-1-2.noarch"])
            .Select(text => repository.Contains(NevraParser.Parse(text, out _)!))];
        Assert.That(found, Is.EqualTo([true, true, false, true, false, false]));
    }

    [Test]
    public void Each_source_completes_what_the_other_leaves_out()
    {
        Package bare = P("a-1-1.noarch", at: "a.txt"), full = P("a-2:1-1.noarch", Noon, "b.csv") with { SourceRpm = "a-1-1.src.rpm" };
        Assert.That(Merge(full, bare).Packages, Is.EqualTo([full with { Origin = bare.Origin }]));
    }

    [Test]
    public void Two_build_times_of_one_package_are_an_error_that_names_both_places()
    {
        DiagnosticBag bag = [];
        Repository repository = Repository.Merge([P("a-0:1-1.noarch", Noon, "b.csv"), P("a-1-1.noarch", Noon.AddHours(1), "a.csv")], bag);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bag.Single().ToString(), Is.EqualTo("b.csv(7,2): error GE1220: a-1-1.noarch was built 2010-10-27T12:00:00Z here, " +
                "but 2010-10-27T13:00:00Z at a.csv(7,2). Two builds must not have one name: correct the build time, or remove the wrong one."));
            Assert.That(repository.Packages.Single().BuildTime, Is.EqualTo(Noon));
        }
    }

    [Test]
    public void Different_epochs_are_different_packages() => Assert.That(Merge(P("a-1:1-1.noarch", Noon), P("a-2:1-1.noarch")).Packages, Has.Length.EqualTo(2));

    [Test]
    public void A_missing_epoch_that_may_be_either_of_two_is_an_error()
    {
        DiagnosticBag bag = [];
        Repository.Merge([P("a-2:1-1.noarch", at: "c"), P("a-1:1-1.noarch", at: "b"), P("a-1-1.noarch", at: "d")], bag);
        Assert.That(bag.Single().ToString(), Is.EqualTo("d(7,2): error GE1221: a-1-1.noarch has no epoch here, " +
            "and b(7,2) and c(7,2) list it with the epochs 1 and 2. Write the epoch here."));
    }

    [Test]
    public void The_order_of_sources_and_packages_changes_neither_the_result_nor_the_errors()
    {
        Gen<Package> package = Gen.Select(Gen.OneOf("a", "b"), Gen.OneOf<int?>(null, 0, 1), Gen.OneOf("1", "1.0", "01", "2"), Gen.OneOf("noarch", "i386"),
            Gen.OneOf<int?>(null, 1, 2), Gen.OneOf<string?>(null, "x-1-1.src.rpm", "y-1-1.src.rpm"), Gen.Int[1, 3],
            (name, epoch, version, arch, hour, source, line) => new Package(new Nevra(name, new Evr(epoch, version, "1"), arch),
                hour is null ? null : Noon.AddHours(hour.Value), source, new SourceLocation("f", line, 1)));
        package.Array[0, 12].SelectMany(packages => Gen.Shuffle(packages.ToArray()).Select(shuffled => (packages, shuffled))).Sample(pair =>
        {
            DiagnosticBag one = [], other = [];
            return Repository.Merge(pair.packages, one) == Repository.Merge(pair.shuffled, other) && one.SequenceEqual(other);
        }, iter: 5_000);
    }

    [Test]
    public void The_newest_build_is_the_greatest_of_all() => RpmGenerators.Evr.Array[1, 8].Sample(evrs =>
    {
        Repository repository = Repository.Merge(evrs.Select(evr => new Package(new Nevra("a", evr, "noarch"), null, null, SourceLocation.None)), []);
        Package newest = repository.Newest("a", "noarch")!;
        return evrs.All(evr => evr.Epoch is null || newest.Nevra.Evr.CompareTo(evr) >= 0);
    });

    private static Repository Merge(params Package[] packages)
    {
        DiagnosticBag bag = [];
        var repository = Repository.Merge(packages, bag);
        Assert.That(bag, Is.Empty);
        return repository;
    }

    private static Package P(string nevra, DateTimeOffset? time = null, string at = "f") =>
        new(NevraParser.Parse(nevra, out _)!, time, null, new SourceLocation(at, 7, 2));
}
