namespace GrifErrata.Tool.Tests;

/// <summary><c>diff</c>.</summary>
[TestFixture]
public sealed class Differences
{
    [Test]
    public void Two_of_GRIFs_versions_are_compared_in_aligned_columns()
    {
        CommandRun run = CommandRun.Of("diff", "20101022", "20101028");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems), "differences are exit code 1, as diff has it");
        Snapshot.Verify(run.Out);
    }

    [Test]
    public void The_difference_in_json() => Snapshot.Verify(CommandRun.Of("diff", "20101022", "20101028", "--os", "sl5.5-x86_64", "--json").Out, "json");

    [Test]
    public void Backwards_what_came_leaves_and_what_rose_is_lowered() => Snapshot.Verify(CommandRun.Of("diff", "20101028", "20101022").Out);

    [Test]
    public void A_kernel_and_variables_that_change_are_shown()
    {
        using SiteFolder site = new();
        site.Write("updates/20101220.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-238.el5\nvariables: { B: z }\n");
        Snapshot.Verify(site.Run("diff", "20101125", "20101220").Out);
    }

    [Test]
    public void A_version_is_the_same_as_itself()
    {
        CommandRun run = CommandRun.Of("diff", "20101028", "20101028");
        Assert.That(run, Is.EqualTo(new CommandRun(0, "sl5.5-x86_64: 20101028 and 20101028 are the same.\n", string.Empty)));
    }

    [Test]
    public void With_several_OSs_it_is_the_one_that_has_the_versions_and_else_one_must_be_named()
    {
        using SiteFolder site = new();
        string other = Directory.CreateDirectory(Path.Combine(site.Input, "el9-x86_64", "updates")).FullName;
        File.WriteAllText(Path.Combine(other, "20101022.yaml"), string.Empty);
        Assert.That(site.Run("diff", "20101022", "20101125").Code, Is.EqualTo(ExitCodes.Problems), "one has both, and they differ");
        File.WriteAllText(Path.Combine(other, "20101125.yaml"), string.Empty);
        CommandRun run = site.Run("diff", "20101022", "20101125");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Error, Is.EqualTo("grif-errata: error: There are several OSs; name one with --os: el9-x86_64, sl5.5-x86_64.\n"));
        Assert.That(site.Run("diff", "20101022", "20101125", "--os", "sl5.5-x86_64").Error, Does.Not.Contain("error"));
    }
}
