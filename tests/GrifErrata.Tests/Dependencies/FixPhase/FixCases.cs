namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>The cases of the -fix template: each file's template, findings and machines are the file beside it.</summary>
public sealed class FixCases
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "FixPhase", "Cases");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.case").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Each_case_has_its_template(string name) =>
        Snapshot.Matches(Path.Combine(Folder, name + ".txt"), FixCase.Parse(File.ReadAllText(Path.Combine(Folder, name + ".case"))).Describe());
}
