using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;

namespace GrifErrata.Tool.Tests;

/// <summary>docs/history.md, command by command: after each the generated look-up is a checked-in file.</summary>
internal sealed class History
{
    [Test]
    public void The_autumn_of_2010_gives_after_each_command_the_look_up_that_is_checked_in()
    {
        string root = Directory.CreateTempSubdirectory("grif-errata-history-").FullName;
        try
        {
            string input = Path.Combine(root, "errata-input");
            Copy(Path.Combine(Checkout.Root, "errata-input", "sl5.5-x86_64"), Path.Combine(input, "sl5.5-x86_64"));
            (string federation, List<string[]> commands) = Read();
            File.WriteAllText(Path.Combine(input, "federation.yaml"), federation);
            Assert.That(commands, Has.Count.GreaterThanOrEqualTo(20));
            DateOnly today = default;
            Assert.Multiple(() =>
            {
                for (int i = 0; i < commands.Count; i++)
                {
                    string[] command = commands[i];
                    int date = Array.IndexOf(command, "--date");
                    if (date >= 0 && command[0] != "kernel") today = Day(command[date + 1]);
                    if (command is ["kernel", "plan" or "done", ..]) today = Day(command[date + 1]);
                    CommandRun run = CommandRun.Of([.. command, "--input", input]);
                    Assert.That(run.Code, Is.Zero, $"{string.Join(' ', command)}: {run.Error}");
                    Snapshot.Verify(
                        $"# {string.Join(' ', command)}\n# on {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\n" + LookUp(input, today),
                        "tpl", string.Create(CultureInfo.InvariantCulture, $"History/{i + 1:00}-{command[0]}"));
                }
            });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The generated tables, or the errors with which the build fails.</summary>
    private static string LookUp(string input, DateOnly today)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<OutputFile> files = ErrataGenerator.Make(new(input, "none", GenerationMode.Verify) { Today = today }, diagnostics);
        string errors = string.Concat(diagnostics.Select(d => $"# {d.Code} {d.Message}\n"));
        return diagnostics.HasErrors ? errors : errors + files.Single(f => f.RelativePath == "federation/errata/config.tpl").Text;
    }

    private static (string Federation, List<string[]> Commands) Read()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "history.md"));
        int start = Array.FindIndex(lines, l => l.StartsWith("cat > errata-input/federation.yaml", StringComparison.Ordinal));
        int end = Array.IndexOf(lines, "END", start);
        return (
            string.Join('\n', lines[(start + 1)..end]) + "\n",
            [.. lines.Where(l => l.StartsWith("grif-errata ", StringComparison.Ordinal)).Select(l => Words(l["grif-errata ".Length..]))]);
    }

    /// <summary>Words as a shell splits them, for single quotes alone.</summary>
    private static string[] Words(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool quoted = false;
        foreach (char c in line + " ")
        {
            if (c == '\'') quoted = !quoted;
            else if (c != ' ' || quoted) word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return [.. words];
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
