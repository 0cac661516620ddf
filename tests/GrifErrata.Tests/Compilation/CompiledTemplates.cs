using GrifErrata.Compilation;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Tests.Federation;
using GrifErrata.Updates;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Tests.Compilation;

/// <summary>The real panc and panlint, where they are named.</summary>
public sealed class CompiledTemplates
{
    private static string Ours => Path.Combine(Checkout.Root, "templates", "pan");

    [Test]
    public async Task Every_template_of_this_repository_compiles_in_our_site()
    {
        using PanFolder folder = new();
        Assert.That(await PanFolder.CompileAsync(new(Ours, folder.Work, PanPrograms.Panc)), Is.Empty);
    }

    [Test]
    public async Task Every_template_of_this_repository_compiles_with_Quattors_library()
    {
        using PanFolder folder = new();
        Assert.That(await PanFolder.CompileAsync(new(Ours, folder.Work, PanPrograms.Panc) { Libraries = [.. PanPrograms.Libraries] }), Is.Empty);
    }

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public async Task Update_versions_as_features_compile_and_are_clean_under_panlint(PanExtension extension)
    {
        using PanFolder folder = new();
        WriteFederation(folder, extension);
        foreach (OutputFile file in ErrataFeatures.Render([ErrataFeatures.Os("el9x-x86_64", extension, ("20250211", UpdateState.Draft))], extension)) folder.Write(file.RelativePath, file.Text);
        Assert.That(await PanFolder.CompileAsync(folder.Request(PanPrograms.Panc)), Is.Empty);
        if (extension == PanExtension.Pan) Assert.That(await PanFolder.LintAsync(folder.Lint(PanPrograms.Panlint) with { Python = PanPrograms.Python }), Is.Empty);
    }

    [Test]
    public async Task A_feature_that_selects_what_is_not_there_is_an_error()
    {
        using PanFolder folder = new();
        WriteFederation(folder, PanExtension.Pan);
        folder.Write("features/errata/20250211/config.pan", "unique template features/errata/20250211/config;\n\nvariable OS_ERRATA_TEMPLATE = dict('el9x-x86_64', 'rpms/errata/20250212');\n");
        DiagnosticBag errors = await PanFolder.CompileAsync(folder.Request(PanPrograms.Panc));
        Assert.That(errors.Select(e => e.ToString()), Has.Some.Contains("cannot locate template named 'config/os/errata/20250212-init'"));
    }

    [TestCase("x = ;", "(3,1): error GE1991: panc, parse error: Encountered: x")]
    [TestCase("'/software/packages' = pkg_rnoly('hal', '1-1', 'i386');", "(3,24): error GE1991: panc, evaluation error: undefined function: pkg_rnoly")]
    [TestCase("'/software/packages' = pkg_ronly('hal', '1-1');", "(3,24): error GE1991: panc, evaluation error: ")]
    public async Task A_wrong_template_is_an_error_at_its_line(string line, string message)
    {
        using PanFolder folder = new();
        folder.Write(PanFolder.Packages, $"template rpms/errata/20250211;\n\n{line}\n");
        DiagnosticBag errors = await PanFolder.CompileAsync(folder.Request(PanPrograms.Panc));
        Assert.That(errors.Select(e => e.ToString()), Has.Some.StartsWith(folder.At(PanFolder.Packages) + message));
    }

    [Test]
    public async Task Generated_pan_files_and_our_site_are_clean_under_panlint()
    {
        DiagnosticBag diagnostics = [];
        await PanLint.RunAsync(new(Ours, PanPrograms.Panlint) { Python = PanPrograms.Python }, diagnostics, NullLogger.Instance);
        Assert.That(diagnostics, Is.Empty);

        // The site is not generated, so the build does not look at it.
        string[] site = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "pan-site"), "*.pan", SearchOption.AllDirectories);
        bool isScript = PanPrograms.Panlint.EndsWith(".py", StringComparison.Ordinal);
        ProgramResult said = await ProgramRun.RunAsync(
            isScript ? PanPrograms.Python : PanPrograms.Panlint, isScript ? [PanPrograms.Panlint, .. site] : site, Checkout.Root, TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.That((site.Length > 0, said.ExitCode), Is.EqualTo((true, 0)), said.Output);
    }

    private static void WriteFederation(PanFolder folder, PanExtension extension)
    {
        OsDefinition os = new() { Name = "el9x-x86_64", NodeOsVersion = "el9x-x86_64", Arch = "x86_64", Pan = new(extension, PanShape.Table, PackageBackend.YumDnf) };
        foreach (OutputFile file in FederationRenderer.Render(
            FederationFixture.Read("name: G\nos: { el9x-x86_64: { default: 20250211 } }"), [os], FederationFixture.Day("2025-03-01"), ErrataTemplates.Load(null, [])!, []))
        {
            folder.Write(file.RelativePath, file.Text);
        }
    }
}
