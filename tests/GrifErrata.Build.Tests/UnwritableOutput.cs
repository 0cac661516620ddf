namespace GrifErrata.Build.Tests;

internal sealed class UnwritableOutput
{
    private const string InitFolder = "templates/pan/el5-x86_64/config/os/errata";

    [Test]
    public void A_folder_that_cannot_be_written_is_an_error_and_leaves_every_file()
    {
        // Permissions do not bind root, so a file stands where the folder should be.
        using SiteProject site = SiteProject.Built();
        Directory.Delete(site.At(InitFolder), recursive: true);
        site.Write(InitFolder, "in the way\n");
        site.Edit($"{SiteProject.Listings}/october.csv", "12.el5_5.7", "12.el5_5.9");
        IReadOnlyList<string> before = site.Outputs(times: true);

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Match(@"20100906-init\.tpl : error GE1025: "));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }

    [Test]
    public void A_read_only_folder_is_an_error_and_leaves_every_file()
    {
        using SiteProject site = new();
        using SmallDisk disk = new(site.At("templates/pan"));
        site.Build().Succeeded();
        disk.MakeReadOnly();
        site.Edit($"{SiteProject.Listings}/october.csv", "12.el5_5.7", "12.el5_5.9");
        IReadOnlyList<string> before = site.Outputs(times: true);

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Match(@"20101022\.(tpl|md|json) : error GE1025: .*Read-only"));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }

    [Test]
    public void A_full_disk_is_an_error_and_leaves_every_file()
    {
        using SiteProject site = new();
        using SmallDisk disk = new(site.At("templates/pan"));
        site.Build().Succeeded();
        IReadOnlyList<string> before = site.Outputs(times: true);
        site.Write($"{SiteProject.Listings}/many.csv", "name,version,release,arch,build_time\n"
            + string.Concat(Enumerable.Range(0, 2000).Select(n => $"package-{n},1.0,1,x86_64,2010-10-01T10:00:00Z\n")));

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Match(@"20101022\.(tpl|md|json) : error GE1025: .*space"));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }
}
