using System.Reflection;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Repositories;
using GrifErrata.Xml;

namespace GrifErrata.Tests.Input;

/// <summary>The pages of the codes of inputs, XML, advisories and repositories.</summary>
internal sealed class DiagnosticPageTests
{
    private static IEnumerable<DiagnosticDescriptor> Codes() =>
        ((Type[])[typeof(InputDiagnostics), typeof(XmlDiagnostics), typeof(AdvisoryDiagnostics), typeof(RepodataDiagnostics)])
        .SelectMany(area => area.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Select(field => (DiagnosticDescriptor)field.GetValue(null)!);

    [TestCaseSource(nameof(Codes))]
    public void A_code_has_a_page_under_its_title_with_an_example(DiagnosticDescriptor code)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, code.HelpPage));
        Assert.That(lines[0], Is.EqualTo($"# {code.Code}: {code.Title}"));
        Assert.That(lines, Has.Length.InRange(10, 25));
        Assert.That(lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)), Is.EqualTo((string[])["## What is wrong", "## Example", "## What to do"]));
        string word = code.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        Assert.That(lines, Has.Some.Contains($": {word} {code.Code}: "));
    }

    [Test]
    public void No_code_is_used_twice() => Assert.That(Codes().Select(c => c.Code), Is.Unique);
}
