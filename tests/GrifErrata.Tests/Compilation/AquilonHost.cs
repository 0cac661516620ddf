using System.Text.Json;
using System.Text.RegularExpressions;
using GrifErrata.Compilation;
using GrifErrata.Generation;
using GrifErrata.Tests.Federation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Compilation;

/// <summary>The generated features and the templates of docs/aquilon.md in a host's profile as Aquilon's broker writes it.</summary>
public sealed partial class AquilonHost
{
    private const string Os = "el9x-x86_64", Version = "20241029", Draft = "20241126";
    private const string Stage = "variable ERRATA_STAGES = dict('default', dict('el9x-x86_64', '20240924'));";

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public async Task The_feature_of_a_version_bound_to_the_personality_is_what_the_host_gets_once(PanExtension extension)
    {
        JsonElement software = await CompileAsync([Version], extension: extension);
        Assert.That(Errata(software), Is.EqualTo((Version, "site")));
        Assert.That(Expat(software), Is.EqualTo((string[])["_32_2e5_2e0_2d2_2eel9_5f4_2e1"]));
    }

    [TestCase("current")]
    [TestCase("previous")]
    [TestCase(null)]
    public async Task It_is_the_same_in_every_stage_and_without_stages(string? stage) =>
        Assert.That(Errata(await CompileAsync([Version], stage: stage)), Is.EqualTo((Version, "site")));

    [Test]
    public async Task A_frozen_host_keeps_its_version()
    {
        JsonElement software = await CompileAsync([Version], "variable ERRATA_FREEZES = dict(escape('wn1.example.org'), dict('os', 'el9x-x86_64', 'version', '20240924', 'reason', 'Lustre', 'owner', 'a@example.org'));");
        Assert.That(Errata(software), Is.EqualTo(("20240924", "machine")));
        Assert.That(Expat(software), Is.EqualTo((string[])["_32_2e5_2e0_2d1_2eel9"]), "as the profile had it");
    }

    [Test]
    public async Task Without_a_feature_the_host_gets_the_version_of_its_stage() =>
        Assert.That(Errata(await CompileAsync([], Stage)), Is.EqualTo(("20240924", "default")));

