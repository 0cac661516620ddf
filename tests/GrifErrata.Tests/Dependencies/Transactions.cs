using GrifErrata.Dependencies;

namespace GrifErrata.Tests.Dependencies;

/// <summary>What a package manager would do, and what is decided only once.</summary>
public sealed class Transactions
{
    [Test]
    public void A_package_that_becomes_noarch_is_an_upgrade_of_its_old_build() => Assert.That(
        Steps("""
            installed cal-1-1.x86_64 calui-1-1.x86_64
            update calui-2-1.x86_64
            package cal-1-1.x86_64
            package calui-1-1.x86_64
              requires cal = 1
            package calui-2-1.x86_64
              requires cal = 2
            package cal-2-1.noarch
            """),
        Is.EqualTo((string[])["Upgrade cal-2-1.noarch for cal-1-1.x86_64: calui-2-1.x86_64 requires cal = 2", "Upgrade calui-2-1.x86_64 for calui-1-1.x86_64"]));

    [Test]
    public void A_package_that_leaves_without_a_successor_is_removed_or_replaced_by_who_obsoletes_it() => Assert.That(
        Steps("""
            installed a-1-1.x86_64 old-3.0-1.x86_64
            update a-2-1.x86_64
            package a-1-1.x86_64
            package old-3.0-1.x86_64
            package a-2-1.x86_64
              obsoletes old <= 3.0
            """),
        Is.EqualTo((string[])["Upgrade a-2-1.x86_64 for a-1-1.x86_64 obsoletes old-3.0-1.x86_64"]));

    [Test]
    public void A_decision_that_lowers_a_package_is_a_downgrade() => Assert.That(
        Steps("installed a-2-1.x86_64\nupdate a-1-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n"), Is.EqualTo((string[])["Downgrade a-1-1.x86_64 for a-2-1.x86_64"]));

    [Test]
    public void Where_an_update_cannot_be_applied_nothing_is_done()
    {
        DependencyCase impossible = DependencyCase.Parse("installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires nobody\n");
        Transaction transaction = new UpdateCheck(impossible.Table, impossible.Options).Simulate(impossible.Profile, impossible.Update);
        Assert.That((transaction.Answer.Result, transaction.Steps.Length), Is.EqualTo((CheckResult.Impossible, 0)));
    }

    [Test]
    public void Machines_with_the_same_packages_are_searched_for_once()
    {
        DependencyCase asked = DependencyCase.Parse("installed a-1-1.x86_64 b-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage b-1-1.x86_64\npackage a-2-1.x86_64\n  requires c\npackage c-1-1.x86_64\n");
        UpdateCheck check = new(asked.Table, asked.Options);
        CheckAnswer first = check.Check(asked.Profile, asked.Update);
        Assert.That(check.Check([.. asked.Profile], [.. asked.Update]), Is.SameAs(first));
        Assert.That(check.Check([asked.Profile[0]], asked.Update), Is.Not.SameAs(first), "fewer packages");
        Assert.That(check.Check(asked.Profile, []), Is.Not.SameAs(first), "another update");
        Assert.That(check.Check([asked.Profile[0] with { Evr = asked.Profile[0].Evr with { Epoch = 0 } }, asked.Profile[1]], asked.Update), Is.Not.SameAs(first), "an epoch that is known");
    }

    [Test]
    public void A_change_says_which_package_of_the_update_has_its_source() => Assert.That(
        DependencyCase.Parse("""
            installed python-1-1.x86_64 other-1-1.x86_64
            update python-2-1.x86_64 other-2-1.x86_64
            package python-1-1.x86_64
            package other-1-1.x86_64
            package python-2-1.x86_64 source python-2-1.src.rpm
              requires python-libs
            package other-2-1.x86_64 source other-2-1.src.rpm
              requires unrelated
            package python-libs-2-1.x86_64 source python-2-1.src.rpm
            package unrelated-2-1.x86_64 source unrelated-2-1.src.rpm
            """).Check().Changes.Select(c => (c.Package.Name, c.SameSource)),
        Is.EqualTo(new[] { ("python-libs", "python"), ("unrelated", null) }));

    [Test]
    public void A_report_names_the_machines_of_what_is_the_same_in_order_and_counts_verdicts()
    {
        DependencyCase fix = DependencyCase.Parse("installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires c\npackage c-1-1.x86_64\n");
        CheckReport report = new();
        foreach (string machine in (string[])["wn5", "wn1", "wn4", "wn2", "wn3"]) report.Add(machine, fix.Check(), []);
        report.Add("wn0", new(CheckResult.Ok, [], [], []), []);
        report.Add("wn9", new(CheckResult.Unknown, [], [], [], false), []);
        Assert.That(report.Changes.Select(c => $"{c.What.Package} {CheckReport.Names(c.Machines)}"), Is.EqualTo((string[])["c-1-1.x86_64 wn1, wn2, wn3 and 2 more"]));
        Assert.That(CheckReport.Names(report.Changes[0].Machines, all: true), Is.EqualTo("wn1, wn2, wn3, wn4, wn5"));
        Assert.That((report.Machines, report.Count(CheckResult.Fix), report.Count(CheckResult.Ok), report.Count(CheckResult.Impossible)), Is.EqualTo((7, 5, 1, 0)));
        Assert.That(report.Unknown, Is.EqualTo((string[])["wn9"]));
    }

    private static IEnumerable<string> Steps(string text)
    {
        DependencyCase asked = DependencyCase.Parse(text);
        return new UpdateCheck(asked.Table, asked.Options).Simulate(asked.Profile, asked.Update).Steps.Select(s => $"{s.Action} {s.Package}"
            + (s.Replaces.IsEmpty ? "" : $" for {string.Join(' ', s.Replaces)}") + (s.Obsoletes.IsEmpty ? "" : $" obsoletes {string.Join(' ', s.Obsoletes)}") + (s.Because is null ? "" : $": {s.Because}"));
    }
}
