using System.Globalization;
using System.Text.RegularExpressions;

namespace GrifErrata.Tool.Tests;

/// <summary>
/// Every command in README.md and docs/ is run: each <c>```sh</c> block, in the order of its page, in a temporary copy of
/// errata-input/ and templates/. A <c>```text</c> block right after it is its output, in which a line <c>...</c> stands for any
/// lines, and <c>...</c> at a line's end for its rest. Every command of a block ends with exit code 0, or the
/// block with that of its comment <c># exit code 1</c>; that <c>grif-errata diff</c> finds differences needs no comment.
/// </summary>
[TestFixture]
public sealed partial class DocumentedCommands
{
    private const int NotListed = 97;

    /// <summary>What cannot run inside a test: exact line (or page), why, and what runs it instead.</summary>
    private static readonly (string Command, string Reason, string RunBy)[] RunElsewhere =
    [
        ("dotnet build", "builds the project that this test is part of", ".ci/run"),
        ("dotnet test", "runs this test", ".ci/run"),
        (".ci/run", "runs this test", "the server of continuous integration"),
        ("dotnet build -t:AcceptErrata", "rewrites the checkout", "tests/GrifErrata.Build.Tests"),
        ("dotnet pack", "packs the project that this test is part of", "tests/GrifErrata.Build.Tests"),
        ("dotnet tool install --global GrifErrata.Tool", "changes the user's tools", "tests/GrifErrata.Build.Tests, from a local feed"),
        ("docs/benchmarks.md", "takes minutes and needs the peers", "tests/GrifErrata.Benchmarks, by hand"),
    ];

    public static IEnumerable<string> Pages() =>
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Checkout.Root, p)).Order(StringComparer.Ordinal),
    ];

    [TestCaseSource(nameof(Pages))]
    public void Every_command_of_a_page_runs_and_gives_the_output_that_the_page_shows(string page)
    {
        if (RunElsewhere.Any(r => r.Command == page)) Assert.Ignore(RunElsewhere.First(r => r.Command == page).RunBy);
        List<Block> blocks = [.. Blocks(File.ReadAllText(Path.Combine(Checkout.Root, page)))];
        if (blocks.Count == 0) return;
        using Copy copy = new();
        Assert.Multiple(() =>
        {
            foreach (Block block in blocks) Run(copy, page, block);
        });
    }

    [Test]
    public void A_command_that_cannot_run_and_is_not_listed_fails()
    {
        using Copy copy = new();
        CommandRun run = copy.Bash("dotnet frobnicate");
        Assert.That(run.Code, Is.EqualTo(NotListed));
        Assert.That(run.Out, Does.Contain(nameof(RunElsewhere)));
    }

    [TestCase("a\nb\n", "a\nb\n", true)]
    [TestCase("a\n...\nd\n", "a\nb\nc\nd\n", true)]
    [TestCase("a\n...\n", "a\nb\n", true)]
    [TestCase("a\n...\nd\n", "a\nb\n", false)]
    [TestCase("a\n", "a\nb\n", false)]
    [TestCase("a.c\n", "abc\n", false)]
    [TestCase("a ...\nc\n", "a b\nc\n", true)]
    [TestCase("a ...\nc\n", "a b\nb\nc\n", false)]
    public void Three_dots_stand_for_any_lines_or_the_rest_of_one(string shown, string output, bool expected) => Assert.That(Matches(shown, output), Is.EqualTo(expected));

    private static void Run(Copy copy, string page, Block block)
    {
        string script = string.Join('\n', block.Script.Split('\n').Where(l => !RunElsewhere.Any(r => r.Command == Bare(l))));
        if (string.IsNullOrWhiteSpace(script)) return;
        int? said = ExitCode().Match(script) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        CommandRun run = copy.Bash(script, diffMayDiffer: said is null);
        int code = said ?? ExitCodes.Fine;
        Assert.That(run.Code, Is.EqualTo(code), $"{page}({block.Line}): {script}\n{run.Out}");
        if (block.Output is { } shown && !Matches(shown, run.Out)) Assert.Fail($"{page}({block.Line}): {script}\ngives\n{run.Out}");
    }

    private static string Bare(string line) => line.Split(" #")[0].Trim();

    private static bool Matches(string shown, string output)
    {
        // A checkout on Windows would have other line ends; .gitattributes gives LF.
        string pattern = string.Concat(shown.Split('\n')[..^1].Select(l => l switch
        {
            "..." => @"(.*\n)*?",
            _ when l.EndsWith("...", StringComparison.Ordinal) => Regex.Escape(l[..^3]) + @".*\n",
            _ => Regex.Escape(l) + @"\n",
        }));
        return Regex.IsMatch(output, @"\A" + pattern + @"\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    private static IEnumerable<Block> Blocks(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```sh") continue;
            int line = i + 1;
            string script = Fenced(lines, ref i);
            int next = i + 1;
            while (next < lines.Length && lines[next].Trim().Length == 0) next++;
            bool shown = next < lines.Length && lines[next].Trim() == "```text";
            if (shown) i = next;
            yield return new(line, script, shown ? Fenced(lines, ref i) : null);
        }
    }

    /// <summary>The lines of the fence that starts at <paramref name="i"/>, which then is its last line.</summary>
    private static string Fenced(string[] lines, ref int i)
    {
        int indent = lines[i].Length - lines[i].TrimStart().Length, start = ++i;
        while (i < lines.Length && lines[i].Trim() != "```") i++;
        return string.Concat(lines[start..i].Select(l => l[Math.Min(indent, l.Length)..] + "\n"));
    }

    [GeneratedRegex("# exit code ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ExitCode();

    private sealed record Block(int Line, string Script, string? Output);

    /// <summary>A copy of what commands work on, with <c>grif-errata</c> first on PATH.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("grif-errata-docs-").FullName;

        public Copy()
        {
            string bin = Directory.CreateDirectory(Path.Combine(_root, "bin")).FullName;
            string site = Directory.CreateDirectory(Path.Combine(_root, "site")).FullName;
            Shim(bin, "grif-errata", $"""
                '{ChildProcess.Dotnet}' '{ChildProcess.Tool}' "$@"
                code=$?
                [ "$DIFF_MAY_DIFFER$1$code" = yesdiff{ExitCodes.Problems} ] && code=0
                exit $code
                """);
            Shim(bin, "dotnet", $"echo 'dotnet cannot run here: list the line in {nameof(DocumentedCommands)}.{nameof(RunElsewhere)}'\nexit {NotListed}");
            CommandRun copied = ChildProcess.Bash($"cp -r '{Checkout.Root}/errata-input' '{site}/' && mkdir '{site}/templates' && "
                + $"cp -r '{Checkout.Root}/templates/pan' '{Checkout.Root}/templates/scriban' '{site}/templates/'");
            Assert.That(copied.Code, Is.Zero, copied.Error);
        }

        /// <summary>Runs a script; both streams are one.</summary>
        public CommandRun Bash(string script, bool diffMayDiffer = false) =>
            ChildProcess.Bash($"exec 2>&1\nset -e -o pipefail\n{script}", Path.Combine(_root, "site"), e =>
            {
                e["PATH"] = Path.Combine(_root, "bin") + Path.PathSeparator + e["PATH"];
                e["DIFF_MAY_DIFFER"] = diffMayDiffer ? "yes" : "no";
            });

        public void Dispose() => Directory.Delete(_root, recursive: true);

        private static void Shim(string bin, string name, string script)
        {
            string path = Path.Combine(bin, name);
            File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
