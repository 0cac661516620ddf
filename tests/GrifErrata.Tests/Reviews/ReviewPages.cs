using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Profiles;
using GrifErrata.Reviews;
using GrifErrata.Rpm;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Reviews;

public sealed partial class ReviewPages
{
    private static readonly string[] Formats = [ErrataTemplates.ReviewMarkdown, ErrataTemplates.ReviewHtml];

    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Reviews", "Expected");

    private static Plan Everything() => new Plan()
        .Base("glibc-2.5-49.x86_64", "tzdata-2010i-1.x86_64", "bind-30:9.3-1.x86_64", "below-9-1.x86_64", "httpd-2.2.3-43.x86_64", "same-1-1.x86_64")
        .Errata("2010-10-01", "gone-2-1.x86_64", "down-2-1.x86_64", "firefox-3.0-1.x86_64", "kernel-2.6.18-194.17.1.el5.x86_64")
        .Errata("2010-11-01", "glibc-2.5-49.7.x86_64", "tzdata-2010k-1.noarch", "bind-31:9.3-2.x86_64", "below-8-1.x86_64", "same-1-1.x86_64",
            "firefox-3.6-1.x86_64", "firefox-10.0-1.x86_64", "kernel-2.6.18-194.26.1.el5.x86_64")
        .Advisory("RHSA-2010:0793", "2010-10-25", "CVE-2010-1 CVE-2010-2 CVE-2010-3 CVE-2010-4", "glibc-2.5-49.7.x86_64")
        .Advisory("RHSA-2010:0839", "2010-11-09", "CVE-2010-3067", "kernel-2.6.18-194.26.1.el5.x86_64")
        .Advisory("RHSA-2010:0396", "2010-05-05", "", "httpd-2.2.14-1.x86_64")
        .Advisory("RHSA-2010:0001", "2010-10-01", "CVE-2010-0001", "down-2-1.x86_64")
        .Monthly("20101022", "kernel: 2.6.18-194.17.1.el5")
        .Monthly("20101125", """
            kernel: { version: 2.6.18-194.11.4.el5, reason: Lustre does not build }
            variables: { QUOTE: "it's" }
            packages:
              - { name: gone, action: exclude, reason: 'replaced | by "new"' }
              - { name: down, version: 1-1, arch: x86_64, action: pin, reason: '<script>alert(1)</script>' }
            """);

    [Test]
    public void The_review_of_20101125_against_20101028_is_as_expected([ValueSource(nameof(Formats))] string format)
    {
        DiagnosticBag diagnostics = [];
        OsErrata errata = ErrataInput.Read(Path.Combine(Checkout.Root, "errata-input"), "sl5.5-x86_64", diagnostics).Single();
        var versions = UpdatePlanner.Plan(errata, diagnostics);
        VersionStep step = VersionStep.Of(errata, versions, versions.Single(v => v.Name == "20101028"), versions.Single(v => v.Name == "20101125"));
        Snapshot.Matches(Path.Combine(Folder, $"20101125-against-20101028.{Extension(format)}"), Render(Review.Of(step, null), format));
    }

    [Test]
    public void Every_risk_and_every_machine_is_shown([ValueSource(nameof(Formats))] string format) =>
        Snapshot.Matches(Path.Combine(Folder, $"everything.{Extension(format)}"), Render(Review.Of(Step(Everything(), "20101022", "20101125"), Machines), format));

    [Test]
    public void Backwards_the_fixes_that_are_lost_come_first()
    {
        ReviewModel model = Review.Of(Step(Everything(), "20101125", "20101022"), null);
        Assert.That(model.Risks[0].Title, Is.EqualTo("Fixes taken back"));
        Assert.That(model.Risks[0].Rows.Single()[0], Is.EqualTo("RHSA-2010:0793"));
    }

    [Test]
    public void Against_the_base_release_all_versions_between_give_their_decisions()
    {
        Plan plan = Everything().Monthly("20101220");
        ReviewModel model = Review.Of(Step(plan, null, "20101220"), null);
        Assert.That(model.Against, Is.EqualTo("the base release"));
        Assert.That(model.Risks.Single(r => r.Title == "Decisions by hand").Rows.Select(r => r[0]), Is.All.EqualTo("20101125"));
    }

    [TestCase("20101028", "Replaces 20101022, withdrawn: ", "Replaces 20101101")]
    [TestCase("20101022", "Withdrawn and replaced by 20101028: ", "Replaces")]
    public void What_replaces_what_stands_at_the_top_with_the_reason(string version, string shown, string other)
    {
        Plan plan = new Plan().Update("20101022", "kind: monthly\nstate: withdrawn\nwithdrawn: 'breaks <Java> | *all*'\nreplacedBy: 20101028\n")
            .Update("20101028", "kind: monthly\nstate: released\n").Monthly("20101101", "replaces: [20101028]");
        ReviewModel model = Review.Of(Step(plan, null, version), null);
        string markdown = Render(model, ErrataTemplates.ReviewMarkdown), html = Render(model, ErrataTemplates.ReviewHtml);
        Assert.Multiple(() =>
        {
            Assert.That(markdown.Split('\n')[4], Is.EqualTo(shown + "breaks &lt;Java&gt; \\| \\*all\\*"));
            Assert.That(html, Does.Contain(shown + "breaks &lt;Java&gt; | *all*</p>"));
            Assert.That(markdown + html, Does.Not.Contain(other));
            Assert.That(Render(Review.Of(Step(plan, null, "20101101"), null), ErrataTemplates.ReviewMarkdown).Split('\n')[4], Is.EqualTo("Replaces 20101028"));
        });
    }

