namespace GrifErrata.Tests.Dependencies;

/// <summary>The cases of the check: each file's answer, with its explanation, is the file beside it.</summary>
public sealed class Cases
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "Cases");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.case").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Each_case_has_its_answer(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name + ".case"));
        Snapshot.Matches(Path.Combine(Folder, name + ".txt"), DependencyCase.Describe(DependencyCase.Parse(text).Check()));
    }
}
