namespace GrifErrata.Tests.Updates;

public sealed class RepositorySelection
{
    [Test]
    public void The_newest_build_up_to_the_cutoff_of_each_name_and_architecture_is_taken() =>
        Assert.That(
            new Plan()
                .Errata("2010-10-01", "httpd-2.2.3-43.el5.x86_64", "httpd-2.2.3-43.el5.i386")
                .Errata("2010-10-20", "httpd-2.2.3-44.el5.x86_64")
                .Errata("2010-10-23", "httpd-2.2.3-45.el5.x86_64")
                .Monthly("20101022").Lines(),
            Is.EqualTo("""
                httpd-2.2.3-43.el5.i386 Newest 20101022
                httpd-2.2.3-44.el5.x86_64 Newest 20101022
                """));

    [Test]
    public void A_package_without_build_time_was_always_there()
    {
        Plan plan = new();
        plan.Errata("2010-10-01", "a-1-1.noarch").Monthly("20101022");
        Assert.That(plan.Lines(), Is.EqualTo("a-1-1.noarch Newest 20101022"));
    }

    [Test]
    public void The_cutoff_itself_counts_and_the_second_after_does_not() =>
        Assert.That(
            new Plan()
                .Errata("2010-10-21T20:00:00", "in-1-1.x86_64")
                .Errata("2010-10-21T20:00:01", "out-1-1.x86_64")
                .Monthly("20101022", "cutoff: 2010-10-21T20:00:00Z").Lines(),
            Is.EqualTo("in-1-1.x86_64 Newest 20101022"));

    [Test]
    public void Every_architecture_of_the_folder_is_taken_but_no_source_package() =>
        Assert.That(
            new Plan().Errata("2010-10-01", "a-1-1.s390", "a-1-1.src", "a-1-1.nosrc", "a-1-1.i586", "a-1-1.noarch").Monthly("20101022").Lines(),
            Is.EqualTo("""
                a-1-1.i586 Newest 20101022
                a-1-1.noarch Newest 20101022
                a-1-1.s390 Newest 20101022
                """));

    [Test]
    public void A_version_keeps_what_left_the_folder_and_never_lowers()
    {
        Plan plan = new();
        plan.Errata("2010-10-01", "a-2-1.x86_64")
            .Monthly("20101022", "packages: [{ name: a, version: 3-1, arch: x86_64, action: pin, reason: site build }, { name: b, version: 1-1, arch: noarch, action: add, reason: gone since }]")
            .Monthly("20101125");
        Assert.That(plan.Lines(), Is.EqualTo("""
            a-3-1.x86_64 Pinned 20101022
            b-1-1.noarch Added 20101022
            """));
    }

    [Test]
    public void Packages_are_ordered_by_the_bytes_of_name_comma_architecture() =>
        Assert.That(
            new Plan().Errata("2010-10-01", "gcc-objc-1-1.x86_64", "gcc-objc++-1-1.x86_64", "gcc-objc-1-1.i386", "gcc-1-1.x86_64", "Gcc-1-1.x86_64")
                .Monthly("20101022").Lines(),
            Is.EqualTo("""
                Gcc-1-1.x86_64 Newest 20101022
                gcc-1-1.x86_64 Newest 20101022
                gcc-objc++-1-1.x86_64 Newest 20101022
                gcc-objc-1-1.i386 Newest 20101022
                gcc-objc-1-1.x86_64 Newest 20101022
                """));

    [Test]
    public void Epochs_decide_before_versions() =>
        Assert.That(
            new Plan().Errata("2010-10-01", "a-1:1-1.x86_64", "a-9-1.x86_64").Monthly("20101022").Lines(),
            Is.EqualTo("a-1:1-1.x86_64 Newest 20101022"));
}
