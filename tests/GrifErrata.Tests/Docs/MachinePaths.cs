using System.Text.RegularExpressions;

namespace GrifErrata.Tests.Docs;

public sealed partial class MachinePaths
{
    private static readonly string[] Folders = ["src", "tests", "docs", "build", "templates", "errata-input"];

    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".md", ".json", ".yaml", ".scriban", ".tpl", ".pan", ".sh"];

    private static IEnumerable<string> Files() => Folders.Where(folder => Directory.Exists(Path.Combine(Checkout.Root, folder)))
        .SelectMany(folder => DiagnosticCodes.SourceFiles(folder, "*"))
        .Concat(Directory.EnumerateFiles(Checkout.Root))
        .Where(path => TextFiles.Contains(Path.GetExtension(path), StringComparer.Ordinal));

    [Test]
    public void No_line_names_a_folder_of_somebodys_machine() =>
        Assert.That(Files().SelectMany(path => File.ReadLines(path)
            .Select((line, i) => (Place: $"{Path.GetRelativePath(Checkout.Root, path)}({i + 1})", Line: line)))
            .Where(l => PathOfMachine().IsMatch(l.Line)).Select(l => l.Place), Is.Empty);

    [TestCase("see /" + "home/ada/x", true)]
    [TestCase("'/" + "work/x'", true)]
    [TestCase("(/" + "root/.nuget)", true)]
    [TestCase("https://example.org/home/x", false)]
    [TestCase("src/" + "work/x", false)]
    public void A_path_of_a_machine_is_told_from_others(string line, bool expected) => Assert.That(PathOfMachine().IsMatch(line), Is.EqualTo(expected));

    [GeneratedRegex(@"(?<![\w.\-/])/(?:work|root|home)/", RegexOptions.CultureInvariant)]
    private static partial Regex PathOfMachine();
}
