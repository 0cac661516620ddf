using CsCheck;
using GrifErrata.Edits;
using GrifErrata.Federation;

namespace GrifErrata.Tests.Federation;

public sealed class Resolution
{
    private const string MachineFreeze = "freezes:\n  - { host: wn1.lal.example.org, os: el5, version: 20100906, kernel: 2.6.18-1, reason: Lustre, owner: a@b, until: 2010-12-31 }\n";
    private const string SiteFreeze = "freezes:\n  - { site: lal, os: el5, version: 20100927, reason: move, owner: a@b, until: 2010-12-31 }\n";
    private const string Plan = "kernels:\n  - os: el5\n    kernel: 2.6.18-9\n    version: 20101125\n    deadline: 2010-12-24\n    sites:\n      - { site: lal, version: 20101001, kernel: 2.6.18-8 }\n";

    private static string Resolve(string yaml, string host = "wn1.lal.example.org", string? site = "lal", string os = "el5", string today = "2010-12-01")
    {
        SelectedVersion selected = new FederationResolution(FederationFixture.Read(yaml), FederationFixture.Day(today)).Resolve(host, site, os);
        return $"{selected.Version ?? "-"} {selected.Kernel ?? "-"} {selected.Source} {selected.Stage}";
    }

    [TestCase("lal", "20101022 - Default default")]
    [TestCase("llr", "20101028 - Stage production")]
    [TestCase("elsewhere", "20101022 - Default default")]
    [TestCase(null, "20101022 - Default default")]
    public void A_machine_gets_what_the_stage_of_its_site_has(string? site, string expected) =>
        Assert.That(Resolve(FederationFixture.Two, site: site), Is.EqualTo(expected));

    [Test]
    public void Where_the_stage_has_no_version_of_the_os_the_default_counts() =>
        Assert.That(Resolve("name: G\nos: { el5: { default: 20101022 } }\nsites: [{ name: llr, stage: production }]", site: "llr"), Is.EqualTo("20101022 - Default production"));

    [Test]
    public void An_os_that_the_federation_does_not_know_has_none() =>
        Assert.That(Resolve(FederationFixture.Two, os: "el9"), Is.EqualTo("- - None default"));

    [TestCase(MachineFreeze + "  - { site: lal, os: el5, version: 20100927, reason: move, owner: a@b, until: 2010-12-31 }\n" + Plan, "20100906 2.6.18-1 Machine default")]
    [TestCase(SiteFreeze + Plan, "20100927 - Site default")]
    [TestCase(Plan, "20101001 2.6.18-8 Site default")]
    public void A_machines_freeze_comes_before_its_sites_and_that_before_a_kernel_plan(string more, string expected) =>
        Assert.That(Resolve(FederationFixture.Two + more), Is.EqualTo(expected));

