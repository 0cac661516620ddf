using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Snapshots;

namespace GrifErrata.Tests.Docs;

public sealed class DiagnosticPages
{
    /// <summary>Codes whose page is still to be written; delete a code when it has one.</summary>
    private static readonly HashSet<string> WithoutPage =
    [
        "GE1001", "GE1002", "GE1003", "GE1004", "GE1005", "GE1006", "GE1007", "GE1008", "GE1009",
        "GE1021", "GE1022", "GE1023", "GE1024", "GE1025", "GE1026", "GE1030",
        "GE1251", "GE1252", "GE1253", "GE1254", "GE1255", "GE1256", "GE1257", "GE1258", "GE1259",
        "GE1301", "GE1302", "GE1303", "GE1304", "GE1305", "GE1306", "GE1307", "GE1308", "GE1309", "GE1310", "GE1311", "GE1312", "GE1313", "GE1314",
        "GE1321", "GE1322", "GE1323", "GE1324",
        "GE2251", "GE2252", "GE2301", "GE2302", "GE2321", "GE2322", "GE2323", "GE2324",
    ];

    /// <summary>Codes that no test names yet; delete a code when one does.</summary>
    private static readonly HashSet<string> WithoutTest =
    [
        "GE1001", "GE1002", "GE1003", "GE1005", "GE1006", "GE1007", "GE1008", "GE1030", "GE1251",
        "GE1253", "GE1254", "GE1255", "GE1256", "GE1257", "GE1258", "GE1259", "GE1301", "GE1304",
        "GE1305", "GE1306", "GE1307", "GE1309", "GE1311", "GE1312", "GE1313", "GE1314", "GE1321",
        "GE1322", "GE1323", "GE1324", "GE2251", "GE2252", "GE2301", "GE2302", "GE2322", "GE2323",
        "GE2324",
    ];

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
        if (WithoutPage.Contains(code) && !File.Exists(path)) Assert.Ignore($"docs/diagnostics/{code}.md is still to be written.");
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
    public void Each_code_is_named_in_a_test(string code)
    {
        bool named = TestSources.Value.Contains(code, StringComparison.Ordinal);
        if (WithoutTest.Contains(code) && !named) Assert.Ignore($"A test of {code} is still to be written.");
        Assert.That(named, Is.True);
    }

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
