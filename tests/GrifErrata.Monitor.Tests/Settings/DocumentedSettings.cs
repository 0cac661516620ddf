using System.Text;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Settings;

namespace GrifErrata.Monitor.Tests.Settings;

/// <summary>What the docs say of the settings file.</summary>
public sealed partial class DocumentedSettings
{
    private static IEnumerable<TestCaseData> Examples() =>
        from page in DocPages.All
        from block in DocPages.Blocks(page, "yaml")
        where block.Text.StartsWith("# monitor.yaml\n", StringComparison.Ordinal)
        select new TestCaseData(block.Text).SetArgDisplayNames($"{page}, line {block.Line}");

    [TestCaseSource(nameof(Examples))]
    public void An_example_is_read_without_a_diagnostic(string yaml)
    {
        DiagnosticBag diagnostics = [];
        MonitorSettings? settings = SettingsReader.Read(Encoding.UTF8.GetBytes(yaml), "/etc/grif-errata/monitor.yaml", SettingsReader.Defaults(), diagnostics);
        Assert.That(diagnostics.Where(d => d.Code != "GE1955"), Is.Empty, "but for files that only the reader's machine has");
        DiagnosticBag between = [];
        SettingsCheck.Run(settings! with { Listen = settings.Listen with { Certificate = null, ClientAuthorities = "a file" } }, between);
        Assert.That(between.Where(d => d.Code != "GE1955"), Is.Empty);
    }

    [Test]
    public void Every_key_that_is_read_has_a_line_in_its_page()
    {
        DiagnosticBag diagnostics = [];
        SettingsReader.Read("x: 1\nlisten: { x: 1 }\nsites: [{ x: 1, name: a }]\nfederation: { x: 1 }\nreporters: [{ x: 1, sites: all }]\nproxy: { x: 1 }\nrate: { x: 1 }\n"u8, "monitor.yaml", SettingsReader.Defaults(), diagnostics);
        MatchCollection known = KnownKeys().Matches(string.Join('\n', diagnostics));
        string text = DocPages.Text("docs/formats/monitor-yaml.md");
        Assert.That(known, Has.Count.EqualTo(7));
        Assert.That(known.SelectMany(m => m.Groups["keys"].Value.Split(", ")).Where(key => !text.Contains($"`{key}`", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"known are: (?<keys>[^.]+)\.$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex KnownKeys();
}
