namespace GrifErrata.Tests.Federation;

public sealed class Checks
{
    private const string Os = "name: G\nos:\n  el5: ";
    private const string Freeze = "name: G\nfreezes:\n  - { host: wn1.example.org, os: el5, version: 20101022, reason: Lustre, owner: a@b, until: 2010-12-10 }\n";
    private const string Plan = "name: G\nsites: [{ name: lal }, { name: llr }]\nkernels:\n  - os: el5\n    kernel: 2.6.18-194.26.1.el5\n    version: 20101125\n"
        + "    deadline: 2010-12-10\n    sites:\n      - { site: lal, version: 20101022 }\n      - { site: llr, version: 20101022, done: 2010-12-01 }\n";

    [TestCase(Os + "{ default: 20101111 }", "federation.yaml(3,19): error GE1705: The stage default selects 20101111, which el5 does not have. The last are: 20101022, 20101028, 20101101, 20101102, 20101103, 20101125.")]
    [TestCase(Os + "{ production: 20101125 }", "federation.yaml(3,22): error GE1706: The stage production selects 20101125 of el5, which is a draft and may still change.")]
    [TestCase(Os + "{ default: 20101101 }", "federation.yaml(3,19): error GE1707: The stage default selects 20101101 of el5, which is withdrawn.")]
    [TestCase(Os + "{ testbed: 20101101 }", "federation.yaml(3,19): error GE1707: The stage testbed selects 20101101")]
    [TestCase("name: G\nos:\n  el6: { default: 20101022 }", "federation.yaml(3,19): error GE1703: There is no OS `el6`; there are: el5.")]
    [TestCase("name: G\nsites:\n  - { name: lal, stay: { el5: 20101111 } }", "federation.yaml(3,31): error GE1705: The site lal selects 20101111")]
    [TestCase("name: G\nsites:\n  - { name: lal, stay: { el5: 20101125 } }", "federation.yaml(3,31): error GE1706: The site lal selects 20101125")]
    [TestCase("name: G\nsites:\n  - { name: lal, early: { el5: 20101111 } }", "federation.yaml(3,32): error GE1705: The site lal selects 20101111")]
    [TestCase("name: G\nsites:\n  - { name: lal, early: { el5: 20101125 } }", "federation.yaml(3,32): error GE1706: The site lal selects 20101125")]
    [TestCase("name: G\nsites:\n  - { name: lal, early: { el5: 20101101 } }", "federation.yaml(3,32): error GE1707: The site lal selects 20101101 of el5, which is withdrawn.")]
    [TestCase("name: G\nsites:\n  - { name: lal, lag: { el6: 7 } }", "federation.yaml(3,30): error GE1703: There is no OS `el6`")]
    [TestCase("name: G\nfreezes:\n  - { host: wn1.example.org, os: el5, version: 20101101, reason: x, owner: a@b, until: 2030-01-01 }",
        "federation.yaml(3,5): error GE1707: The freeze of wn1.example.org selects 20101101 of el5, which is withdrawn.")]
    public void What_is_selected_must_exist_and_be_fit(string yaml, string expected) => Assert.That(FederationFixture.Check(yaml), Does.StartWith(expected));

    private const string Lag = "sites:\n  - { name: lal, lag: { el5: 7 } }\nhistory:\n  - { date: 2010-11-01, os: el5, stage: default, version: 20101102 }\n"
        + "  - { date: 2010-11-24, os: el5, stage: default, version: 20101028 }\n";

    private const string Row = "sites: [{ name: lal }]\nkernels:\n  - os: el5\n    kernel: 2.6.18-194.26.1.el5\n    version: 20101125\n    sites: [{ site: lal, version: 20101102 }]\n";

