using System.Collections.Immutable;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Advisories;

/// <summary>Package lists that publishers share, scatter or mix, and what a version takes of them.</summary>
internal sealed class PublishersFaultsInPackages
{
    private static Plan ByAdvisories() => new() { Selection = Selection.Advisories };

    // Katello #9989
    [Test]
    public void A_package_of_a_chosen_advisory_stays_whatever_other_advisories_list_it() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "finch-2-1.x86_64", "gull-1-1.x86_64")
                .Advisory("RHSA-2010:0006", "2010-10-02", "", "finch-2-1.x86_64").Advisory("RHBA-2010:0006", "2010-10-02", "", "finch-2-1.x86_64", "gull-1-1.x86_64")
                .Monthly("20101022").Lines(),
            Is.EqualTo("finch-2-1.x86_64 Advisory 20101022"));

    [Test]
    public void A_package_is_taken_if_and_only_if_a_chosen_advisory_needs_it() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 5].Array[0, 4]).Array[0, 6].Sample(advisories =>
        {
            Plan plan = ByAdvisories().Errata("2010-10-01", [.. Enumerable.Range(0, 6).Select(Package)]);
            for (int i = 0; i < advisories.Length; i++)
            {
                (bool chosen, int[] packages) = advisories[i];
                plan.Advisory($"{(chosen ? "RHSA" : "RHBA")}-2010:000{i}", "2010-10-02", "", [.. packages.Select(Package)]);
            }

            Assert.That(
                plan.Monthly("20101022").Last().Packages.Select(p => p.Nevra.ToString()),
                Is.EquivalentTo(advisories.Where(a => a.Item1).SelectMany(a => a.Item2).Distinct().Select(Package)));
            static string Package(int i) => $"p{i}-2-1.x86_64";
        }, iter: 500);

    // Katello #9556
    [Test]
    public void Each_package_of_an_advisory_is_decided_by_itself_and_the_missing_ones_are_listed()
    {
        Plan plan = ByAdvisories().Base("ibis-1-1.x86_64", "ibis-doc-1-1.x86_64").Errata("2010-10-01", "ibis-1-2.x86_64")
            .Advisory("ADV-7", "2010-10-02", "", "ibis-1-2.x86_64", "ibis-doc-1-2.x86_64").Monthly("20101022");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Lines(), Is.EqualTo("ibis-1-2.x86_64 Advisory 20101022"));
            Assert.That(plan.Last().Missing.Select(m => $"{m.Name} {m.Fixed} {m.Advisory.Id}"), Is.EqualTo((string[])["ibis-doc 1-2 ADV-7"]));
            Assert.That(plan.Diagnostics.HasErrors, Is.False, "the exit code stays");
        });
    }

    // cefs #37: one id holds the builds for el7 and el8.
    [TestCase("el7")]
    [TestCase("el8")]
    public void Of_builds_for_several_releases_that_of_the_OS_is_the_fix(string ours)
    {
        UpdateVersion version = ByAdvisories().Base($"tern-0-1.{ours}.noarch").Errata("2010-10-01", $"tern-1-1.{ours}.noarch")
            .Advisory("CESA-2021:4003", "2010-10-02", "", "tern-1-1.el8.noarch", "tern-1-1.el7.noarch").Monthly("20101022").Last();
        Assert.That(Plan.Lines(version.Packages), Is.EqualTo($"tern-1-1.{ours}.noarch Advisory 20101022"));
        Assert.That(version.Missing, Is.Empty);
    }

    // RHEL 5's jdk6, ep5, el5s2 are in one feed with the OS.
    [TestCase("httpd-2.2.14-1.2.6.jdk6.ep5.el5.x86_64")]
    [TestCase("httpd-2.2.17-1.el5s2.x86_64")]
    [TestCase("httpd-2.4.6-97.el7.x86_64")]
    public void A_fix_of_a_layered_product_is_none_of_the_OS(string foreign)
    {
        UpdateVersion version = ByAdvisories().Base("httpd-2.2.3-43.el5.x86_64").Errata("2010-10-01", "httpd-2.2.3-43.el5_5.3.x86_64")
            .Advisory("RHSA-2010:0396", "2010-05-05", "", foreign).Monthly("20101022").Last();
        Assert.That(version.Packages, Is.Empty);
        Assert.That(version.Missing.Select(m => m.Advisory.Id), Is.EqualTo((string[])["RHSA-2010:0396"]));
    }

    // Rebuilds compare as rpm compares them, though each is the same fix.
    [TestCase("43.el5.centos.3", "43.el5_5.3", false)]
    [TestCase("43.sl5.3", "43.el5_5.3", true)]
    [TestCase("43.el5_5.3.alma.1", "43.el5_5.3", true)]
    [TestCase("43.el5_5.3.rocky.1", "43.el5_5.3", true)]
    [TestCase("57.0.1.el7_9", "57.el7_9", true)]
    [TestCase("57.el7_9", "57.0.1.el7_9", false)]
    public void A_rebuild_is_a_fix_where_rpm_says_so(string rebuilt, string fixedIn, bool isFix) =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", $"a-1-{rebuilt}.x86_64").Advisory("RHSA-2010:0001", "2010-10-02", "", $"a-1-{fixedIn}.x86_64")
                .Monthly("20101022").Last().Packages.Length == 1,
            Is.EqualTo(isFix), $"{new Evr(null, "1", rebuilt).CompareTo(new Evr(null, "1", fixedIn))}");

    // dnf #2237: any epoch, wherever the builds lie.
    [Test]
    public void An_epoch_that_an_advisory_leaves_out_is_that_of_the_build_it_names() => Gen.Int[1, 40].Sample(epoch =>
    {
        Plan plan = ByAdvisories().Base($"heron-libs-{epoch}:3.2-1.x86_64").Errata("2010-10-01", $"heron-libs-{epoch}:3.2-4.x86_64")
            .Advisory("ADV-1", "2010-10-02", "", "heron-libs-3.2-4.x86_64").Monthly("20101022");
        Assert.That(plan.Lines(), Is.EqualTo($"heron-libs-{epoch}:3.2-4.x86_64 Advisory 20101022"));
        Assert.That(plan.Diagnostics.Select(d => d.Code).Distinct(), Is.EqualTo((string[])["GE2404"]));
    }, iter: 40);
}
