namespace GrifErrata.Build.Tests;

internal sealed class Orphans
{
    private const string Stray = "templates/pan/el5-x86_64/rpms/errata/20100801.tpl";

    [Test]
    public void A_template_that_no_definition_makes_is_an_error_in_every_build_until_it_is_gone()
    {
        using SiteProject site = SiteProject.Built();
        site.Write(Stray, "template rpms/errata/20100801;\n");
        File.SetLastWriteTimeUtc(site.At(Stray), new(2010, 8, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(site.Build().Failed().Output, Does.Contain($"{site.At(Stray)} : error GE1024: "));
        Assert.That(site.Build().Failed().Output, Does.Contain($"{site.At(Stray)} : error GE1024: "));
        Assert.That(File.Exists(site.At(Stray)), Is.True);
        File.Delete(site.At(Stray));
        site.Build().Succeeded();
    }

    [Test]
    public void A_removed_definition_leaves_orphans_that_are_errors()
    {
        using SiteProject site = SiteProject.Built();
        File.Delete(site.At(SiteProject.DraftDefinition));

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Contain($"{site.At(SiteProject.Draft)} : error GE1024: "));
        Assert.That(File.Exists(site.At(SiteProject.Draft)), Is.True);
    }
}
