using System.Text.Json;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Rpm;
using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>The versions that GRIF's sites deployed, in both shapes, on a machine with every package of the release.</summary>
public sealed class VersionsOfAutumn2010
{
    private const string Os = "sl5.5-x86_64";
    private static readonly Lazy<(OsErrata Errata, IReadOnlyList<UpdateVersion> Versions)> Planned = new(() =>
    {
        DiagnosticBag diagnostics = [];
        OsErrata errata = ErrataInput.Read(Path.Combine(Checkout.Root, "errata-input"), Os, diagnostics).Single();
        return (errata, UpdatePlanner.Plan(errata, diagnostics));
    });

    [Test]
    public void Both_shapes_make_of_the_whole_release_what_the_deployed_templates_make_of_it([Values("20101028", "20101125")] string version, [Values] bool isLegacy)
    {
        (PanSite site, IReadOnlyList<string> machines) = Site(version);
        PackageLibrary library = isLegacy ? PackageLibrary.Legacy : PackageLibrary.Core;
        string[] expected = [.. After(version)];
        Assert.That(expected, Has.Length.GreaterThan(2000).And.Not.EqualTo(Before()));
        Assert.Multiple(() =>
        {
            foreach (string machine in machines) Assert.That(PackageLines.Of(site.Evaluate(machine, library)), Is.EqualTo(expected), machine);
        });
    }

    [TestCase("20101028")]
    [TestCase("20101125")]
    [NonParallelizable]
    public void The_compiler_makes_the_same_of_both_shapes(string version)
    {
        PanCompiler compiler = PanCompiler.OrSkip();
        (PanSite site, IReadOnlyList<string> all) = Site(version);
        string[] expected = [.. After(version)], machines = [.. all.Where(m => PanCompiler.Takes(PanExtension.Pan) || !m.EndsWith("-pan", StringComparison.Ordinal))];
        IReadOnlyDictionary<string, JsonElement> compiled = compiler.Compile(site, machines);
        foreach (string machine in machines) Assert.That(PackageLines.Of(compiled[machine]), Is.EqualTo(expected), machine);
    }

    private static (PanSite Site, IReadOnlyList<string> Machines) Site(string name)
    {
        SemanticsSite site = new();
        UpdateVersion version = Planned.Value.Versions.Single(v => v.Name == name);
        List<string> machines = ["deployed"];
        SemanticsTarget lines = SemanticsTarget.All.First(t => t.Pan.Shape == PanShape.Lines && t.Pan.Extension == PanExtension.Tpl);
        site.Add($"deployed/rpms/errata/{name}.tpl", File.ReadAllText(Path.Combine(Checkout.Root, "templates", "pan", Os, "rpms", "errata", $"{name}.tpl")));
        site.AddMachine("deployed", "deployed", lines, Before(), "x86_64", $"rpms/errata/{name}");
        foreach (SemanticsTarget target in SemanticsTarget.All.Where(t => !t.InMixedFederation))
        {
            site.AddVersion(target.Name, version, target);
            site.AddMachine(target.Name, target.Name, target, Before(), "x86_64", $"rpms/errata/{name}");
            machines.Add(target.Name);
        }

        return (site.Pan, machines);
    }

    private static IEnumerable<string> Before() => Lines(Planned.Value.Errata.Base.Packages.Select(p => p.Nevra));

    private static IEnumerable<string> After(string version) => Lines(FixedMachine.Apply(
        Planned.Value.Errata.Base.Packages.Select(p => p.Nevra), Planned.Value.Versions.Single(v => v.Name == version), FixPlan.Empty, Planned.Value.Errata.Os));

    private static IEnumerable<string> Lines(IEnumerable<Nevra> packages) => packages.Select(n => $"{n.Name} {n.Evr.VersionRelease} {n.Arch}").Order(StringComparer.Ordinal);
}
