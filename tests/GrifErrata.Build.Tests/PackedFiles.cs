using System.IO.Compression;
using System.Xml.Linq;

namespace GrifErrata.Build.Tests;

internal sealed class PackedFiles
{
    [Test]
    public void Packing_at_the_root_says_nothing_that_NuGet_warns_of()
    {
        Assert.That(Packages.Pack.Output, Does.Not.Contain("warning"));
    }

    [Test]
    public void The_package_of_tasks_holds_every_DLL_and_depends_on_nothing()
    {
        using ZipArchive package = Open("GrifErrata.Build");
        string[] names = [.. package.Entries.Select(e => e.FullName)];

        Assert.That(names, Is.SupersetOf((string[])
        [
            "build/GrifErrata.Build.props",
            "build/GrifErrata.Build.targets",
            "buildTransitive/GrifErrata.Build.props",
            "buildTransitive/GrifErrata.Build.targets",
            "tools/net10.0/GrifErrata.dll",
            "tools/net10.0/GrifErrata.Build.dll",
            "tools/net10.0/Scriban.Signed.dll",
            "tools/net10.0/YamlDotNet.dll",
            "tools/net10.0/Microsoft.Extensions.Logging.Abstractions.dll",
        ]));
        Assert.That(names.Where(n => n.StartsWith("lib/", StringComparison.Ordinal)), Is.Empty);
        Assert.That(names.Where(n => n.Contains("Microsoft.Build", StringComparison.Ordinal)), Is.Empty, "MSBuild brings its own.");
        XElement metadata = Metadata(package);
        Assert.That(metadata.Elements().Where(e => e.Name.LocalName == "dependencies"), Is.Empty);
        Assert.That(metadata.Elements().Single(e => e.Name.LocalName == "developmentDependency").Value, Is.EqualTo("true"));
    }

    [TestCase("GrifErrata.Build")]
    [TestCase("GrifErrata.Tool")]
    public void Every_library_of_others_that_a_package_holds_has_its_notice(string id)
    {
        Packages.Require(id);
        using ZipArchive package = Open(id);
        using StreamReader notices = new(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        string text = notices.ReadToEnd();

        string[] others = [.. package.Entries.Select(e => e.Name)
            .Where(n => n.EndsWith(".dll", StringComparison.Ordinal) && !n.StartsWith("GrifErrata", StringComparison.Ordinal))];

        Assert.That(others, Is.Not.Empty);
        foreach (string dll in others) Assert.That(text, Does.Contain($"\n{dll}\n"));
    }

    [TestCase("GrifErrata")]
    [TestCase("GrifErrata.Build")]
    [TestCase("GrifErrata.Tool")]
    public void Each_package_has_its_licence_readme_and_description(string id)
    {
        Packages.Require(id);
        using ZipArchive package = Open(id);
        XElement metadata = Metadata(package);

        Assert.That(Value("license"), Is.EqualTo("Apache-2.0"));
        Assert.That(Value("readme"), Is.EqualTo("README.md"));
        Assert.That(Value("description"), Is.Not.Empty.And.Not.EqualTo("Package Description"));

        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
    }

    [Test]
    public void The_library_carries_every_Scriban_template_in_its_main_assembly()
    {
        using ZipArchive package = Open("GrifErrata");
        Assert.That(package.Entries.Where(e => e.Name.EndsWith(".resources.dll", StringComparison.Ordinal)), Is.Empty);
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Packages.Feed, $"{id}.{Packages.Version}.nupkg"));

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }
}
