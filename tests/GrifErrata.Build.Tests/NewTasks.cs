namespace GrifErrata.Build.Tests;

internal sealed class NewTasks
{
    [Test]
    public void A_new_DLL_beside_the_tasks_causes_a_run()
    {
        using SiteProject site = new();
        string tools = Path.Combine(
            Packages.FreshCache["NUGET_PACKAGES"], "griferrata.build", Packages.Version, "tools", "net10.0");
        site.Build("-t:Restore").Succeeded();
        Packages.Copy(new(tools), site.At("own-tools"));
        string property = $"-p:GrifErrataTaskAssembly={site.At("own-tools/GrifErrata.Build.dll")}";
        site.Build(property).Succeeded();
        Assert.That(site.Build(property).Skipped, Is.True);
        File.SetLastWriteTimeUtc(site.At("own-tools/GrifErrata.dll"), DateTime.UtcNow);

        CommandResult build = site.Build(property).Succeeded();

        Assert.That(build.Generated, Is.True, build.Output);
    }
}
