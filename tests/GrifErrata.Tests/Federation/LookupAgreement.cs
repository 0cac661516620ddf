using System.Collections.Immutable;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Pan;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>The generated Pan against the library's own look-up.</summary>
public sealed class LookupAgreement
{
    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void The_generated_Pan_gives_every_machine_what_the_library_says(PanExtension extension)
    {
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        Gen.Select(FederationGenerator.Federations, FederationGenerator.Machines.Array[4]).Sample((federation, machines) =>
        {
            FederationResolution resolution = new(federation, FederationGenerator.Today);
            PanTemplate config = Config(federation, extension, templates);
            foreach ((string host, string? site, (string os, string node)) in machines)
            {
                PanEvaluation lookup = Evaluate(config, ("FULL_HOSTNAME", host), ("NODE_OS_VERSION", node), ("ERRATA_SITE", site));
                Compare(lookup, resolution.Resolve(host, site, os), site);
            }
        }, iter: 5000);
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void A_profile_has_its_own_template_and_none_where_deployment_is_off(PanExtension extension)
    {
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        Gen.Select(FederationGenerator.Federations, FederationGenerator.Machines, Gen.Bool, Gen.Bool).Sample((federation, machine, deploys, own) =>
        {
            string? preset = own ? "rpms/errata/20090101" : null;
            PanEvaluation lookup = Evaluate(Config(federation, extension, templates),
                ("FULL_HOSTNAME", machine.Host), ("NODE_OS_VERSION", machine.Os.Node), ("ERRATA_SITE", machine.Site), ("PKG_DEPLOY_OS_ERRATA", deploys),
                ("PKG_OS_ERRATA_TEMPLATE", preset));
            string? version = own ? "20090101" : new FederationResolution(federation, FederationGenerator.Today).Resolve(machine.Host, machine.Site, machine.Os.Os).Version;
            Assert.Multiple(() =>
            {
                Assert.That(State(lookup)["source"], own ? Is.EqualTo("profile") : Is.Not.EqualTo("profile"));
                Assert.That(lookup["PKG_OS_ERRATA_TEMPLATE"], Is.EqualTo(deploys && version is not null ? "rpms/errata/" + version : null));
                Assert.That(lookup.Included.Skip(1), Is.EqualTo(deploys && version is not null ? [$"config/os/errata/{version}-init"] : Array.Empty<string>()));
            });
        }, iter: 500);
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void What_a_site_of_an_SPMA_tree_chose_itself_comes_after_the_freeze_of_the_federation_and_before_its_stage(PanExtension extension)
    {
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        Gen<string?> own = Gen.Int[0, 2].Select(i => new[] { "rpms/errata/20090101", "rpms/errata/mine", null }[i]);
        Gen.Select(FederationGenerator.Federations, FederationGenerator.Machines, Gen.Bool, own, Gen.Bool, own).Sample((federation, machine, forMachine, machines, forOs, oses) =>
        {
            PanEvaluation lookup = Evaluate(Config(federation, extension, templates),
                ("FULL_HOSTNAME", machine.Host), ("NODE_OS_VERSION", machine.Os.Node), ("ERRATA_SITE", machine.Site),
                ("NODE_OS_ERRATA_TEMPLATE", Table(forMachine, PanText.Escape(machine.Host), machines)), ("OS_ERRATA_TEMPLATE", Table(forOs, machine.Os.Node, oses)));
            SelectedVersion selected = new FederationResolution(federation, FederationGenerator.Today).Resolve(machine.Host, machine.Site, machine.Os.Os);
            string? expected = selected.Version is null ? null : "rpms/errata/" + selected.Version;
            string source = selected.Source.ToString();
            if (forMachine && selected.Source != SelectionSource.Machine) (expected, source) = (machines, "machine");
            else if (forOs && selected.Source is not (SelectionSource.Machine or SelectionSource.Site)) (expected, source) = (oses, "site");
            Assert.Multiple(() =>
            {
                Assert.That(State(lookup)["source"], Is.EqualTo(source).IgnoreCase);
                Assert.That(lookup["PKG_OS_ERRATA_TEMPLATE"], Is.EqualTo(expected));
                Assert.That(lookup.Included.Skip(1), Is.EqualTo(expected is null or "rpms/errata/mine" ? Array.Empty<string>() : [$"config/os/errata/{expected[^8..]}-init"]));
            });
        }, iter: 1000);

        static object? Table(bool set, string key, string? value) => set ? PanValues.Empty.Add(key, value) : null;
    }

    private static PanTemplate Config(FederationDefinition federation, PanExtension extension, ErrataTemplates templates) =>
        PanTemplate.Parse(FederationGenerator.Render(federation, extension, templates)["federation/errata/config"]);

    // What it includes is another test's.
    private static PanEvaluation Evaluate(PanTemplate config, params (string, object?)[] variables) =>
        PanEvaluation.Run(config, (_, _) => PanTemplate.Empty, PackageLibrary.Core, variables);

    private static ImmutableSortedDictionary<string, object?> State(PanEvaluation lookup) => PanValues.Table(lookup["ERRATA_STATE"]);

    private static void Compare(PanEvaluation lookup, SelectedVersion expected, string? site)
    {
        ImmutableSortedDictionary<string, object?> state = State(lookup);
        ImmutableSortedDictionary<string, object?>? freeze = (ImmutableSortedDictionary<string, object?>?)state.GetValueOrDefault("freeze");
        string? until = expected.Freeze?.Until is { } day ? UtcText.Day(day) : null;
        Assert.Multiple(() =>
        {
            Assert.That(state.GetValueOrDefault("update_version"), Is.EqualTo(expected.Version));
            Assert.That(state["source"], Is.EqualTo(expected.Source.ToString()).IgnoreCase);
            Assert.That(state["stage"], Is.EqualTo(expected.Stage));
            Assert.That(state["site"], Is.EqualTo(site ?? "none"));
            Assert.That(lookup["OS_ERRATA_KERNEL"], Is.EqualTo(expected.Kernel));
            Assert.That(lookup["PKG_OS_ERRATA_TEMPLATE"], Is.EqualTo(expected.Version is null ? null : "rpms/errata/" + expected.Version));
            Assert.That(lookup.Included.Skip(1), Is.EqualTo(expected.Version is null ? Array.Empty<string>() : [$"config/os/errata/{expected.Version}-init"]));
            Assert.That(freeze?["reason"], Is.EqualTo(expected.Freeze?.Reason));
            Assert.That(freeze?["owner"], Is.EqualTo(expected.Freeze?.Owner));
            Assert.That(freeze?.GetValueOrDefault("until"), Is.EqualTo(until));
        });
    }
}
