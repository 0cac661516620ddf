using System.Diagnostics;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Selections;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Selections;

/// <summary>The selection is held against dnf itself (Debian's python3-dnf and python3-hawkey), without network and without root.</summary>
internal sealed class AgainstDnf
{
    private const string Python = "/usr/bin/python3";

    private static string Script => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Selections", "dnf-select.py");

    [Test]
    public void On_three_hundred_generated_repositories_the_same_packages_are_chosen_as_dnf_chooses()
    {
        using TemporaryFolder folder = new();
        GeneratedCase[] cases = [.. Enumerable.Range(0, 300).Select(GeneratedCase.Of)];
        foreach (GeneratedCase one in cases) one.Write(folder.Path);
        string[] dnf = Ask(folder.Path);
        List<string> ours = [];
        foreach (GeneratedCase one in cases)
        {
            List<SelectionSource> sources = [.. one.Repositories.Select(r => Read(r, Path.Combine(folder.Path, one.Name, r.Name)))];
            ours.AddRange(one.Requests.Select((request, i) => string.Join(' ', [one.Name, $"{i}", .. Select(request, sources, one.Installed)])));
        }

        string[] differences = [.. ours.Zip(dnf).Where(p => p.First != p.Second).Select(p => $"ours {p.First}\ndnf  {p.Second}")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dnf, Has.Length.EqualTo(ours.Count));
            Assert.That(differences.Length, Is.Zero, $"{differences.Length} of {ours.Count}:\n{string.Join("\n\n", differences.Take(20))}");
            Assert.That(ours.Count(o => o.Split(' ').Length > 2), Is.GreaterThan(ours.Count / 3), "most questions have an answer");
        }
    }

    private static IEnumerable<string> Select(SelectionRequest request, List<SelectionSource> sources, IReadOnlyCollection<Nevra> installed) =>
        MachineSelection.Select(request, sources, installed, []).Select(s => s.Nevra.ToString()).Order(StringComparer.Ordinal);

    private static SelectionSource Read(GeneratedRepository repository, string path)
    {
        DiagnosticBag diagnostics = [];
        RepodataReader reader = new() { WithObsoletes = true };
        SelectionSource source = new(repository.Name, repository.Priority, reader.ReadPackages(path, diagnostics, default), reader.ReadAdvisories(path, diagnostics, default), reader.ReadModules(path, diagnostics, default));
        Assert.That(diagnostics, Is.Empty);
        return source;
    }

    private static string[] Ask(string root)
    {
        if (!File.Exists(Python)) Assert.Ignore($"{Python} is not installed.");
        using Process python = Process.Start(new ProcessStartInfo(Python, [Script, root]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> output = python.StandardOutput.ReadToEndAsync();
        Task<string> errors = python.StandardError.ReadToEndAsync();
        python.WaitForExit();
        if (python.ExitCode != 0 && errors.Result.Contains("No module named", StringComparison.Ordinal)) Assert.Ignore("python3-dnf and python3-hawkey are not installed.");
        Assert.That(python.ExitCode, Is.Zero, errors.Result);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
