using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>What a version does to a profile, in both shapes, for each back end and extension, in each case of the folder Cases.</summary>
public sealed class RowsOfTheTable
{
    private const string Version = $"rpms/errata/{SemanticsCase.VersionName}";

    private static IEnumerable<TestCaseData> Cases() =>
        SemanticsCase.All.SelectMany(c => Enum.GetValues<PackageLibrary>().Select(l => new TestCaseData(c.Name, l.ToString())));

    [TestCaseSource(nameof(Cases))]
    public void A_version_makes_of_a_profile_what_the_case_says_in_each_shape(string name, string library)
    {
        SemanticsCase row = SemanticsCase.All.Single(c => c.Name == name);
        (PanSite site, IReadOnlyList<Machine> machines) = Site([row]);
        PackageLibrary functions = Enum.Parse<PackageLibrary>(library);
        Assert.Multiple(() =>
        {
            foreach (Machine machine in machines)
            {
                if (row.After(machine.Target, functions) is { } after) Assert.That(PackageLines.Of(site.Evaluate(machine.Name, functions)), Is.EqualTo(after), machine.Name);
                else Assert.That(() => site.Evaluate(machine.Name, functions), Throws.TypeOf<PanException>().With.Message.Contains(row.Error), machine.Name);
            }
        });
    }

    // What the functions and the versions say, each part once left out or turned around, and what could be meant by mistake.
    [TestCase("moved = true;", "moved = false;")]
    [TestCase("moved = false;", "moved = true;")]
    [TestCase("if (moved) SELF[name] = result;", "SELF[name] = result;")]
    [TestCase("if (exists(ARGV[0][name])\n", "if (length(installed) > 0 && exists(ARGV[0][name])\n")]
    [TestCase("&& index(ARGV[1][name], OS_ERRATA_HOLD) >= 0", "&& false")]
    [TestCase("!(ARGC > 1 && exists(ARGV[1][name]) && index(ARGV[1][name], OS_ERRATA_HOLD) >= 0)", "length(OS_ERRATA_HOLD) == 0")]
    [TestCase("'{microcode_ctl}', 'microcode'", "'{microcode_ctl}', 'firmware'")]
    [TestCase("index('microcode', OS_ERRATA_HOLD)", "index('firmware', OS_ERRATA_HOLD)")]
    [TestCase("if (exists(params['arch'])) {", "if (true) {")]
    [TestCase("if (exists(ARGV[0][name][arch])) {\n                            result", "if (true) {\n                            result")]
    [TestCase("result[version]['arch'][arch] = repository;", "true;")]
    [TestCase("result[version]['arch'][arch] = repository;", "result[version]['arch'][arch] = '';")]
    [TestCase("['arch'][arch] = '';", "['arch'][arch] = repository;")]
    [TestCase("result[escape(ARGV[0][name][arch])]", "result[ARGV[0][name][arch]]")]
    [TestCase("length(installed) == 0 && OS_ERRATA_LOCK_UNVERSIONED", "length(installed) == 0")]
    [TestCase("length(installed) == 0 && OS_ERRATA_LOCK_UNVERSIONED", "OS_ERRATA_LOCK_UNVERSIONED")]
    [TestCase("arch = PKG_ARCH_DEFAULT;", "arch = 'x86_64';")]
    [TestCase("if (!exists(ARGV[0][name][arch])) arch = 'noarch';", "true;")]
    [TestCase("if (!exists(ARGV[0][name][arch])) arch = 'noarch';", "arch = 'noarch';")]
    [TestCase("OS_ERRATA_LOCK_UNVERSIONED ?= false;", "OS_ERRATA_LOCK_UNVERSIONED ?= true;")]
    [TestCase("OS_ERRATA_LOCK_UNVERSIONED ?= true;", "OS_ERRATA_LOCK_UNVERSIONED ?= false;")]
    [TestCase("OS_ERRATA_LOCK_UNVERSIONED ?= true;", "OS_ERRATA_LOCK_UNVERSIONED = true;")]
    [TestCase("'{gcc-c++}'", "'gcc-c++'")]
    [TestCase("escape('gcc-c++')", "'gcc-c++'")]
    [TestCase("pkg_ronly", "pkg_repl")]
    public void A_wrong_text_is_noticed(string part, string wrong)
    {
        bool isThere = false;
        SemanticsCase? notices = SemanticsCase.All.FirstOrDefault(row =>
        {
            (PanSite site, IReadOnlyList<Machine> machines) = Site([row], text =>
            {
                isThere |= text.Contains(part, StringComparison.Ordinal);
                return text.Replace(part, wrong, StringComparison.Ordinal);
            });
            return machines.Any(m => !IsRight(site, m));
        });
        Assert.That(isThere, Is.True, "nothing was changed");
        Assert.That(notices, Is.Not.Null, "no case notices");
    }

