using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

internal sealed class FreshSite
{
    [TestCase("Microsoft.NET.Sdk")]
    [TestCase("Microsoft.Build.NoTargets/3.7.0")]
    public void A_project_with_only_errata_input_and_the_package_gets_its_templates(string sdk)
    {
        using SiteProject site = new(sdk);

        CommandResult build = site.Build().Succeeded();

        Assert.That(build.Output, Does.Contain("0 Warning(s)"));
        string[] made = [.. site.Outputs().Select(o => o.Split(' ')[0])];
        Assert.That(made, Is.EqualTo((string[])
        [
            "el5-x86_64/config/os/errata/20100906-init.tpl",
            "el5-x86_64/config/os/errata/20101022-init.tpl",
            "el5-x86_64/rpms/errata/20100906.json",
            "el5-x86_64/rpms/errata/20100906.md",
            "el5-x86_64/rpms/errata/20100906.tpl",
            "el5-x86_64/rpms/errata/20101022.json",
            "el5-x86_64/rpms/errata/20101022.md",
            "el5-x86_64/rpms/errata/20101022.tpl",
        ]));
        foreach (string path in made.Where(m => m.EndsWith(".tpl", StringComparison.Ordinal)))
        {
            string expected = Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests", "expected", Path.GetFileName(path));
            Assert.That(site.Read($"templates/pan/{path}"), Is.EqualTo(File.ReadAllText(expected)), path);
        }
    }
}
