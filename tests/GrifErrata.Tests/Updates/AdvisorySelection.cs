using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

public sealed class AdvisorySelection
{
    private static Plan ByAdvisories() => new() { Selection = Selection.Advisories };

    [Test]
    public void The_newest_build_that_is_at_least_the_fixed_one_is_taken_and_nothing_else() =>
        Assert.That(
            ByAdvisories()
                .Base("httpd-2.2.3-43.el5.x86_64", "bash-3.2-24.el5.x86_64")
                .Errata("2010-10-01", "httpd-2.2.3-43.el5_5.3.x86_64", "bash-3.2-25.el5.x86_64")
                .Errata("2010-10-10", "httpd-2.2.3-43.el5_5.4.x86_64")
                .Advisory("RHSA-2010:0659", "2010-08-30", "CVE-2010-1452", "httpd-2.2.3-43.el5_5.3.x86_64")
                .Monthly("20101022").Lines(),
            Is.EqualTo("httpd-2.2.3-43.el5_5.4.x86_64 Advisory 20101022"));

    [Test]
    public void A_rebuild_that_rpm_sorts_higher_counts() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "httpd-2.2.3-43.sl5.3.x86_64")
                .Advisory("RHSA-2010:0659", "2010-08-30", "", "httpd-2.2.3-43.el5_5.3.x86_64").Monthly("20101022").Lines(),
            Is.EqualTo("httpd-2.2.3-43.sl5.3.x86_64 Advisory 20101022"));

    [Test]
    public void A_rebuild_that_rpm_sorts_lower_is_no_fix_and_is_reported()
    {
        UpdateVersion version = ByAdvisories().Errata("2010-10-01", "httpd-2.2.3-43.el5.centos.3.x86_64")
            .Advisory("RHSA-2010:0659", "2010-08-30", "", "httpd-2.2.3-43.el5_5.3.x86_64").Monthly("20101022").Last();
        Assert.Multiple(() =>
        {
            Assert.That(version.Packages, Is.Empty);
            Assert.That(version.Missing.Select(m => $"{m.Name} {m.Fixed} {m.Deployable} {m.Advisory.Id}"),
                Is.EqualTo(new[] { "httpd 2.2.3-43.el5_5.3 2.2.3-43.el5.centos.3 RHSA-2010:0659" }));
        });
    }

    [Test]
    public void A_fix_that_the_base_release_has_needs_no_package() =>
        Assert.That(
            ByAdvisories().Base("a-2-1.x86_64").Errata("2010-10-01", "a-3-1.x86_64")
                .Advisory("RHSA-2010:0001", "2010-08-30", "", "a-2-1.x86_64").Monthly("20101022").Last().Packages,
            Is.Empty);

    [Test]
    public void An_advisory_after_the_cutoff_does_not_count() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64")
                .Advisory("RHSA-2010:0001", "2010-10-23", "", "a-2-1.x86_64").Monthly("20101022").Last().Packages,
            Is.Empty);

    [Test]
    public void An_advisory_at_the_cutoff_itself_counts() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64")
                .Advisory("RHSA-2010:0001", "2010-10-22", "", "a-2-1.x86_64").Monthly("20101022").Lines(),
            Is.EqualTo("a-2-1.x86_64 Advisory 20101022"));

    [Test]
    public void What_becomes_deployable_after_the_cutoff_changes_nothing_of_what_a_version_says()
    {
        Plan Facts() => ByAdvisories().Base("a-1-1.x86_64").Advisory("RHSA-2010:0002", "2010-09-02", "", "newpkg-5-1.x86_64").Monthly("20101022");
        UpdateVersion before = Facts().Last(), after = Facts().Errata("2010-11-15", "newpkg-5-1.x86_64").Last();
        Assert.Multiple(() =>
        {
            Assert.That(before.OtherProducts, Is.EqualTo(new[] { "RHSA-2010:0002" }));
            Assert.That(after.OtherProducts, Is.EqualTo(before.OtherProducts));
            Assert.That(after.Missing, Is.Empty);
        });
    }

    [Test]
    public void A_named_advisory_of_another_type_is_reported_where_no_package_brings_its_fix() =>
        Assert.That(
            ByAdvisories().Base("a-1-1.x86_64").Advisory("RHBA-2010:0001", "2010-10-02", "", "a-2-1.x86_64")
                .Monthly("20101022", "advisories: [RHBA-2010:0001]").Last().Missing.Select(m => m.Advisory.Id),
            Is.EqualTo(new[] { "RHBA-2010:0001" }));

    [Test]
    public void Of_several_epochs_of_one_build_the_highest_is_taken()
    {
        Plan plan = ByAdvisories().Errata("2010-10-01", "m-0:3-1.x86_64", "m-1:2-1.x86_64").Errata("2010-12-01", "m-1:3-1.x86_64")
            .Advisory("ADV-1", "2010-10-02", "", "m-3-1.x86_64").Monthly("20101022");
        MissingFix missing = plan.Last().Missing.Single();
        Assert.That($"{missing.Fixed} {missing.Deployable}", Is.EqualTo("1:3-1 1:2-1"));
    }

    [Test]
    public void The_order_of_packages_in_an_advisory_changes_nothing()
    {
        string[] nevras = ["m-1:1-1.x86_64", "m-2-1.x86_64", "m-0:3-1.x86_64"];
        IEnumerable<string> Fixed(string[] order) => ByAdvisories().Base("m-0-1.x86_64").Advisory("ADV-1", "2010-10-02", "", order)
            .Monthly("20101022").Last().Missing.Select(m => m.Fixed.ToString());
        string[] first = [.. Fixed(nevras)];
        Assert.Multiple(() =>
        {
            foreach (int[] o in new[] { new[] { 0, 2, 1 }, [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
                Assert.That(Fixed([nevras[o[0]], nevras[o[1]], nevras[o[2]]]), Is.EqualTo(first));
        });
    }

    [Test]
    public void A_build_with_epoch_0_gives_an_advisory_its_epoch_without_a_word()
    {
        Plan plan = ByAdvisories().Errata("2010-10-01", "a-0:2-1.x86_64").Advisory("ADV-1", "2010-10-02", "", "a-2-1.x86_64").Monthly("20101022");
        Assert.That(plan.Printed(), Is.Empty);
    }

    [Test]
    public void An_undated_advisory_that_is_not_about_security_is_not_said() =>
        Assert.That(ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64").Advisory("RHBA-2010:0001", null, "", "a-2-1.x86_64").Monthly("20101022").Printed(), Is.Empty);

    [Test]
    public void An_undated_advisory_that_a_deployed_build_fixes_is_credited() =>
        Assert.That(
            new Plan().Base("a-1-1.x86_64").Errata("2010-10-01", "a-2-1.x86_64").Advisory("ADV-1", null, "", "a-2-1.x86_64")
                .Monthly("20101022").Last().Packages.Single().Advisories.Select(a => a.Id),
            Is.EqualTo(new[] { "ADV-1" }));

    [Test]
    public void A_build_after_the_cutoff_is_not_deployable_yet_and_its_fix_is_reported()
    {
        UpdateVersion version = ByAdvisories().Base("a-1-1.x86_64").Errata("2010-10-24", "a-2-1.x86_64")
            .Advisory("RHSA-2010:0001", "2010-10-20", "", "a-2-1.x86_64").Monthly("20101022").Last();
        Assert.That(version.Missing.Select(m => $"{m.Name} {m.Fixed} {m.Deployable}"), Is.EqualTo(new[] { "a 2-1 1-1" }));
    }

    [Test]
    public void A_bug_fix_advisory_chooses_nothing_unless_it_is_named()
    {
        Plan Facts() => ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64").Advisory("RHBA-2010:0001", "2010-10-02", "", "a-2-1.x86_64");
        Assert.Multiple(() =>
        {
            Assert.That(Facts().Monthly("20101022").Last().Packages, Is.Empty);
            Assert.That(Facts().Monthly("20101022", "advisories: [RHBA-2010:0001]").Lines(), Is.EqualTo("a-2-1.x86_64 Advisory 20101022"));
        });
    }

    [Test]
    public void Of_one_advisory_the_highest_build_of_a_package_is_the_fix() =>
        Assert.That(
            ByAdvisories().Base("krb5-libs-1.6.1-36.el5.x86_64").Errata("2010-10-01", "krb5-libs-1.6.1-36.el5_5.4.x86_64")
                .Advisory("RHSA-2010:0423", "2010-05-18", "", "krb5-libs-1.2.7-72.x86_64", "krb5-libs-1.6.1-36.el5_5.4.x86_64")
                .Monthly("20101022").Lines(),
            Is.EqualTo("krb5-libs-1.6.1-36.el5_5.4.x86_64 Advisory 20101022"));

    [Test]
    public void A_layered_product_with_a_higher_fix_does_not_keep_the_os_own_fix_out()
    {
        UpdateVersion version = ByAdvisories().Errata("2010-10-01", "httpd-2.2.3-43.sl5.3.x86_64")
            .Advisory("RHSA-2010:0396", "2010-05-05", "", "httpd-2.2.14-1.2.6.jdk6.ep5.el5.x86_64")
            .Advisory("RHSA-2010:0659", "2010-08-30", "", "httpd-2.2.3-43.el5_5.3.x86_64")
            .Monthly("20101022").Last();
        Assert.Multiple(() =>
        {
            Assert.That(Plan.Lines(version.Packages), Is.EqualTo("httpd-2.2.3-43.sl5.3.x86_64 Advisory 20101022"));
            Assert.That(version.Packages[0].Advisories.Select(a => a.Id), Is.EqualTo(new[] { "RHSA-2010:0659" }));
            Assert.That(version.Missing.Single().Advisory.Id, Is.EqualTo("RHSA-2010:0396"));
        });
    }

    [Test]
    public void Other_products_of_the_feed_are_listed_apart_and_not_as_missing()
    {
        UpdateVersion version = ByAdvisories().Base("a-1-1.x86_64")
            .Advisory("RHSA-2010:0440", "2010-05-25", "", "rhev-hypervisor-5.4-2.noarch").Monthly("20101022").Last();
        Assert.Multiple(() =>
        {
            Assert.That(version.Missing, Is.Empty);
            Assert.That(version.OtherProducts, Is.EqualTo(new[] { "RHSA-2010:0440" }));
        });
    }

    [TestCase("c-1-1.noarch", "c-2-1.x86_64")]
    [TestCase("c-1-1.i386", "c-2-1.i686")]
    public void A_fix_in_another_architecture_than_the_os_has_is_reported(string shipped, string fix) =>
        Assert.That(ByAdvisories().Base(shipped).Advisory("RHSA-2010:0001", "2010-10-02", "", fix).Monthly("20101022").Last().Missing.Select(m => $"{m.Name}.{m.Arch}"),
            Is.EqualTo(new[] { fix.Replace("-2-1", "", StringComparison.Ordinal) }));

    [Test]
    public void A_second_architecture_of_an_advisory_that_the_os_does_not_have_is_not_missing() =>
        Assert.That(ByAdvisories().Base("c-1-1.x86_64").Errata("2010-10-01", "c-2-1.x86_64")
            .Advisory("RHSA-2010:0001", "2010-10-02", "", "c-2-1.x86_64", "c-2-1.i386").Monthly("20101022").Last().Missing, Is.Empty);

    [Test]
    public void A_fix_that_the_os_has_in_its_own_architecture_is_not_missing_in_another() =>
        Assert.That(ByAdvisories().Base("c-2-1.noarch").Advisory("RHSA-2010:0001", "2010-10-02", "", "c-2-1.x86_64").Monthly("20101022").Last().Missing, Is.Empty);

    [Test]
    public void A_build_is_not_available_before_the_advisory_that_names_it()
    {
        Plan plan = new Plan().Errata("2010-10-20", "a-1-1.x86_64", "b-1-1.x86_64").Advisory("RHSA-2010:0001", "2010-10-25", "", "a-1-1.x86_64").Monthly("20101022");
        Assert.That(plan.Lines(), Is.EqualTo("b-1-1.x86_64 Newest 20101022"));
    }

    [Test]
    public void The_earliest_advisory_that_names_a_build_counts_and_a_later_build_time_stays()
    {
        Plan plan = new Plan().Errata("2010-10-01", "a-1-1.x86_64").Errata("2010-10-23", "b-1-1.x86_64")
            .Advisory("RHSA-2010:0002", "2010-11-25", "", "a-1-1.x86_64").Advisory("RHSA-2010:0001", "2010-10-02", "", "a-1-1.x86_64", "b-1-1.x86_64").Monthly("20101022");
        Assert.That(plan.Lines(), Is.EqualTo("a-1-1.x86_64 Newest 20101022"));
    }

    [Test]
    public void An_architecture_that_the_os_does_not_carry_is_not_chosen() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "a-2-1.s390", "a-2-1.i686", "a-2-1.noarch")
                .Advisory("RHSA-2010:0001", "2010-10-02", "", "a-2-1.s390", "a-2-1.i686", "a-2-1.noarch").Monthly("20101022").Lines(),
            Is.EqualTo("""
                a-2-1.i686 Advisory 20101022
                a-2-1.noarch Advisory 20101022
                """));

    [Test]
    public void A_missing_epoch_is_taken_from_the_repository_and_said()
    {
        // dnf #2237: with epoch 0 the old build 1:3.2-1 would already be fixed.
        Plan plan = ByAdvisories().Base("heron-libs-1:3.2-1.x86_64").Errata("2010-10-01", "heron-libs-1:3.2-4.x86_64")
            .Advisory("ADV-1", "2010-10-02", "", "heron-libs-3.2-4.x86_64").Monthly("20101022");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Lines(), Is.EqualTo("heron-libs-1:3.2-4.x86_64 Advisory 20101022"));
            Assert.That(string.Join('\n', plan.Diagnostics), Is.EqualTo(
                "advisories.xml(1,1): warning GE2404: No epoch in ADV-1; taken from the repository: heron-libs-3.2-4.x86_64 (1)."));
        });
    }

    [Test]
    public void An_unknown_epoch_is_left_out_of_the_comparison_and_said()
    {
        Plan plan = ByAdvisories().Base("a-1:3-1.x86_64").Errata("2010-10-01", "a-1:5-1.x86_64")
            .Advisory("ADV-1", "2010-10-02", "", "a-4-1.x86_64").Monthly("20101022");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Lines(), Is.EqualTo("a-1:5-1.x86_64 Advisory 20101022"));
            Assert.That(string.Join('\n', plan.Diagnostics), Does.Contain("GE2404").And.Contain("epochs are left out"));
        });
    }

    [Test]
    public void A_listing_without_epochs_meets_a_fix_with_one() =>
        Assert.That(
            ByAdvisories().Errata("2010-10-01", "a-5-1.x86_64").Advisory("ADV-1", "2010-10-02", "", "a-1:5-1.x86_64").Monthly("20101022").Lines(),
            Is.EqualTo("a-5-1.x86_64 Advisory 20101022"));

    [Test]
    public void An_advisory_without_any_date_is_not_chosen_and_is_said()
    {
        Plan plan = ByAdvisories().Errata("2010-10-01", "a-2-1.x86_64").Advisory("ADV-1", null, "", "a-2-1.x86_64").Monthly("20101022");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Last().Packages, Is.Empty);
            Assert.That(string.Join('\n', plan.Diagnostics), Does.StartWith("advisories.xml(1,1): warning GE2405: ADV-1 has neither"));
        });
    }
}