    [Test]
    [NonParallelizable]
    public void The_compiler_makes_of_each_profile_what_its_case_says()
    {
        PanCompiler compiler = PanCompiler.OrSkip();
        (PanSite site, IReadOnlyList<Machine> machines) = Site(SemanticsCase.All);
        machines = [.. machines.Where(m => PanCompiler.Takes(m.Target.Pan.Extension))];
        Machine[] refused = [.. machines.Where(m => m.Case.After(m.Target, compiler.Library) is null)];
        Machine[] right = [.. machines.Except(refused)];
        IReadOnlyDictionary<string, System.Text.Json.JsonElement> compiled = compiler.Compile(site, [.. right.Select(m => m.Name)]);
        string said = refused.Length == 0 ? string.Empty : compiler.Refuses(site, [.. refused.Select(m => m.Name)]);
        Assert.Multiple(() =>
        {
            foreach (Machine machine in right)
                Assert.That(PackageLines.Of(compiled[machine.Name]), Is.EqualTo(machine.Case.After(machine.Target, compiler.Library)), machine.Name);
            foreach (Machine machine in refused) Assert.That(said, Does.Contain(machine.Case.Error));
        });
    }

    private static bool IsRight(PanSite site, Machine machine)
    {
        try
        {
            return machine.Case.After(machine.Target, PackageLibrary.Core)!.SequenceEqual(PackageLines.Of(site.Evaluate(machine.Name, PackageLibrary.Core)), StringComparer.Ordinal);
        }
        catch (PanException)
        {
            return false;
        }
    }

    // Each twice: a version that is included twice does the same as once.
    private static (PanSite Site, IReadOnlyList<Machine> Machines) Site(IEnumerable<SemanticsCase> cases, Func<string, string>? change = null)
    {
        SemanticsSite site = new(change);
        List<Machine> machines = [];
        foreach (SemanticsCase row in cases)
        {
            foreach (SemanticsTarget target in SemanticsTarget.All)
            {
                string folder = $"{row.Name}/{target.Name}", name = $"{row.Name}-{target.Name}";
                site.AddVersion(folder, row.Version, target);
                string last = "rpms/updates", pins = string.Concat(row.Pins.Select(p => p.Split(' ')).Select(p => $"'/software/packages' = pkg_repl('{p[0]}', '{p[1]}', '{p[2]}');\n"));
                site.Add($"{folder}/{last}.pan", $"template {last};\n{pins}");
                string holds = "site/holds";
                site.Add($"{folder}/{holds}.pan", $"template {holds};\n{(row.Holds.Count > 0 ? $"variable OS_ERRATA_HOLD = list({string.Join(", ", row.Holds.Select(h => $"'{h}'"))});\n" : "")}");
                site.AddMachine(name, folder, target, row.Before, row.Arch, holds, Version, last);
                site.AddMachine(name + "-twice", folder, target, row.Before, row.Arch, holds, Version, Version, last);
                machines.Add(new(name, row, target));
                machines.Add(new(name + "-twice", row, target));
            }
        }

        return (site.Pan, machines);
    }

    private sealed record Machine(string Name, SemanticsCase Case, SemanticsTarget Target);
}