    [Test]
    public void A_version_is_the_same_as_itself()
    {
        ReviewModel model = Review.Of(Step(new Plan().Base("a-1-1.noarch").Errata("2010-10-01", "a-2-1.noarch").Monthly("20101022"), "20101022", "20101022"), null);
        Assert.That((model.Risks.Length, model.Severities.Length, model.AddedCount, model.Rest.Length), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(Render(model, ErrataTemplates.ReviewMarkdown), Does.Contain("None that is known."));
    }

    [Test]
    public void Of_300_packages_three_screens_are_shown_and_the_rest_is_folded([ValueSource(nameof(Formats))] string format)
    {
        Plan plan = new();
        for (int i = 0; i < 300; i++)
        {
            plan.Base($"package{i}-1-1.x86_64").Errata("2010-10-01", $"package{i}-2-1.x86_64");
            if (i % 3 == 0) plan.Advisory($"RHSA-2010:{i:0000}", "2010-10-01", "CVE-2010-1 CVE-2010-2 CVE-2010-3 CVE-2010-4 CVE-2010-5", $"package{i}-2-1.x86_64");
        }

        string page = Render(Review.Of(Step(plan.Monthly("20101022"), null, "20101022"), null), format);
        page = page[Math.Max(0, page.IndexOf("<body>", StringComparison.Ordinal))..];
        string shown = page;
        while (Folded().IsMatch(shown)) shown = Folded().Replace(shown, string.Empty);
        Assert.That(page.Split('\n'), Has.Length.GreaterThan(1000));
        Assert.That(shown.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThan(100));
    }

    [TestCase(40, false)]
    [TestCase(41, true)]
    public void Advisories_without_a_severity_may_be_critical_and_are_shown_up_to_40(int count, bool folded)
    {
        Plan plan = new();
        for (int i = 0; i < count; i++)
            plan.Base($"p{i}-1-1.x86_64").Errata("2010-10-01", $"p{i}-2-1.x86_64").Advisory($"RHSA-2010:{i:0000}", "2010-10-01", "", $"p{i}-2-1.x86_64");
        Assert.That(Review.Of(Step(plan.Monthly("20101022"), null, "20101022"), null).Severities.Single().IsFolded, Is.EqualTo(folded));
    }

    [Test]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        string page = Render(Review.Of(Step(Everything(), "20101022", "20101125"), Machines), ErrataTemplates.ReviewHtml);
        Assert.That(page, Does.Contain("default-src 'none'").And.Contain("&lt;script&gt;alert(1)"));
        Assert.That(Active().Matches(page).Select(m => m.Value), Is.Empty);
    }

    [Test]
    public void Every_element_is_closed()
    {
        string page = Render(Review.Of(Step(Everything(), "20101022", "20101125"), Machines), ErrataTemplates.ReviewHtml);
        Stack<string> open = new();
        foreach (Match tag in Tag().Matches(page))
        {
            string name = tag.Groups["name"].Value;
            if (name is "meta") continue;
            if (!tag.Value.StartsWith("</", StringComparison.Ordinal)) open.Push(name);
            else Assert.That(open.Pop(), Is.EqualTo(name), page[..tag.Index].Split('\n').Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.That(open, Is.Empty);
    }

    private static Machine[] Machines =>
    [
        Machine("wn2.lal.example.org", "lal", null, "glibc-2.5-49.x86_64"),
        Machine("wn1.lal.example.org", "lal", new("20101022", null, "Lustre <module>", "admin@lal.example.org", new DateOnly(2010, 12, 15)), "glibc-2.5-49.x86_64"),
        Machine("wn3.lal.example.org", "lal", null, "glibc-2.5-49.7.x86_64"),
        Machine("se1.llr.example.org", null, null, "glibc-2.5-49.x86_64", "bind-30:9.3-1.x86_64") with { Kernel = "2.6.18-194.17.1.el5" },
        Machine("el9.llr.example.org", null, null, "glibc-2.34-60.el9.x86_64"),
    ];

    private static Machine Machine(string host, string? site, MachineFreeze? freeze, params string[] packages) => new()
    {
        Host = host,
        Site = site,
        Freeze = freeze,
        UpdateVersion = "20101022",
        Kernel = "2.6.18-194.11.4.el5",
        Packages = [.. packages.Select(Plan.Nevra).Select(n => new MachinePackage(n.Name, n.Evr with { Epoch = null }, n.Arch))],
    };

    private static VersionStep Step(Plan plan, string? before, string after)
    {
        OsErrata errata = plan.Facts();
        var versions = UpdatePlanner.Plan(errata, plan.Diagnostics);
        return VersionStep.Of(errata, versions, versions.SingleOrDefault(v => v.Name == before), versions.Single(v => v.Name == after));
    }

    private static string Render(ReviewModel model, string format)
    {
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplates.Load(null, diagnostics)![format].Render(model, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return text!;
    }

    private static string Extension(string format) => format[(format.IndexOf('.', StringComparison.Ordinal) + 1)..];

    // Innermost first: what a reader sees of closed details is their summary.
    [GeneratedRegex(@"<details(?: class=""[^""]*"")?>\s*(?:<summary>[^\n]*</summary>)(?:(?!<details)[\s\S])*?</details>", RegexOptions.CultureInvariant)]
    private static partial Regex Folded();

    [GeneratedRegex(@"<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\son[a-z]+=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Active();

    [GeneratedRegex(@"</?(?<name>[a-z][a-z0-9]*)(?: [^<>]*)?>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