    [TestCase("os: { el5: { default: 20101102 } }", "(2,23): error GE1707: The stage default selects 20101102 of el5")]
    [TestCase("os: { el5: { testbed: 20101103 } }", "(2,23): error GE1707: The stage testbed selects 20101103 of el5")]
    [TestCase("sites:\n  - { name: lal, stay: { el5: 20101102 } }", "(3,31): error GE1707: The site lal selects 20101102 of el5")]
    [TestCase(Lag, "(3,30): error GE1707: The site lal, 7 days after default, selects 20101102 of el5")]
    [TestCase("sites: [{ name: lal }]\nfreezes:\n  - { site: lal, os: el5, version: 20101102, reason: x, owner: a@b, until: 2030-01-01 }", "(4,5): error GE1707: The freeze of lal selects 20101102 of el5")]
    [TestCase("freezes:\n  - { host: a.b, os: el5, version: 20101102, reason: x, owner: a@b, until: 2030-01-01 }", "(3,5): error GE1707: The freeze of a.b selects 20101102 of el5")]
    [TestCase(Row, "(7,13): error GE1707: The kernel plan of lal selects 20101102 of el5")]
    [TestCase("sites: [{ name: lal }]\nkernels:\n  - { os: el5, kernel: 2.6.18-1, version: 20101102, sites: [{ site: lal, version: 20101022 }] }", "(4,5): error GE1707: The plan of kernel 2.6.18-1 selects 20101102 of el5")]
    public void What_selects_a_withdrawn_version_is_told_the_one_that_replaces_it(string yaml, string expected) =>
        Assert.That(FederationFixture.Check("name: G\n" + yaml, "2010-11-30"), Is.EqualTo($"federation.yaml{expected}, which is withdrawn. Select 20101028, which replaces it."));

    [Test]
    public void Where_nothing_replaces_a_withdrawn_version_the_message_says_so() => Assert.That(
        FederationFixture.Check(Os + "{ default: 20101101 }"),
        Is.EqualTo("federation.yaml(3,19): error GE1707: The stage default selects 20101101 of el5, which is withdrawn. Select another version; its definition names none that replaces it."));

    [Test]
    public void A_site_that_lags_is_held_against_what_it_has_on_the_day() => Assert.That(FederationFixture.Check("name: G\n" + Lag, "2010-12-01"), Is.Empty);

    [Test]
    public void A_kernel_plan_that_all_sites_have_done_selects_nothing() => Assert.That(
        FederationFixture.Check("name: G\nsites: [{ name: lal }]\nkernels:\n  - { os: el5, kernel: 2.6.18-1, version: 20101102, sites: [{ site: lal, version: 20101101, done: 2010-11-30 }] }"), Is.Empty);

    [Test]
    public void The_first_stage_may_select_a_draft() => Assert.That(FederationFixture.Check(Os + "{ testbed: 20101125, default: 20101028 }"), Is.Empty);

    [Test]
    public void A_site_of_the_first_stage_may_have_a_draft_early() =>
        Assert.That(FederationFixture.Check("name: G\nsites:\n  - { name: lal, stage: testbed, early: { el5: 20101125 } }"), Is.Empty);

    [TestCase("2010-11-26", "")]
    [TestCase("2010-11-27", "federation.yaml(3,5): warning GE2708: The freeze of wn1.example.org on 20101022 (Lustre; a@b) ends on 2010-12-10; after that day the build fails.")]
    [TestCase("2010-12-10", "federation.yaml(3,5): warning GE2708")]
    [TestCase("2010-12-11", "federation.yaml(3,5): error GE1708: The freeze of wn1.example.org on 20101022 (Lustre; a@b) ended on 2010-12-10.")]
    public void A_freeze_is_warned_of_two_weeks_before_its_end_and_fails_the_build_after_it(string today, string expected) =>
        Assert.That(FederationFixture.Check(Freeze, today), expected.Length == 0 ? Is.Empty : Does.StartWith(expected));

    [TestCase("2010-12-10", "")]
    [TestCase("2010-12-11", "federation.yaml(4,5): warning GE2710: The plan of kernel 2.6.18-194.26.1.el5 for el5 ended on 2010-12-10; still on the old kernel: lal.")]
    public void A_kernel_plan_past_its_deadline_is_warned_of(string today, string expected) =>
        Assert.That(FederationFixture.Check(Plan, today), expected.Length == 0 ? Is.Empty : Does.StartWith(expected));
}
