namespace GrifErrata.Build.Tests;

internal sealed class ChangedInput
{
    private const string NewListing = "name,version,release,arch,build_time\nbzip2,1.0.3,6.el5_5,x86_64,2010-10-01T10:00:00Z\n";

    [Test]
    public void An_edited_input_changes_the_templates()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit($"{SiteProject.Listings}/october.csv", "12.el5_5.7", "12.el5_5.9");

        site.Build().Succeeded();

        Assert.That(site.Read(SiteProject.Draft), Does.Contain("'0.9.8e-12.el5_5.9'"));
    }

    [Test]
    public void An_input_replaced_by_an_older_file_causes_a_run()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit($"{SiteProject.Listings}/october.csv", "12.el5_5.7", "12.el5_5.9");
        File.SetLastWriteTimeUtc(site.At($"{SiteProject.Listings}/october.csv"), new(2010, 10, 16, 0, 0, 0, DateTimeKind.Utc));

        site.Build().Succeeded();

        Assert.That(site.Read(SiteProject.Draft), Does.Contain("'0.9.8e-12.el5_5.9'"));
    }

    [Test]
    public void An_added_input_changes_the_templates_and_its_removal_changes_them_back()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs();
        site.Write($"{SiteProject.Listings}/september.csv", NewListing);

        site.Build().Succeeded();

        Assert.That(site.Read(SiteProject.Draft), Does.Contain("'bzip2','1.0.3-6.el5_5'"));
        File.Delete(site.At($"{SiteProject.Listings}/september.csv"));

        site.Build().Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(before));
        Assert.That(site.Build().Skipped, Is.True);
    }

    [Test]
    public void A_broken_input_is_an_error_at_its_line_and_column_and_leaves_every_template()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs(times: true);
        site.Edit(SiteProject.DraftDefinition, "state: draft", "state: {draft}");

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Match($@"{System.Text.RegularExpressions.Regex.Escape(site.At(SiteProject.DraftDefinition))}\(2,8\): error GE1\d\d\d: "));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        Assert.That(site.Build().Failed().Generated, Is.True);
    }
}
