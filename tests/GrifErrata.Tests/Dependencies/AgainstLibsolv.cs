using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GrifErrata.Dependencies;

namespace GrifErrata.Tests.Dependencies;

/// <summary>The check against libsolv, the solver of dnf and zypper.</summary>
public sealed class AgainstLibsolv
{
    [TestCase(false, 1000)]
    [TestCase(true, 1000)]
    public void On_random_repositories_both_agree_and_ours_never_changes_more(bool rich, int count)
    {
        const string Python = "/usr/bin/python3";
        string script = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "libsolv.py");
        if (!File.Exists(Python) || Run(Python, ["-c", "import solv"], string.Empty) is null) Assert.Ignore("python3-solv is not installed (Debian: apt-get install python3-solv).");
        RandomRepository[] cases = [.. Enumerable.Range(rich ? 10_000 : 0, count).Select(seed => RandomRepository.Of(seed, rich))];
        string output = Run(Python, [script], string.Concat(cases.Select(c => c.ToJson() + "\n")))!;
        string[] answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(answers, Has.Length.EqualTo(count));
        List<string> differences = [];
        int possible = 0, fewer = 0;
        for (int i = 0; i < count; i++)
        {
            using JsonDocument peer = JsonDocument.Parse(answers[i]);
            CheckAnswer ours = cases[i].ToCase().Check();

            // Of a rich requirement that does not hold today libsolv still wants the parts that do; we leave it as it is.
            if (ours.Warnings.Any(w => w.Code == "GE2852" && w.Text.Contains("requires (", StringComparison.Ordinal))) continue;
            bool theirs = peer.RootElement.GetProperty("possible").GetBoolean();
            int changes = peer.RootElement.GetProperty("changes").GetInt32();
            Assert.That(ours.IsExact, Is.True);
            if (ours.Result != CheckResult.Impossible != theirs) differences.Add($"{i}: ours {ours.Result}, libsolv {theirs}\n{cases[i].ToJson()}\n{DependencyCase.Describe(ours)}");
            else if (theirs && ours.Changes.Length > changes) differences.Add($"{i}: ours {ours.Changes.Length} changes, libsolv {changes}\n{cases[i].ToJson()}\n{DependencyCase.Describe(ours)}");
            if (theirs) possible++;
            if (theirs && ours.Changes.Length < changes) fewer++;
        }

        TestContext.Out.WriteLine($"{count} cases, {possible} possible, {fewer} where ours needs fewer changes");
        Assert.That(differences, Is.Empty, string.Join("\n\n", differences.Take(5)));
        Assert.That(possible, Is.InRange(count / 8, 7 * count / 8), "both answers occur often");
    }

    private static string? Run(string program, string[] arguments, string input)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using (StreamWriter writer = new(process.StandardInput.BaseStream, new UTF8Encoding(false))) writer.Write(input);
        process.WaitForExit();
        _ = errors.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
    }
}