    [Test]
    public void A_freeze_of_another_machine_or_os_is_not_ours()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Resolve(FederationFixture.Two + MachineFreeze, host: "wn2.lal.example.org"), Is.EqualTo("20101022 - Default default"));
            Assert.That(Resolve(FederationFixture.Two + MachineFreeze, os: "el9"), Is.EqualTo("- - None default"));
        });
    }

    [Test]
    public void A_site_that_is_done_with_a_kernel_plan_follows_its_stage_again() =>
        Assert.That(Resolve(FederationFixture.Two + Plan.Replace("2.6.18-8 }", "2.6.18-8, done: 2010-12-02 }", StringComparison.Ordinal)), Is.EqualTo("20101022 - Default default"));

    [Test]
    public void A_row_of_a_kernel_plan_is_a_freeze_with_the_sites_contact_and_the_plans_deadline()
    {
        SelectedFreeze freeze = new FederationResolution(FederationFixture.Read(FederationFixture.Two + Plan), default).SiteFreeze("lal", "el5")!;
        Assert.That(freeze, Is.EqualTo(new SelectedFreeze("20101001", "2.6.18-8", "reboot into kernel 2.6.18-9", "admin@lal.example.org", FederationFixture.Day("2010-12-24"))));
    }

    [TestCase("2010-11-30", "20101022 - Site default")]
    [TestCase("2010-12-03", "20101022 - Site default")]
    [TestCase("2010-12-04", "20101028 - Site default")]
    [TestCase("2010-12-11", "20101125 - Site default")]
    public void A_site_that_lags_has_what_its_stage_had_that_many_days_ago(string today, string expected) =>
        Assert.That(Resolve("""
            name: G
            os: { el5: { default: 20101125 } }
            sites: [{ name: lal, lag: { el5: 7 } }]
            history:
              - { date: 2010-12-04, os: el5, stage: default, version: 20101125 }
              - { date: 2010-11-01, os: el5, stage: default, version: 20101022 }
              - { date: 2010-11-27, os: el5, stage: default, version: 20101028 }
              - { date: 2010-11-01, os: el5, stage: testbed, version: 20101125 }
            """, today: today), Is.EqualTo(expected));

    [Test]
    public void A_site_stays_on_the_version_that_it_chose() =>
        Assert.That(Resolve("name: G\nos: { el5: { default: 20101125 } }\nsites: [{ name: lal, stay: { el5: 20100906 } }]"), Is.EqualTo("20100906 - Site default"));

    [TestCase("lal", "20101028", "20101028 - Site default")]
    [TestCase("lal", "20101022", "20101022 - Default default")]
    [TestCase("lal", "20100927", "20101022 - Default default")]
    [TestCase("llr", "20101125", "20101125 - Site production")]
    [TestCase("llr", "20101028", "20101028 - Stage production")]
    public void A_site_has_a_version_before_its_stage_until_the_stage_has_the_same_or_a_higher_one(string site, string early, string expected) =>
        Assert.That(Resolve(Early(FederationFixture.Two, site, early), site: site), Is.EqualTo(expected));

    [TestCase("os: { el5: { default: 20101022 } }", "20101022", "20101022 - Default production")]
    [TestCase("os: { el5: { default: 20101022 } }", "20101028", "20101028 - Site production")]
    [TestCase("os: { el6: { default: 20101022 } }", "20101028", "20101028 - Site production")]
    public void Where_the_stage_has_no_version_an_early_one_is_held_against_the_default(string stages, string early, string expected) =>
        Assert.That(Resolve($"name: G\n{stages}\nsites:\n  - {{ name: llr, stage: production, early: {{ el5: {early} }} }}", site: "llr"), Is.EqualTo(expected));

    [TestCase(SiteFreeze, "20100927 - Site default")]
    [TestCase(Plan, "20101001 2.6.18-8 Site default")]
    public void A_freeze_or_an_open_row_of_a_kernel_plan_comes_before_an_early_version(string more, string expected) =>
        Assert.That(Resolve(Early(FederationFixture.Two, "lal", "20101125") + more), Is.EqualTo(expected));

    [Test]
    public void A_site_that_lags_counts_what_came_to_its_whole_stage() =>
        Assert.That(Resolve("""
            name: G
            os: { el5: { default: 20101028 } }
            sites: [{ name: lal, lag: { el5: 7 } }, { name: llr, early: { el5: 20101125 } }]
            history:
              - { date: 2010-11-01, os: el5, stage: default, version: 20101022 }
              - { date: 2010-11-05, os: el5, stage: default, version: 20101125, site: llr }
              - { date: 2010-11-30, os: el5, stage: default, version: 20101028 }
            """), Is.EqualTo("20101022 - Site default"));

    [TestCase("*.lal.example.org", "wn1.lal.example.org", true)]
    [TestCase("*.lal.example.org", "lal.example.org", false)]
    [TestCase("wn*.example.org", "wn1.a.example.org", true)]
    [TestCase("*a*b*c", "xxaxxbxxc", true)]
    [TestCase("*a*b*c", "xxaxxcxxb", false)]
    [TestCase("wn1.example.org", "wn10.example.org", false)]
    public void A_star_in_a_pattern_stands_for_any_characters(string pattern, string host, bool expected) =>
        Assert.That(HostPattern.Matches(pattern, host), Is.EqualTo(expected));

    [Test]
    public void Two_patterns_overlap_exactly_if_a_name_matches_both()
    {
        Gen<string> pattern = Gen.Int[0, 2].Array[1, 4].Select(letters => string.Concat(letters.Select(i => "ab*"[i])));
        string[] names = [.. Names(7)];
        Gen.Select(pattern, pattern).Sample((left, right) =>
            HostPattern.Overlap(left, right) == names.Any(n => HostPattern.Matches(left, n) && HostPattern.Matches(right, n)), iter: 2000);
    }

    private static string Early(string yaml, string site, string version) =>
        yaml.Replace($"name: {site},", $"name: {site}, early: {{ el5: {version} }},", StringComparison.Ordinal);

    private static IEnumerable<string> Names(int length) =>
        length == 0 ? [""] : Names(length - 1).SelectMany(n => n.Length == length - 1 ? new[] { n, n + "a", n + "b" } : [n]);
}
