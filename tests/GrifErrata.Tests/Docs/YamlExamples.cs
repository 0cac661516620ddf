using System.Text;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Docs;

public sealed partial class YamlExamples
{
    private static IEnumerable<TestCaseData> Examples() =>
        from page in DocPages.All
        from block in DocPages.Blocks(page, "yaml")
        where !block.Text.StartsWith("# monitor.yaml\n", StringComparison.Ordinal) // Read by the monitor's own tests.
        select new TestCaseData(block.Text).SetArgDisplayNames($"{page}, line {block.Line}");

    [TestCaseSource(nameof(Examples))]
    public void An_example_in_the_docs_is_read_without_a_diagnostic(string yaml) => Assert.That(Diagnostics(yaml), Is.Empty);

    [Test]
    public void There_are_examples_of_both_files() =>
        Assert.That(Examples().Select(e => ((string)e.Arguments[0]!).Split('\n')[0][..4]).Distinct(), Is.SupersetOf(new[] { "# os", "# up" }));

    // What the readers ask for when a key is unknown is all that they know.
    [TestCase("docs/formats/os-yaml.md", "# os.yaml\nx: 1\nnodeOsVersion: a\narch: x86_64\npan: { x: 1 }\nkernel: { x: 1 }\nsources: { x: 1 }\nfeeds: [{ x: 1, url: 'https://e/', to: a }]", 5)]
    [TestCase("docs/formats/update-yaml.md",
        "# updates/20101125.yaml\nx: 1\nkind: monthly\nstate: draft\nkernel: { x: 1, version: 1-1 }\npackages: [{ x: 1, name: a, action: exclude, reason: r }]", 3)]
    [TestCase("docs/formats/federation-yaml.md",
        "# federation.yaml\nx: 1\nname: a\nsites: [{ x: 1, name: a }]\nfreezes: [{ x: 1, host: a, os: a, version: 20101125, reason: r, owner: o, until: 2010-12-01 }]\n"
        + "kernels: [{ x: 1, os: a, kernel: 1-1, version: 20101125, sites: [] }]", 4)]
    public void Every_key_that_is_read_has_a_line_in_its_page(string page, string yaml, int mappings)
    {
        MatchCollection known = KnownKeys().Matches(Diagnostics(yaml));
        string text = DocPages.Text(page);
        Assert.That(known, Has.Count.EqualTo(mappings));
        Assert.That(known.SelectMany(m => m.Groups["keys"].Value.Split(", ")).Where(key => !text.Contains($"| `{key}` |", StringComparison.Ordinal)), Is.Empty);
    }

    private static string Diagnostics(string yaml)
    {
        string first = yaml.Split('\n')[0];
        DiagnosticBag diagnostics = [];
        if (first == "# os.yaml") OsDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "os.yaml", "os", diagnostics);
        else if (first.StartsWith("# updates/", StringComparison.Ordinal)) UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), first[2..], diagnostics);
        else if (first == "# federation.yaml") GrifErrata.Federation.FederationReader.Read(Encoding.UTF8.GetBytes(yaml), "federation.yaml", diagnostics);
        else Assert.Fail($"The first line of an example says which file it is, `# os.yaml`, `# federation.yaml` or `# updates/<version>.yaml`; here it is `{first}`.");
        return string.Join('\n', diagnostics);
    }

    [GeneratedRegex(@"known are: (?<keys>[^.]+)\.$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex KnownKeys();
}
