using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

/// <summary>Sites have had features of Pakiti of their own, at the paths where ours go.</summary>
public sealed class TemplatesByHand
{
    private const string Client = "features/pakiti/client/config.tpl";
    private const string Own = "unique template features/pakiti/client/config;\n";

    [TestCase(GenerationMode.Update)]
    [TestCase(GenerationMode.Accept)]
    public void A_feature_that_a_person_wrote_is_never_overwritten(GenerationMode mode)
    {
        using InputFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Input, "federation.yaml"), "name: GRIF\n");
        string path = WriteOwn(folder);
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(mode), Does.StartWith($"templates/pan/{Client}: error GE1029: The file was written by hand"));
            Assert.That(File.ReadAllText(path), Is.EqualTo(Own));
        });
    }

    [TestCase(GenerationMode.Update)]
    [TestCase(GenerationMode.Accept)]
    public void Without_a_federation_it_is_no_orphan(GenerationMode mode)
    {
        using InputFolder folder = new();
        string path = WriteOwn(folder);
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(mode), Is.Empty);
            Assert.That(File.Exists(path), Is.True);
        });
    }

    [Test]
    public void A_generated_feature_goes_with_the_federation()
    {
        using InputFolder folder = new();
        string federation = Path.Combine(folder.Input, "federation.yaml");
        File.WriteAllText(federation, "name: GRIF\n");
        Assert.That(folder.Print(), Is.Empty);
        File.Delete(federation);
        Assert.That(folder.Print(), Does.Contain($"templates/pan/{Client}: error GE1024:"));
        folder.Run(GenerationMode.Accept);
        Assert.That(File.Exists(Path.Combine(folder.Output, Client)), Is.False);
    }

    private static string WriteOwn(InputFolder folder)
    {
        string path = Path.Combine(folder.Output, Client);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Own);
        return path;
    }
}
