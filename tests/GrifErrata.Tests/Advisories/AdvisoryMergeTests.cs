using System.Collections.Immutable;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories;

/// <summary>One id from several files.</summary>
internal sealed class AdvisoryMergeTests
{
    [Test]
    public void Packages_are_joined_and_the_earliest_issued_date_holds_in_either_order()
    {
        Advisory a = Make("ADV-2", "a.xml", "2021-04-29", null, "wren-1-2");
        Advisory b = Make("ADV-2", "b.xml", "2021-06-16", null, "wren-1-2", "wren-devel-1-2");
        foreach (Advisory[] order in (Advisory[][])[[a, b], [b, a]])
        {
            (ImmutableArray<Advisory> merged, DiagnosticBag diagnostics) = Merge(order);
            Assert.That(Packages(merged.Single()), Is.EqualTo((string[])["wren-1-2", "wren-devel-1-2"]));
            Assert.That(merged.Single().Issued, Is.EqualTo(Day("2021-04-29")));
            Diagnostic warning = diagnostics.Single();
            Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2324", new SourceLocation("b.xml", 3, 3))));
            Assert.That(warning.Message, Does.StartWith("Advisory ADV-2 comes with different contents from a.xml(3,3) and b.xml(3,3)"));
        }
    }

    [Test]
    public void Of_a_list_that_was_rewritten_the_higher_version_holds_and_both_are_named()
    {
        Advisory early = Make("ADV-9", "old.xml", "2016-03-01", "2016-03-01", "stork-4-1") with { Title = "old" };
        Advisory late = Make("ADV-9", "new.xml", "2016-05-01", "2016-05-01", "stork-5-1") with { Title = "new" };
        foreach (Advisory[] order in (Advisory[][])[[early, late], [late, early]])
        {
            (ImmutableArray<Advisory> merged, DiagnosticBag diagnostics) = Merge(order);
            Assert.That(Packages(merged.Single()), Is.EqualTo((string[])["stork-5-1"]));
            Assert.That((merged.Single().Issued, merged.Single().Title), Is.EqualTo(((DateTimeOffset?)Day("2016-03-01"), "new")));
            Assert.That(diagnostics.Single().Message, Does.Contain("stork-4-1.x86_64 (now 5-1)"));
        }
    }

    [Test]
    public void The_same_contents_from_two_files_are_no_warning()
    {
        (ImmutableArray<Advisory> merged, DiagnosticBag diagnostics) = Merge([Make("A", "a.xml", "2021-04-29", null, "wren-1-2"), Make("A", "b.xml", "2021-04-29", null, "wren-1-2")]);
        Assert.That(Packages(merged.Single()), Is.EqualTo((string[])["wren-1-2"]));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void Fixes_for_two_releases_of_the_distribution_under_one_id_both_stay() =>
        Assert.That(
            Packages(Merge([Make("A", "a.xml", "2021-04-29", null, "tern-1-1.el7", "tern-1-1.el8"), Make("A", "b.xml", "2021-04-29", null, "tern-1-2.el7_9")]).Merged.Single()),
            Is.EqualTo((string[])["tern-1-2.el7_9", "tern-1-1.el8"]));

    [Test]
    public void Packages_of_two_module_streams_both_stay()
    {
        Advisory a = Make("A", "a.xml", "2021-04-29", null, "nodejs-10-1");
        Advisory b = Make("A", "b.xml", "2021-04-29", null, "nodejs-12-1");
        a = a with { Packages = [a.Packages[0] with { Modules = [new ModuleStream("nodejs", "10", "1", "c", "x86_64")] }] };
        b = b with { Packages = [b.Packages[0] with { Modules = [new ModuleStream("nodejs", "12", "1", "c", "x86_64")] }] };
        Assert.That(Packages(Merge([b, a]).Merged.Single()), Is.EqualTo((string[])["nodejs-10-1", "nodejs-12-1"]));
    }

    [Test]
    public void A_known_epoch_is_better_than_none()
    {
        Advisory a = Make("A", "a.xml", "2021-04-29", null, "wren-1-2");
        Advisory b = a with { Packages = [new AdvisoryPackage(new Nevra("wren", new Evr(0, "1", "2"), "x86_64"))], Origin = new SourceLocation("b.xml") };
        foreach (Advisory[] order in (Advisory[][])[[a, b], [b, a]])
            Assert.That(Merge(order).Merged.Single().Packages.Single().Nevra.Evr.Epoch, Is.EqualTo(0));
    }

    [Test]
    public void A_later_update_takes_an_advisory_back()
    {
        Advisory a = Make("A", "a.xml", "2021-04-29", "2021-04-29", "wren-1-2") with { Status = "final" };
        Advisory b = Make("A", "b.xml", "2021-04-29", "2021-05-29", "wren-1-2") with { Status = "retracted" };
        Assert.That(Merge([b, a]).Merged.Single().Status, Is.EqualTo("retracted"));
    }

    [Test]
    public void Within_one_publisher_the_higher_version_gives_the_texts()
    {
        Advisory a = Make("RHSA-2019:3193", "a.xml", "2019-10-23", null, "wren-1-2") with { Publisher = "rh", Version = "10", Title = "ten" };
        Advisory b = a with { Version = "9", Title = "nine", Origin = new SourceLocation("z.xml") };
        Assert.That(Merge([a, b]).Merged.Single().Title, Is.EqualTo("ten"));
    }

    [Test]
    public void Advisories_come_out_by_id_and_the_order_of_files_never_matters()
    {
        Gen<Advisory> advisory = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 5], Gen.Int[1, 4], Gen.Int[1, 4].Array[0, 4])
            .Select((id, file, day, packages) => Make($"ADV-{id}", $"{file}.xml", $"2021-04-0{day}", null, [.. packages.Select(p => $"p{p % 2}-{p}-1")]));
        advisory.Array[0, 6].Sample(advisories =>
        {
            // Two advisories with one id in one place do not exist.
            Advisory[] distinct = [.. advisories.Select((a, i) => a with { Origin = new SourceLocation(a.Origin.File, i + 1, 1) })];
            ImmutableArray<Advisory> forward = Merge(distinct).Merged;
            ImmutableArray<Advisory> backward = Merge([.. distinct.Reverse()]).Merged;
            Assert.That(forward.Select(Describe), Is.EqualTo(backward.Select(Describe)));
            Assert.That(forward.Select(a => a.Id), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        });
        static string Describe(Advisory a) => $"{a.Id} {a.Issued:s} {a.Origin} {string.Join(',', a.Packages.Select(p => p.Nevra))}";
    }

    private static (ImmutableArray<Advisory> Merged, DiagnosticBag Diagnostics) Merge(Advisory[] advisories)
    {
        DiagnosticBag diagnostics = [];
        return (AdvisoryMerge.Merge(advisories, diagnostics), diagnostics);
    }

    private static string[] Packages(Advisory advisory) => [.. advisory.Packages.Select(p => $"{p.Nevra.Name}-{p.Nevra.Evr}")];

    private static DateTimeOffset Day(string day) =>
        DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static Advisory Make(string id, string file, string issued, string? updated, params string[] packages) => new()
    {
        Id = id,
        Issued = Day(issued),
        Updated = updated is null ? null : Day(updated),
        Origin = new SourceLocation(file, 3, 3),
        Packages =
        [
            .. packages.Select(p => p.Split('-')).Select(p => p.Length == 4 ? [$"{p[0]}-{p[1]}", p[2], p[3]] : p)
                .Select(p => new AdvisoryPackage(new Nevra(p[0], new Evr(null, p[1], p[2]), "x86_64"))),
        ],
    };
}
