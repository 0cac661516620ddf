namespace GrifErrata.Build.Tests;

internal sealed class Cleaning
{
    [Test]
    public void Clean_removes_stamps_and_received_files_and_never_a_template()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit(SiteProject.Released, "'gzip'", "'gunzip'");
        site.Build().Failed();
        IReadOnlyList<string> before = site.Outputs(times: true);
        Assert.That(Directory.Exists(site.At($"{SiteProject.Intermediate}/received")), Is.True);

        site.Build("-t:Clean").Succeeded();

        Assert.That(Directory.Exists(site.At(SiteProject.Intermediate)), Is.False);
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }
}
