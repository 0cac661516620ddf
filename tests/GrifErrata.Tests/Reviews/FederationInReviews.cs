using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Profiles;
using GrifErrata.Reviews;
using GrifErrata.Tests.Federation;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Reviews;

/// <summary>What a review says of the federation: freezes, and the sites and OSes of machines.</summary>
public sealed class FederationInReviews
{
    private const string Yaml = """
        name: GRIF
        contact: security@grif.example.org
        os: { sl5.5-x86_64: { default: 20101028 } }
        sites:
          - { name: lal, hosts: ['*.lal.example.org'] }
          - { name: llr, hosts: ['*.llr.example.org'], contact: admin@llr.example.org }
          - { name: irfu, hosts: ['*.irfu.example.org'] }
        freezes:
          - { host: wn1.lal.example.org, os: sl5.5-x86_64, version: 20101022, kernel: 2.6.18-194.11.4.el5, reason: 'Lustre | <module>', owner: admin@lal.example.org, until: 2010-12-15 }
          - { host: wn2.lal.example.org, os: sl5.5-x86_64, version: 20101022, reason: ended, owner: a@b, until: 2010-11-30 }
          - { host: wn3.lal.example.org, os: sl4.7-i386, version: 20101022, reason: another OS, owner: a@b, until: 2010-12-15 }
          - { host: wn4.lal.example.org, os: sl5.5-x86_64, version: 20101125, reason: this version, owner: a@b, until: 2010-12-15 }
          - { site: irfu, os: sl5.5-x86_64, version: 20101028, reason: DPM, owner: admin@irfu.example.org, until: 2010-12-01 }
        kernels:
          - os: sl5.5-x86_64
            kernel: 2.6.18-194.26.1.el5
            version: 20101125
            sites:
              - { site: llr, version: 20101028 }
              - { site: lal, version: 20101028, done: 2010-11-28 }

        """;

    private static Plan Facts() => new Plan()
        .Base("glibc-2.5-49.x86_64", "bash-3.2-24.x86_64", "pam-1-1.x86_64")
        .Errata("2010-10-20", "bash-3.2-25.x86_64")
        .Errata("2010-10-26", "glibc-2.5-49.7.x86_64")
        .Errata("2010-11-20", "pam-1-2.x86_64")
        .Advisory("RHSA-2010:0793", "2010-10-25", "CVE-2010-3856", "glibc-2.5-49.7.x86_64")
        .Advisory("RHSA-2010:0819", "2010-11-19", "CVE-2010-3853", "pam-1-2.x86_64")
        .Monthly("20101022").Monthly("20101028").Monthly("20101125");

    [Test]
    public void The_federations_part_is_shown_in_both_formats([Values(ErrataTemplates.ReviewMarkdown, ErrataTemplates.ReviewHtml)] string format)
    {
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplates.Load(null, diagnostics)![format].Render(Model(Machines), diagnostics);
        Assert.That(diagnostics, Is.Empty);
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Reviews", "Expected", $"federation.{(format == ErrataTemplates.ReviewHtml ? "html" : "md")}"), text!);
    }

    [Test]
    public void Freezes_that_hold_and_keep_the_version_away_are_risks() => Assert.That(
        Model(null).Risks.Single(r => r.Title == "Freezes touched").Rows.Select(r => string.Join('|', r)), Is.EqualTo(new[]
        {
            "wn1.lal.example.org|lal|20101022|2.6.18-194.11.4.el5|2010-12-15|admin@lal.example.org|Lustre | <module>|packages: 2, advisories: 2",
            "site irfu|irfu|20101028||2010-12-01|admin@irfu.example.org|DPM|packages: 1, advisories: 1",
            "site llr|llr|20101028||no day|admin@llr.example.org|reboot into kernel 2.6.18-194.26.1.el5|packages: 1, advisories: 1",
        }), "not those that ended, of another OS, or on this very version");

