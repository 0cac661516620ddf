using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies;

/// <summary>The cases as RPMs and repositories: dnf applies each update to a machine, as it is and with the changes of our answer.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class AgainstDnf : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies");
    private BuiltRepositories? _built;

    [OneTimeSetUp]
    public void Build()
    {
        if (BuiltRepositories.WhyNot() is { } reason) Assert.Ignore(reason);
        Stopwatch watch = Stopwatch.StartNew();
        _built = new(Directory.EnumerateFiles(Path.Combine(Folder, "Cases"), "*.case").Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileNameWithoutExtension(f), DependencyCase.Parse(File.ReadAllText(f))))

            // What dnf takes of module streams is held against it in ModulesAgainstDnf.
            .Where(c => c.Item2.Table.Modules.IsEmpty && c.Item2.Options.Streams is null));
        TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_built.Cases.Count} cases, {_built.Count} RPMs built in {watch.Elapsed.TotalSeconds:F1} s"));
    }

    [OneTimeTearDown]
    public void Dispose() => _built?.Dispose();

    [Test]
    public void What_a_case_says_and_what_the_metadata_of_its_packages_say_have_one_answer()
    {
        foreach (BuiltCase one in _built!.Cases)
        {
            string expected = File.ReadAllText(Path.Combine(Folder, "Cases", one.Name + ".verified.txt"));
            if (!expected.Contains("GE2853", StringComparison.Ordinal)) Assert.That(DependencyCase.Describe(Check(one, one.Case.Update)), Is.EqualTo(expected), one.Name);
        }
    }

    [Test]
    public void The_headers_of_the_packages_give_the_answer_that_their_metadata_give()
    {
        foreach (BuiltCase one in _built!.Cases)
        {
            string[] folders = [.. one.Repositories.Select(r => r + "-without-repodata")];
            foreach ((string from, string to) in one.Repositories.Zip(folders))
            {
                Directory.CreateDirectory(to);
                foreach (string rpm in Directory.EnumerateFiles(from, "*.rpm")) File.Copy(rpm, Path.Combine(to, Path.GetFileName(rpm)));
            }

            Assert.That(DependencyCase.Describe(Check(one, one.Case.Update, folders)), Is.EqualTo(DependencyCase.Describe(Check(one, one.Case.Update))), one.Name);
        }
    }

    [Test]
    public void Dnf_fails_or_does_more_where_we_say_so_and_with_our_changes_ends_where_we_say()
    {
        Assert.That(_built!.Cases, Has.Count.GreaterThan(20));
        AssertThatDnfAgrees(_built);
    }

    [Test]
    public void On_random_repositories_dnf_agrees_too()
    {
        // Plain requirements only: rpmbuild refuses most of the rich ones that are generated. A hundred seeds were tried once; six keep the tests short.
        using BuiltRepositories built = new(Enumerable.Range(0, 6).Select(seed => (Name: $"seed-{seed}", Case: DependencyCase.Parse(RandomRepository.Of(seed, rich: false).ToText()))));
        AssertThatDnfAgrees(built);
    }

    private static void AssertThatDnfAgrees(BuiltRepositories built)
    {
        if (Environment.UserName != "root") Assert.Ignore("An installroot needs the rights of root.");
        if (!File.Exists(Python) || Run(["-c", "import dnf, rpm"], []) is null) Assert.Ignore("dnf is not installed (Debian: apt-get install python3-dnf python3-rpm).");
        List<DnfQuestion> questions = [];
        foreach (BuiltCase one in built.Cases)
        {
            CheckAnswer answer = Check(one, one.Case.Update);
            questions.Add(new(one, one.Case.Update, answer));
            if (answer.Result != CheckResult.Impossible) continue;

            // Without one of each set that cannot be had, the rest can be; dnf is asked for that too.
            Nevra[] rest = [.. one.Case.Update.Where(u => !answer.Problems.Any(p => p.Locked[0] == u))];
            if (rest.Length > 0) questions.Add(new(one, rest, Check(one, rest)));
        }

        Stopwatch watch = Stopwatch.StartNew();
        string[]? outcomes = Run([Path.Combine(Folder, "dnf-judge.py")], questions.Select((q, i) => q.ToJson(Path.Combine(built.Folder, "dnf", $"{i}"))));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{built.Cases.Count} repositories of {built.Count} RPMs, {questions.Count} questions to dnf in {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.That(outcomes, Is.Not.Null.And.Length.EqualTo(questions.Count));
        string[] differences = [.. questions.Zip(outcomes!, (q, o) => q.Difference(o)).OfType<string>()];
        Assert.That(differences, Is.Empty, string.Join("\n\n", differences));
    }

    private static CheckAnswer Check(BuiltCase one, IReadOnlyList<Nevra> update, IReadOnlyList<string>? repositories = null)
    {
        DiagnosticBag diagnostics = [];
        PackageTable table = PackageTables.Read(repositories ?? one.Repositories, diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return new UpdateCheck(table, one.Case.Options).Check(one.Case.Profile, update);
    }

    private static string[]? Run(string[] arguments, IEnumerable<string> lines)
    {
        ProcessStartInfo start = new(Python, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["HOME"] = "/root" }, // Debian's rpm has its database there, below the installroot
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using (StreamWriter writer = new(process.StandardInput.BaseStream, new UTF8Encoding(false))) writer.Write(string.Join('\n', lines));
        if (!process.WaitForExit(TimeSpan.FromMinutes(3))) process.Kill(entireProcessTree: true); // a worker of its pool that dies is started again for ever
        process.WaitForExit();
        if (errors.GetAwaiter().GetResult() is { Length: > 0 } text) TestContext.Out.WriteLine(text);
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
    }
}
