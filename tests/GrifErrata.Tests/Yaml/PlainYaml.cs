using System.Text;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Yaml;

namespace GrifErrata.Tests.Yaml;

public sealed class PlainYaml
{
    private static string Errors(string text) => Errors(Encoding.UTF8.GetBytes(text));

    private static string Errors(byte[] content)
    {
        DiagnosticBag diagnostics = [];
        YamlMap? map = YamlFile.Parse(content, "x.yaml", diagnostics);
        Assert.That(map is null, Is.EqualTo(diagnostics.HasErrors), "A file with an error gives nothing, one without gives something.");
        return string.Join('\n', diagnostics);
    }

    [TestCase("\uFEFFkind: monthly", "x.yaml(1,1): error GE1102: The file starts with a byte-order mark.")]
    [TestCase("kind: monthly\n\tstate: draft", "x.yaml(2,1): error GE1103: The line is indented with a tab.")]
    [TestCase("packages:\n  \t- a", "x.yaml(2,3): error GE1103: The line is indented with a tab.")]
    [TestCase("kind: a\nstate: b\nkind: c", "x.yaml(3,1): error GE1104: The key `kind` occurs twice; the first is in line 1.")]
    [TestCase("a: &x 1\nb: *x", "x.yaml(1,4): error GE1101: Anchors (&), aliases (*) and tags (!) are not read.")]
    [TestCase("a: !!str 1", "x.yaml(1,4): error GE1101: Anchors")]
    [TestCase("a: 1\n---\nb: 2", "x.yaml(2,1): error GE1101: A second document starts here.")]
    [TestCase("- a\n- b", "x.yaml(1,1): error GE1107: The file must be a mapping")]
    [TestCase("just text", "x.yaml(1,1): error GE1107: The file must be a mapping")]
    [TestCase("a: [1, 2", "x.yaml(2,1): error GE1101: The file is not valid YAML")]
    [TestCase("kernel: [2.6.18\nadvisories: [x]", "x.yaml(1,9): error GE1101: The file is not valid YAML here or in the next lines.")]
    [TestCase("? [a]\n: b", "x.yaml(1,3): error GE1107: A key must be a text.")]
    public void What_is_more_or_less_than_plain_data_is_refused_at_its_place(string text, string expected) =>
        Assert.That(Errors(text), Does.StartWith(expected));

    [Test]
    public void No_text_makes_the_reader_fail_but_by_a_diagnostic() =>
        Gen.Char["ab:-? \n\n#[]{},'\"&*!|>%@\\01\t\r\0\u0085\u2028"].Array[0, 30].Select(c => new string(c)).Sample(text => _ = Errors(text), iter: 20_000);

    [Test]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.That(Errors([(byte)'a', (byte)':', (byte)' ', 0xE9]), Does.StartWith("x.yaml(1,4): error GE1101: This byte is not UTF-8."));

    [Test]
    public void Nesting_without_end_is_refused() =>
        Assert.That(Errors(string.Concat(Enumerable.Repeat("[", 10_000))), Does.Contain("error GE1101: The value is nested more than 16 levels deep."));

    [Test]
    public void A_file_that_nobody_writes_by_hand_is_refused() =>
        Assert.That(Errors("#" + new string('x', YamlFile.MaxLength)), Does.StartWith("x.yaml: error GE1101: The file has 4194305 bytes"));

    [TestCase("")]
    [TestCase("# nothing\n")]
    public void An_empty_file_is_an_empty_mapping(string text) => Assert.That(Errors(text), Is.Empty);

    [Test]
    public void Numbers_and_dates_stay_as_they_are_written()
    {
        YamlMap map = YamlFile.Parse("version: 1.10\nday: 2010-10-27\nno: off"u8, "x.yaml", [])!;
        Assert.That(new[] { map.Text("version")!.Text, map.Text("day")!.Text, map.Text("no")!.Text }, Is.EqualTo(new[] { "1.10", "2010-10-27", "off" }));
    }
}