    [TestCase("2.6.18-194.26.1.el5", false)]
    [TestCase("2.6.18-194.11.4.el5", true)]
    public void A_freeze_on_this_version_is_touched_where_it_keeps_another_kernel(string kernel, bool expected)
    {
        string yaml = "name: GRIF\nfreezes:\n  - { host: wn1, os: sl5.5-x86_64, version: 20101125, kernel: " + kernel + ", reason: r, owner: o, until: 2010-12-31 }\n";
        Plan plan = new Plan().Base("a-1-1.noarch", "kernel-2.6.18-194.26.1.el5.x86_64").Monthly("20101125", "kernel: 2.6.18-194.26.1.el5\n");
        ReviewModel model = Review.Of(Step(plan, null), null, new(FederationFixture.Read(yaml), FederationFixture.Day("2010-12-01")));
        Assert.That(model.Risks.Any(r => r.Title == "Freezes touched" && r.Rows.Single()[^1] == "the kernel"), Is.EqualTo(expected));
    }

    [Test]
    public void The_site_of_a_machine_is_what_its_profile_says_else_the_host_pattern_else_the_domain() => Assert.That(
        Table("Machines by site").Select(r => $"{r[0]} {r[1]}"), Is.EqualTo(new[] { "elsewhere.example.org 1", "irfu 1", "lal 3", "llr 1", "physics 1" }));

    [Test]
    public void A_machine_whose_freeze_is_younger_than_its_profile_counts_as_frozen() => Assert.That(
        Table("Frozen machines").Select(r => $"{r[0]} {r[2]} {r[3]}"), Is.EqualTo(new[]
        {
            "ce1.llr.example.org 20101028 no day", "se1.irfu.example.org 20101028 2010-12-01", "wn1.lal.example.org 20101022 2010-12-15",
        }));

    [Test]
    public void A_machine_of_another_OS_is_left_out_and_counted_and_one_that_does_not_say_its_OS_is_judged_by_its_packages()
    {
        ReviewModel model = Model(Machines);
        Assert.That(model.Machines[0].Note, Does.StartWith("Of 9 machines 7 are taken for this OS's. Of another OS and left out: 1. OS unknown: 2, of which left out by their packages: 1. "));
        Assert.That(model.Machines[0].Rows.Sum(r => int.Parse(r[5], System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(1));
    }

    private static Machine[] Machines =>
    [
        Machine("wn1.lal.example.org", "sl550-x86_64", null),
        Machine("wn2.lal.example.org", "sl550-x86_64", null),
        Machine("wn4.lal.example.org", "sl550-x86_64", "none"),
        Machine("ce1.llr.example.org", "sl550-x86_64", "llr"),
        Machine("se1.irfu.example.org", "sl550-x86_64", null),
        Machine("x.lal.example.org", "sl550-x86_64", "physics"),
        Machine("y.elsewhere.example.org", null, null),
        Machine("el9.lal.example.org", "el9x-x86_64", null),
        Machine("old.lal.example.org", null, null) with { Packages = [new("glibc", Plan.Nevra("glibc-2.3-1.x86_64").Evr, "x86_64")] },
    ];

    private static Machine Machine(string host, string? os, string? site) => new()
    {
        Host = host,
        Site = site,
        NodeOsVersion = os,
        Packages = [new("glibc", Plan.Nevra("glibc-2.5-49.x86_64").Evr, "x86_64"), new("pam", Plan.Nevra("pam-1-1.x86_64").Evr, "x86_64")],
    };

    private static System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<string>> Table(string title) => Model(Machines).Machines.Single(t => t.Title == title).Rows;

    private static ReviewModel Model(Machine[]? machines) =>
        Review.Of(Step(Facts(), "20101028"), machines, new(FederationFixture.Read(Yaml), FederationFixture.Day("2010-12-01")));

    private static VersionStep Step(Plan plan, string? before)
    {
        OsErrata errata = plan.Facts();
        var versions = UpdatePlanner.Plan(errata, plan.Diagnostics);
        return VersionStep.Of(errata, versions, versions.SingleOrDefault(v => v.Name == before), versions.Single(v => v.Name == "20101125"));
    }
}
