using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Snapshots;

namespace GrifErrata.Tests.Docs;

public sealed class DiagnosticPages
{
    private static IEnumerable<string> Codes => DiagnosticCodes.OfSources.Select(d => d.Code).Distinct(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Checkout.Root, "docs", "diagnostics");

    private static readonly Lazy<string> TestSources = new(() => string.Concat(DiagnosticCodes.SourceFiles("tests", "*.cs")
        .Where(path => Path.GetFileName(path) != "DiagnosticPages.cs").Select(File.ReadAllText)));

    [Test]
    public void The_text_of_the_sources_names_every_code_of_the_library() =>
        Assert.That(DiagnosticCodes.OfLibrary, Is.SubsetOf(DiagnosticCodes.OfSources));

    [Test]
    public void No_code_means_two_things() =>
        Assert.That(DiagnosticCodes.OfSources.GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty);

    [Test]
    public void Errors_are_GE1_and_warnings_GE2() => Assert.That(Codes, Is.All.Match("^GE[12][0-9]{3}$"));

    [TestCaseSource(nameof(Codes))]
    public void Each_code_has_a_page_that_says_what_is_wrong_shows_it_and_says_what_to_do(string code)
    {
        string path = Path.Combine(Folder, code + ".md");
        string[] lines = File.ReadAllLines(path);
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo($"# {code}: {DiagnosticCodes.OfSources.First(d => d.Code == code).Title}"));
            Assert.That(lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)),
                Is.EqualTo(new[] { "## What is wrong", "## Example", "## What to do" }));
            Assert.That(lines.SkipWhile(l => l != "## Example").TakeWhile(l => l != "## What to do"), Has.Some.Contains(code), "the message as printed");
            Assert.That(lines, Has.Length.InRange(10, 30));
        });
    }

    [TestCaseSource(nameof(Codes))]
    public void Each_code_is_named_in_a_test(string code) => Assert.That(TestSources.Value.Contains(code, StringComparison.Ordinal), Is.True);

    [Test]
    public void No_page_is_about_a_code_that_does_not_exist() =>
        Assert.That(Directory.EnumerateFiles(Folder, "GE*.md").Select(Path.GetFileNameWithoutExtension), Is.SubsetOf(Codes));

    [Test]
    public void The_table_of_all_codes_is_complete()
    {
        string path = Path.Combine(Folder, "README.md"), received = Table();
        string there = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (SnapshotComparison.Compare(there, received) is not { } difference)
        {
            File.Delete(SnapshotComparison.ReceivedName(path));
            return;
        }

        File.WriteAllText(SnapshotComparison.ReceivedName(path), received);
        Assert.Fail($"docs/diagnostics/README.md({difference.Line},{difference.Column}): {difference}. If it is right, rename README.received.md to README.md.");
    }

    private static string Table()
    {
        StringBuilder text = new("""
            # Diagnostics

            Every message has the form `file(line,column): error GE1234: what is wrong and what to do`. After an error no output is
            written; a warning stops nothing. Each code has one meaning for ever.

            | Code | Severity | Title |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (DiagnosticDescriptor descriptor in DiagnosticCodes.OfSources)
        {
            bool hasPage = File.Exists(Path.Combine(Checkout.Root, descriptor.HelpPage));
            string code = hasPage ? $"[{descriptor.Code}]({descriptor.Code}.md)" : descriptor.Code;
            text.Append("| ").Append(code).Append(" | ")
                .Append(descriptor.Severity == DiagnosticSeverity.Error ? "error" : "warning")
                .Append(" | ").Append(descriptor.Title).Append(" |\n");
        }

        return text.ToString();
    }
}
