namespace GrifErrata.Build.Tests;

internal sealed class SeveralFrameworks
{
    [Test]
    public void A_project_with_several_target_frameworks_gets_its_templates_once()
    {
        using SiteProject site = new("Microsoft.NET.Sdk");
        site.Edit("Site.csproj", "<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><EnableDefaultItems>false</EnableDefaultItems>");
        string first = site.Build().Succeeded().Output;

        Assert.Multiple(() =>
        {
            Assert.That(first.Split(" files, ").Length - 1, Is.EqualTo(1), first);
            Assert.That(first.Split("templates were not compiled").Length - 1, Is.EqualTo(1), first);
        });
        Assert.That(site.Outputs(), Is.Not.Empty);
        Assert.That(site.Build().Succeeded().Skipped, Is.True);

        site.Edit(SiteProject.Draft, "openssl", "opensll");
        site.Build("-t:AcceptErrata").Succeeded();
        Assert.That(site.Read(SiteProject.Draft), Does.Not.Contain("opensll"));
    }
}
