using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Repositories;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Update versions as features, for a federation of two OSes.</summary>
public sealed class ErrataFeatures
{
    private const string El5 = "sl550-x86_64", El9 = "el9x-x86_64";

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Every_file_is_as_expected(PanExtension extension)
    {
        Assert.Multiple(() =>
        {
            foreach (OutputFile file in Render(extension).Where(f => f.RelativePath.Contains("20240924", StringComparison.Ordinal) || f.RelativePath.Contains("drafts", StringComparison.Ordinal)))
                Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Federation/Expected", file.RelativePath.Replace('/', '-')), file.Text);
        });
    }

    [Test]
    public void Every_version_that_an_OS_has_and_did_not_withdraw_is_a_feature_drafts_too() =>
        Assert.That(Render(PanExtension.Pan).Select(f => f.RelativePath), Is.EqualTo(new[]
        {
            "features/errata/20240924/config.pan", "features/errata/20240930/config.pan", "features/errata/20241029/config.pan", "features/errata/20241126/config.pan",
            "features/errata/drafts.pan",
        }));

    [Test]
    public void A_feature_is_final_once_each_of_its_OSes_has_released_the_version() =>
        Assert.That(Render(PanExtension.Pan).Where(f => f.IsFinal).Select(f => f.RelativePath),
            Is.EqualTo(new[] { "features/errata/20240924/config.pan", "features/errata/20240930/config.pan" }), "20241029 is a draft of one");

    [Test]
    public void Releasing_a_version_changes_no_feature()
    {
        OsErrata[] released = [.. Oses(PanExtension.Pan).Select(o => o with { Updates = [.. o.Updates.Select(u => u.State == UpdateState.Draft ? u with { State = UpdateState.Released } : u)] })];
        Assert.That(Features(released), Is.EqualTo(Features(Oses(PanExtension.Pan))));

        static IEnumerable<string> Features(OsErrata[] oses) => Render(oses, PanExtension.Pan).Where(f => f.Definition is not null).Select(f => f.Text);
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void The_feature_selects_its_version_on_each_OS_that_has_it(PanExtension extension)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Selected(extension, El9, "current", "20240924"), Is.EqualTo("rpms/errata/20240924"));
            Assert.That(Selected(extension, El5, "current", "20240924"), Is.EqualTo("rpms/errata/20240924"));
            Assert.That(Selected(extension, El9, "current", "20240930"), Is.EqualTo("rpms/errata/20240930"));
        });
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void On_an_OS_that_lacks_or_withdrew_the_version_what_the_site_sets_holds(PanExtension extension)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Selected(extension, El5, "current", "20240930"), Is.EqualTo("mine"), "withdrawn");
            Assert.That(Selected(extension, El5, "current", "20241126"), Is.EqualTo("mine"), "never made");
        });
    }

    [TestCase(PanExtension.Pan, "previous")]
    [TestCase(PanExtension.Pan, "current")]
    [TestCase(PanExtension.Pan, null)]
    [TestCase(PanExtension.Tpl, "current")]
    public void A_draft_is_an_error_but_in_the_stage_next(PanExtension extension, string? stage)
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Selected(extension, El9, stage, "20241029"),
                Throws.TypeOf<PanException>().With.Message.EqualTo("20241029 of el9x-x86_64 is a draft: only the stage next may have it."));
            Assert.That(Selected(extension, El9, "next", "20241029"), Is.EqualTo("rpms/errata/20241029"));
            Assert.That(Selected(extension, El5, stage, "20241029"), Is.EqualTo("rpms/errata/20241029"), "there it is released");
        });
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Two_features_are_an_error_and_one_that_is_included_twice_is_not(PanExtension extension)
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Selected(extension, El9, "next", "20240924", "20240930"),
                Throws.TypeOf<PanException>().With.Message.EqualTo("Two update versions are bound to this host: 20240924 and 20240930. Unbind one."));
            Assert.That(Selected(extension, El9, "next", "20240924", "20240924"), Is.EqualTo("rpms/errata/20240924"));
        });
    }

    [Test]
    public void Without_versions_nothing_is_made() => Assert.That(Render([], PanExtension.Pan), Is.Empty);

    // One version released by both OSes, one withdrawn by one, one that one has as draft, one of one alone, one withdrawn by all that had it.
    private static IReadOnlyList<OutputFile> Render(PanExtension extension) => Render(Oses(extension), extension);

    /// <summary>The features of OSes.</summary>
    internal static IReadOnlyList<OutputFile> Render(OsErrata[] oses, PanExtension extension)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<OutputFile> files = ErrataFeatureRenderer.Render(oses, extension == PanExtension.Pan ? "pan" : "tpl", ErrataTemplates.Load(null, [])!, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return files;
    }

    private static OsErrata[] Oses(PanExtension extension) =>
    [
        Os(El5, extension, ("20240924", UpdateState.Released), ("20240930", UpdateState.Withdrawn), ("20241029", UpdateState.Released), ("20241030", UpdateState.Withdrawn)),
        Os(El9, extension, ("20240924", UpdateState.Released), ("20240930", UpdateState.Released), ("20241029", UpdateState.Draft), ("20241126", UpdateState.Draft)),
    ];

    /// <summary>An OS with versions and nothing else.</summary>
    internal static OsErrata Os(string node, PanExtension extension, params (string Version, UpdateState State)[] versions) => new(
        new() { Name = node, NodeOsVersion = node, Arch = "x86_64", Pan = new(extension, PanShape.Table, PackageBackend.Yum) }, Repository.Empty, Repository.Empty, [],
        [.. versions.Select(v => new UpdateDefinition { Version = v.Version, State = v.State, Kind = UpdateKind.Monthly, Cutoff = DateTimeOffset.UnixEpoch })]);

    // What archetype/final finds of a site's own table, which comes after the features.
    private static object? Selected(PanExtension extension, string os, string? stage, params string[] features)
    {
        PanSite site = new();
        foreach (OutputFile file in Render(extension)) site.Add(file.RelativePath, file.Text);
        string include = string.Concat(features.Select(f => $"include 'features/errata/{f}/config';\n"));
        site.Add("host.pan", $"""
            object template host;
            variable NODE_OS_VERSION = '{os}';
            {(stage is null ? "" : $"'/system/personality/stage' = '{stage}';")}
            {include}
            variable OS_ERRATA_TEMPLATE ?= dict('{os}', 'mine');
            '/selected' = OS_ERRATA_TEMPLATE[NODE_OS_VERSION];

            """);
        return site.Evaluate("host", PackageLibrary.Core).Profile("/selected");
    }
}
