using GrifErrata.Generation;
using GrifErrata.Tests.Generation;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>A version with a fix, generated as a whole.</summary>
public sealed class FixGeneration
{
    private const string ByHand = "fix:\n  - { when: [kernel], add: [glibc-2.5-49.el5_5.7.x86_64], reason: needed by the kernel }\n";

    [Test]
    public void A_version_with_a_fix_has_the_template_and_its_change_log_tells_it()
    {
        using InputFolder folder = new();
        folder.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0793]\n" + ByHand);
        Assert.That(folder.Print(), Does.Not.Contain("error"));
        string errata = Path.Combine(folder.Output, "sl5.5-x86_64", "rpms", "errata");
        Assert.That(File.ReadAllText(Path.Combine(errata, "20101125-fix.tpl")), Does.Contain("pkg_repl('glibc', '2.5-49.el5_5.7', 'x86_64');"));
        Assert.That(File.ReadAllText(Path.Combine(errata, "20101125.md")), Does.Contain("## What the update needs besides itself").And.Contain("needed by the kernel"));
    }

    [Test]
    public void The_fix_of_a_released_version_is_not_deleted_because_nothing_makes_it_any_more()
    {
        using InputFolder folder = new();
        folder.Write("updates/20101022.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n" + ByHand);
        Assert.That(folder.Print(), Does.Not.Contain("error"));
        string fix = Path.Combine(folder.Output, "sl5.5-x86_64", "rpms", "errata", "20101022-fix.tpl");
        folder.Write("updates/20101022.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n");
        Assert.That(folder.Print(), Does.Contain("20101022-fix.tpl: error GE1022"));
        Assert.That(folder.Print(GenerationMode.Accept), Does.Contain("20101022-fix.tpl: error GE1022"));
        Assert.That(File.Exists(fix), Is.True);
        Assert.That(folder.Print(GenerationMode.Accept, acceptReleased: true), Does.Not.Contain("error"));
        Assert.That(File.Exists(fix), Is.False);
    }
}
