using System.Text.RegularExpressions;

namespace GrifErrata.Tests;

/// <summary>The library's folders: each is a namespace, and they depend on each other in one direction.</summary>
public sealed partial class Architecture
{
    private static string Library => Path.Combine(Checkout.Root, "src", "GrifErrata");

    private static readonly (string Folder, string Text)[] Sources =
    [
        .. Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Folder: Path.GetRelativePath(Library, Path.GetDirectoryName(file)!).Replace('/', '.'), file))
            .Where(f => f.Folder.Split('.')[0] is not ("bin" or "obj" or ""))
            .Select(f => (f.Folder, File.ReadAllText(f.file))),
    ];

    [Test]
    public void The_folder_is_the_namespace()
    {
        Assert.That(Sources, Has.Length.GreaterThan(100));
        Assert.That(Sources.Where(s => !s.Text.Contains($"\nnamespace GrifErrata.{s.Folder};\n", StringComparison.Ordinal)
            && !s.Text.StartsWith($"namespace GrifErrata.{s.Folder};\n", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void No_folder_depends_on_one_that_depends_on_it()
    {
        ILookup<string, string> uses = Sources.SelectMany(s => Uses().Matches(s.Text).Select(m => (s.Folder, Used: m.Groups["folder"].Value)))
            .Where(u => u.Folder != u.Used).Distinct().ToLookup(u => u.Folder, u => u.Used);
        HashSet<string> Reached(string from)
        {
            HashSet<string> reached = [];
            Queue<string> open = new(uses[from]);
            while (open.TryDequeue(out string? folder))
            {
                if (!reached.Add(folder)) continue;
                foreach (string next in uses[folder]) open.Enqueue(next);
            }

            return reached;
        }

        Assert.That(uses.Select(u => u.Key).Where(folder => Reached(folder).Contains(folder)), Is.Empty);
        Assert.That(Reached("Generation"), Does.Contain("Rpm"), "the search finds what is there");
    }

    [GeneratedRegex(@"^using (static )?GrifErrata\.(?<folder>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Uses();
}
