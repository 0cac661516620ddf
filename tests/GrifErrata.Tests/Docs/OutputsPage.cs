using System.Reflection;
using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Reviews;
using GrifErrata.Updates;
using Scriban.Runtime;

namespace GrifErrata.Tests.Docs;

public sealed class OutputsPage
{
    private const string Page = "docs/formats/outputs.md";

    private static readonly Type[] Models =
    [
        typeof(ErrataModel), typeof(ErrataLine), typeof(ErrataEntry), typeof(FunctionsModel), typeof(FederationBackend), typeof(InitModel), typeof(FixModel), typeof(FixModelBlock), typeof(FixModelPackage), typeof(FixModelAction), typeof(FixModelReplacement), typeof(ChangeLogNeed), typeof(PanVariable), typeof(ChangeLogModel), typeof(ChangeLogAdvisory),
        typeof(ChangeLogPackage), typeof(ChangeLogMissing), typeof(ChangeLogDecision), typeof(ArchChange), typeof(ChangeLogSetting),
        typeof(FederationModel), typeof(FederationVersions), typeof(FederationVersion), typeof(FederationSiteStage), typeof(FederationSiteFreezes), typeof(FederationFreeze),
        typeof(ErrataFeatureModel), typeof(ErrataDraftsModel), typeof(ErrataDrafts),
        typeof(ReviewModel), typeof(ReviewTable), typeof(ReviewSeverity), typeof(ReviewAdvisory), typeof(ReviewReplaced),
    ];

    [TestCaseSource(nameof(Models))]
    public void Every_member_that_a_template_sees_is_named(Type model)
    {
        string text = DocPages.Text(Page);
        Assert.That(model.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => $"`{StandardMemberRenamer.Rename(p)}`")
            .Where(name => !text.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("pan.quote")]
    [TestCase("pan.comment")]
    [TestCase("pan.escape")]
    [TestCase("pan.key")]
    [TestCase("pan.braces")]
    [TestCase("markdown.escape")]
    [TestCase("html.escape")]
    public void A_function_that_the_page_names_exists(string function)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(DocPages.Text(Page), Does.Contain($"| `{function}` |"));
        ErrataTemplate.Parse("x", $"{{{{ 'gcc' | {function} }}}}", diagnostics)!.Render(Model, diagnostics);
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void The_template_that_the_page_shows_renders()
    {
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplate.Parse("x", DocPages.Blocks(Page, "scriban").Single().Text, diagnostics)!.Render(Model, diagnostics);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics, Is.Empty);
            Assert.That(text, Does.Contain("template rpms/errata/20101125;\n").And.Contain("'/software/packages' = pkg_ronly('gcc-c++', '1-1', 'x86_64');").And.Not.Contain("kernel"));
        });
    }

    [Test]
    public void Every_line_of_Pan_that_the_page_shows_is_one_that_is_generated()
    {
        HashSet<string> generated = [.. new[] { "templates/pan/sl5.5-x86_64", "tests/GrifErrata.Tests/Pan/Expected", "tests/GrifErrata.Tests/Dependencies/FixPhase/Grif2010" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".tpl" or ".pan").SelectMany(File.ReadLines)];
        (int Line, string Text)[] blocks = [.. DocPages.Blocks(Page, "pan")];
        Assert.That(blocks, Has.Length.EqualTo(5));
        Assert.That(blocks.SelectMany(b => b.Text.TrimEnd('\n').Split('\n')).Where(line => !generated.Contains(line)), Is.Empty);
    }

    [Test]
    public void Every_template_that_can_be_overridden_is_named()
    {
        string text = DocPages.Text(Page);
        Assert.That(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "templates", "scriban")).Select(Path.GetFileName)
            .Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static ErrataModel Model => new("20101125", "sl550-x86_64", false,
        [new("gcc-c++", "1-1", "x86_64", IsHeld: false), new("kernel", "1-1", "x86_64", IsHeld: true)]);
}