    [Test]
    public async Task A_feature_that_the_OS_does_not_have_leaves_the_host_what_its_federation_gives_it() =>
        Assert.That(Errata(await CompileAsync(["20240930"], Stage)), Is.EqualTo(("20240924", "default")));

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Two_features_are_an_error(PanExtension extension)
    {
        // Asked before, because inside the assertion below "ignore" would be the wrong exception.
        _ = PanPrograms.Panc;
        Assert.That(async () => await CompileAsync(["20240924", Version], extension: extension),
            Throws.Exception.With.Message.Contains("Two update versions are bound to this host: 20240924 and 20241029. Unbind one."));
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public async Task A_draft_is_for_the_stage_next(PanExtension extension)
    {
        Assert.That(Errata(await CompileAsync([Draft], extension: extension)), Is.EqualTo((Draft, "site")));
        Assert.That(async () => await CompileAsync([Draft], extension: extension, stage: "current"),
            Throws.Exception.With.Message.Contains("20241126 of el9x-x86_64 is a draft: only the stage next may have it."));
    }

    [Test]
    public void The_feature_that_the_page_shows_is_the_one_that_is_generated()
    {
        string path = $"linux/features/errata/{Version}/config.pan";
        Assert.That(Blocks().Single(b => b.Path == path).Text, Is.EqualTo($"# {path}\n{Features(PanExtension.Pan).Single(f => f.RelativePath.Contains(Version, StringComparison.Ordinal)).Text}"));
    }

    private static IEnumerable<string> Expat(JsonElement software) => software.GetProperty("packages").GetProperty("expat").EnumerateObject().Select(v => v.Name);

    private static (string?, string?) Errata(JsonElement software)
    {
        JsonElement errata = software.GetProperty("components").GetProperty("errata");
        return (errata.GetProperty("update_version").GetString(), errata.GetProperty("source").GetString());
    }

    // 20240930 is a version of another OS alone.
    private static IReadOnlyList<OutputFile> Features(PanExtension extension) => ErrataFeatures.Render(
        [
            ErrataFeatures.Os(Os, extension, ("20240924", UpdateState.Released), (Version, UpdateState.Released), (Draft, UpdateState.Draft)),
            ErrataFeatures.Os("el8x-x86_64", extension, ("20240930", UpdateState.Released)),
        ], extension);

    private static IEnumerable<(string Path, string Text)> Blocks() =>
        PanBlock().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "aquilon.md"))).Select(block => (block.Groups["path"].Value, block.Value[7..^3]));

    private static async Task<JsonElement> CompileAsync(string[] features, string? declaration = null, PanExtension extension = PanExtension.Pan, string? stage = "next")
    {
        string panc = PanPrograms.Panc;
        DirectoryInfo root = Directory.CreateTempSubdirectory("grif-errata-");
        try
        {
            string domain = Path.Combine(root.FullName, "domain"), linux = Path.Combine(domain, "linux"), site = Path.Combine(root.FullName, "site");
            Packages(linux);
            PanSite.Write(site);
            foreach ((string path, string text) in Blocks().Where(b => !b.Path.Contains("/features/", StringComparison.Ordinal))) Write(Path.Combine(domain, path), text);
            foreach (OutputFile file in Features(extension)) Write(Path.Combine(linux, file.RelativePath), file.Text);
            Write(Path.Combine(linux, "archetype/declarations.pan"), $"declaration template archetype/declarations;\n{declaration}\n");
            Write(Path.Combine(linux, "archetype/base.pan"), "unique template archetype/base;\n");
            string personality = stage is null or "current" ? "personality/batch/config" : $"personality/batch+{stage}/config";
            Write(Path.Combine(linux, $"{personality}.pan"), $"""
                template {personality};
                variable PERSONALITY = "{personality.Split('/')[1]}";
                "/system/personality/name" = "batch";
                {(stage is null ? "" : $"\"/system/personality/stage\" = \"{stage}\";")}
                {string.Concat(features.Select(f => $"include \"features/errata/{f}/config\";\n\"/metadata/features\" = append(\"features/errata/{f}/config\");\n"))}
                "/software/packages/expat" = dict("_32_2e5_2e0_2d1_2eel9", dict("arch", dict("x86_64", "")));

                """);
            Write(Path.Combine(domain, "wn1.example.org.pan"), $"""
                object template wn1.example.org;
                variable LOADPATH = list("linux");
                include "archetype/declarations";
                include "archetype/base";
                include "os/alma/9x/config";
                include "{personality}";
                include "archetype/final";

                """);
            ProgramResult result = await ProgramRun.RunAsync(panc, ["--formats", "json", "--output-dir", root.FullName, "--include-path", $"{domain}:{site}", Path.Combine(domain, "wn1.example.org.pan")],
                root.FullName, TimeSpan.FromMinutes(5), CancellationToken.None);
            if (result.ExitCode != 0) throw new InvalidOperationException(result.Output);
            using JsonDocument profile = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(root.FullName, "wn1.example.org.json")));
            return profile.RootElement.GetProperty("software").Clone();
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    // Small versions, and what the repository has for a federation.
    private static void Packages(string linux)
    {
        Directory.CreateDirectory(linux);
        string pan = Path.Combine(Checkout.Root, "templates", "pan");
        foreach (string folder in (string[])["federation/errata", "components/errata"])
        {
            foreach (string file in Directory.GetFiles(Path.Combine(pan, folder))) Write(Path.Combine(linux, folder, Path.GetFileName(file)), File.ReadAllText(file));
        }

        Write(Path.Combine(linux, Os, "rpms/errata/20241029.pan"), "template rpms/errata/20241029;\n'/software/packages' = pkg_ronly('expat', '2.5.0-2.el9_4.1', 'x86_64');\n");
        Write(Path.Combine(linux, Os, "rpms/errata/20240924.pan"), "template rpms/errata/20240924;\n");
        Write(Path.Combine(linux, Os, "rpms/errata/20241126.pan"), "template rpms/errata/20241126;\n");
        foreach (string version in (string[])["20240924", "20241029", "20241126"]) Write(Path.Combine(linux, Os, $"config/os/errata/{version}-init.pan"), $"unique template config/os/errata/{version}-init;\n");
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [GeneratedRegex(@"^```pan\n# (?<path>linux/[a-z0-9/]+\.pan)\n.*?^```", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex PanBlock();
}
