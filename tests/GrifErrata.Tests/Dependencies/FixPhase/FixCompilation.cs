using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Tests.Pan.Semantics;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>The packages and the fixes of the cases as Pan, evaluated, and compiled where there is a Pan compiler.</summary>
[NonParallelizable]
public sealed class FixCompilation
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "FixPhase", "Cases");

    [TestCase("tpl")]
    [TestCase("pan")]
    public void Compiled_profiles_have_the_packages_that_the_library_says(string extension)
    {
        PanCompiler compiler = PanCompiler.OrSkip(extension == "pan" ? PanExtension.Pan : PanExtension.Tpl);
        (PanSite site, IReadOnlyList<(string Profile, IEnumerable<Nevra> Expected)> machines) = Site(extension);
        IReadOnlyDictionary<string, JsonElement> compiled = compiler.Compile(site, [.. machines.Select(m => m.Profile)]);
        Assert.Multiple(() =>
        {
            foreach ((string profile, IEnumerable<Nevra> expected) in machines) Assert.That(PackageLines.Of(compiled[profile]), Is.EqualTo(Lines(expected)), profile);
        });
    }

    [Test]
    public void Evaluated_profiles_have_the_packages_that_the_library_says([Values("tpl", "pan")] string extension, [Values] bool isLegacy)
    {
        (PanSite site, IReadOnlyList<(string Profile, IEnumerable<Nevra> Expected)> machines) = Site(extension);
        Assert.That(machines, Has.Count.GreaterThan(50));
        Assert.Multiple(() =>
        {
            foreach ((string profile, IEnumerable<Nevra> expected) in machines)
                Assert.That(PackageLines.Of(site.Evaluate(profile, isLegacy ? PackageLibrary.Legacy : PackageLibrary.Core)), Is.EqualTo(Lines(expected)), profile);
        });
    }

    [Test]
    public void What_a_profile_for_yum_names_without_a_version_is_fixed_where_it_is_locked([Values("tpl", "pan")] string extension, [Values] bool locks)
    {
        FixCase found = FixCase.Parse(File.ReadAllText(Path.Combine(Folder, "23-architectures-and-twins-on-yum.case")));
        SemanticsTarget target = Targets(found, extension).Single() with { SiteLocks = locks };
        SemanticsSite site = new();
        Add(site, "os", found, target);
        string[] before = ["fonts", "nss", "tzdata"];
        site.AddMachine("m", "os", target, before, "x86_64", $"rpms/errata/{found.Version.Name}", $"rpms/errata/{found.Version.Name}-fix");
        Assert.That(PackageLines.Of(site.Pan.Evaluate("m", PackageLibrary.Core)),
            Is.EqualTo(locks ? ["fonts-new 2-1 noarch", "nss 1-2 x86_64", "tzdata 2024b-1.el7 noarch"] : before));
    }

    // Each machine for both shapes of the packages.
    private static (PanSite Site, IReadOnlyList<(string Profile, IEnumerable<Nevra> Expected)> Machines) Site(string extension)
    {
        SemanticsSite site = new();
        List<(string, IEnumerable<Nevra>)> machines = [];
        foreach (string file in Directory.EnumerateFiles(Folder, "*.case").Order(StringComparer.Ordinal))
        {
            FixCase found = FixCase.Parse(File.ReadAllText(file));
            foreach (SemanticsTarget target in Targets(found, extension))
            {
                string folder = $"c{Path.GetFileName(file)[..2]}-{target.Name}";
                Add(site, folder, found, target);
                foreach (ImmutableArray<Nevra> machine in found.Machines)
                {
                    string profile = $"{folder}-{machines.Count.ToString(CultureInfo.InvariantCulture)}";
                    site.AddMachine(profile, folder, target, Lines(machine), "x86_64", $"rpms/errata/{found.Version.Name}", $"rpms/errata/{found.Version.Name}-fix");

                    // What yum and dnf pull in themselves is in no template.
                    machines.Add((profile, FixedMachine.Apply(machine, found.Version, found.Plan with { Whole = found.Plan.Blocks }, found.Errata.Os)));
                }
            }
        }

        return (site.Pan, machines);
    }

    private static IEnumerable<SemanticsTarget> Targets(FixCase found, string extension) => SemanticsTarget.All.Where(t =>
        !t.InMixedFederation && t.Pan.ExtensionText == extension && (found.Errata.Os.Pan.FollowsRepositories ? t.Pan.Backend == PackageBackend.Yum : !t.Pan.FollowsRepositories));

    private static void Add(SemanticsSite site, string folder, FixCase found, SemanticsTarget target)
    {
        string fix = $"rpms/errata/{found.Version.Name}-fix", extension = target.Pan.ExtensionText;
        site.AddVersion(folder, found.Version, target);
        site.Add($"{folder}/{fix}.{extension}", found.Plan.Blocks.IsEmpty ? $"template {fix};\n" : found.Template(extension));
    }

    private static IEnumerable<string> Lines(IEnumerable<Nevra> packages) => packages.Select(n => $"{n.Name} {n.Evr.VersionRelease} {n.Arch}").Order(StringComparer.Ordinal);
}
