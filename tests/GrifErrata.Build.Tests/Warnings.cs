namespace GrifErrata.Build.Tests;

internal sealed class Warnings
{
    [Test]
    public void A_warning_comes_again_in_the_next_build()
    {
        using SiteProject site = new();
        site.Write(SiteProject.DraftDefinition, site.Read(SiteProject.DraftDefinition)
            + "packages:\n  - { name: nosuch, arch: x86_64, action: exclude, reason: to be warned }\n");

        foreach (CommandResult build in (CommandResult[])[site.Build().Succeeded(), site.Build().Succeeded()])
            Assert.That(build.Output, Does.Contain($"{site.At(SiteProject.DraftDefinition)}(5,5): warning GE2402: "));

        Assert.That(File.Exists(site.At(SiteProject.Draft)), Is.True);
    }
}
