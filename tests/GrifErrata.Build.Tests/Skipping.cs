namespace GrifErrata.Build.Tests;

internal sealed class Skipping
{
    [Test]
    public void GrifErrataSkip_builds_the_project_without_templates()
    {
        using SiteProject site = new();

        CommandResult build = site.Build("-p:GrifErrataSkip=true").Succeeded();

        Assert.That(build.Generated, Is.False, build.Output);
        Assert.That(Directory.Exists(site.At("templates")), Is.False);
    }
}
