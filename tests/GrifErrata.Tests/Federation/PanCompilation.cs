using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Pan;
using GrifErrata.Tests.Pan.Compilation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Tests.Pan.Semantics;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Whole profiles of a federation's machines, evaluated, and compiled where there is a Pan compiler.</summary>
[NonParallelizable]
public sealed class PanCompilation
{
    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Compiled_profiles_say_what_the_library_says(PanExtension extension)
    {
        PanCompiler compiler = PanCompiler.OrSkip(extension);
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        string[] profiles = [.. Enumerable.Range(0, FederationGenerator.AllMachines.Length).Select(Profile)];
        FederationGenerator.Federations.Sample(federation =>
        {
            IReadOnlyDictionary<string, JsonElement> compiled = compiler.Compile(Site(federation, extension, templates), profiles);
            Compare(federation, profile => PanValues.Of(compiled[profile]));
        }, iter: 4, threads: 1);
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Evaluated_profiles_say_what_the_library_says(PanExtension extension)
    {
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        FederationGenerator.Federations.Sample(federation =>
        {
            PanSite site = Site(federation, extension, templates);
            Compare(federation, profile => site.Evaluate(profile, PackageLibrary.Core).Profile("/"));
        }, iter: 30);
    }

    private static string Profile(int number) => $"m{number.ToString(CultureInfo.InvariantCulture)}";

    private static PanSite Site(FederationDefinition federation, PanExtension extension, ErrataTemplates templates)
    {
        PanSite site = new();
        string ending = extension == PanExtension.Pan ? ".pan" : ".tpl";
        foreach ((string name, string text) in FederationGenerator.Render(federation, extension, templates)) site.Add(name + ending, text);
        site.Add("quattor/schema.pan", PanCompiler.Schema);
        foreach (string version in FederationGenerator.Versions)
        {
            site.Add($"rpms/errata/{version}.pan", $"template rpms/errata/{version};\n'/version' = '{version}';\n");
            site.Add($"config/os/errata/{version}-init.pan", $"unique template config/os/errata/{version}-init;\nvariable INIT = '{version}';\n");
        }

        for (int i = 0; i < FederationGenerator.AllMachines.Length; i++)
        {
            (string host, string? ofSite, (_, string node)) = FederationGenerator.AllMachines[i];
            StringBuilder text = new();
            text.Append(CultureInfo.InvariantCulture, $"object template {Profile(i)};\nvariable FULL_HOSTNAME = '{host}';\nvariable NODE_OS_VERSION = '{node}';\nvariable PKG_ARCH_DEFAULT = 'x86_64';\n");
            if (ofSite is not null) text.Append(CultureInfo.InvariantCulture, $"variable ERRATA_SITE = '{ofSite}';\n");
            text.Append("include 'components/spma/functions';\n'/software/packages' = nlist();\ninclude 'federation/errata/updates';\n'/init' = if (is_defined(INIT)) INIT else 'none';\n");
            site.Add($"{Profile(i)}.pan", text.ToString());
        }

        return site;
    }

    private static void Compare(FederationDefinition federation, Func<string, object?> profile)
    {
        FederationResolution resolution = new(federation, FederationGenerator.Today);
        for (int i = 0; i < FederationGenerator.AllMachines.Length; i++)
        {
            (string host, string? site, (string os, string node)) = FederationGenerator.AllMachines[i];
            Compare(profile(Profile(i)), resolution.Resolve(host, site, os), node, $"{host} {site} {os}");
        }
    }

    private static void Compare(object? profile, SelectedVersion expected, string node, string machine)
    {
        string? until = expected.Freeze?.Until is { } day ? UtcText.Day(day) : null;
        Assert.Multiple(() =>
        {
            Assert.That(Text(profile, "software", "components", "errata", "update_version"), Is.EqualTo(expected.Version), machine);
            Assert.That(Text(profile, "software", "components", "errata", "os"), Is.EqualTo(node), machine);
            Assert.That(Text(profile, "software", "components", "errata", "source"), Is.EqualTo(expected.Source.ToString()).IgnoreCase, machine);
            Assert.That(Text(profile, "software", "components", "errata", "stage"), Is.EqualTo(expected.Stage), machine);
            Assert.That(Text(profile, "software", "components", "errata", "kernel"), Is.EqualTo(expected.Kernel), machine);
            Assert.That(Text(profile, "software", "components", "errata", "freeze", "reason"), Is.EqualTo(expected.Freeze?.Reason), machine);
            Assert.That(Text(profile, "software", "components", "errata", "freeze", "owner"), Is.EqualTo(expected.Freeze?.Owner), machine);
            Assert.That(Text(profile, "software", "components", "errata", "freeze", "until"), Is.EqualTo(until), machine);
            Assert.That(Text(profile, "version"), Is.EqualTo(expected.Version), machine);
            Assert.That(Text(profile, "init"), Is.EqualTo(expected.Version ?? "none"), machine);
            Assert.That(PackageLines.Of(PanValues.Element(PanValues.Element(profile, "software", strict: true), "packages", strict: true)),
                Is.EqualTo(node == "el9x-x86_64" && expected.Kernel is not null ? [$"kernel* {expected.Kernel} x86_64"] : Array.Empty<string>()), machine);
        });
    }

    private static string? Text(object? value, params ReadOnlySpan<string> path)
    {
        foreach (string name in path) value = PanValues.Element(value, name, strict: false);
        return value as string;
    }
}
