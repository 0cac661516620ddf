using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

/// <summary>Update versions as features, in the output folder.</summary>
public sealed class FeatureFiles
{
    private const string Released = "features/errata/20101022/config.tpl", Draft = "features/errata/20101125/config.tpl", Drafts = "features/errata/drafts.tpl";

    [Test]
    public void They_are_made_only_where_the_federation_asks_for_them()
    {
        using InputFolder folder = new();
        Federation(folder, "");
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(), Is.Empty);
            Assert.That(Directory.Exists(Path.Combine(folder.Output, "features/errata")), Is.False);
        });
        Federation(folder, "aquilon: true\n");
        Assert.Multiple(() =>
        {
            Assert.That(Written(folder), Is.EqualTo(new[] { Released, Draft, Drafts }));
            Assert.That(folder.Print(GenerationMode.Verify), Is.Empty);
            Assert.That(File.ReadAllText(Path.Combine(folder.Output, Drafts)), Does.Contain("'20101125',").And.Not.Contain("'20101022'"));
        });
    }

    [Test]
    public void Releasing_a_draft_changes_the_list_of_drafts_alone()
    {
        using InputFolder folder = Made();
        folder.Replace("updates/20101125.yaml", "state: draft", "state: released");
        Assert.That(Written(folder), Is.EqualTo(new[] { Drafts }));
    }

    [Test]
    public void The_feature_of_a_released_version_does_not_change_unnoticed()
    {
        using InputFolder folder = Made();
        string path = Path.Combine(folder.Output, Released);
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("SELF;\n", "undef;\n", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(), Does.StartWith($"templates/pan/{Released}(9,5): error GE1022: Update version 20101022 is released and never changes"));
            Assert.That(folder.Print(GenerationMode.Accept), Does.Contain("GE1022"));
            Assert.That(folder.Print(GenerationMode.Accept, acceptReleased: true), Is.Empty);
            Assert.That(File.ReadAllText(path), Is.EqualTo(text));
        });
    }

    [Test]
    public void The_feature_of_a_withdrawn_version_goes_only_by_word_because_hosts_may_be_bound_to_it()
    {
        using InputFolder folder = Made();
        folder.Replace("updates/20101022.yaml", "state: released", "state: withdrawn");
        Assert.That(folder.Print(), Does.Contain($"templates/pan/{Released}: error GE1024: No OS has update version 20101022 any more"));
        folder.Run(GenerationMode.Accept);
        Assert.That(File.Exists(Path.Combine(folder.Output, Released)), Is.False);
    }

    [Test]
    public void A_released_feature_is_replaced_by_one_of_the_other_extension_only_by_word()
    {
        using InputFolder folder = Made();
        string other = Path.ChangeExtension(Released, "pan");
        File.Copy(Path.Combine(folder.Output, Released), Path.Combine(folder.Output, other));
        Assert.That(folder.Print(), Does.StartWith($"templates/pan/{other}: error GE1022: Update version 20101022 is released and never changes"));
    }

    [TestCase(GenerationMode.Update)]
    [TestCase(GenerationMode.Accept)]
    public void A_feature_that_a_person_wrote_is_never_overwritten_and_no_orphan(GenerationMode mode)
    {
        using InputFolder folder = new();
        Federation(folder, "aquilon: true\n");
        string path = Path.Combine(folder.Output, Draft);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "unique template features/errata/20101125/config;\n");
        Assert.That(folder.Print(mode), Does.StartWith($"templates/pan/{Draft}: error GE1029: The file was written by hand"));
        Federation(folder, "aquilon: false\n");
        Assert.That(folder.Print(mode), Is.Empty);
        Assert.That(File.Exists(path), Is.True);
    }

    private static InputFolder Made()
    {
        InputFolder folder = new();
        Federation(folder, "aquilon: true\n");
        Assert.That(folder.Print(), Is.Empty);
        return folder;
    }

    private static void Federation(InputFolder folder, string more) => File.WriteAllText(Path.Combine(folder.Input, "federation.yaml"), $"name: GRIF\n{more}");

    private static IEnumerable<string> Written(InputFolder folder) =>
        folder.Run().Result.Written.Select(p => Path.GetRelativePath(folder.Output, p)).Where(p => p.StartsWith("features/errata/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
