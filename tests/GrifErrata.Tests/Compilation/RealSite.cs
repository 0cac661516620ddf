using System.Text.Json;
using GrifErrata.Compilation;
using GrifErrata.Pan;

namespace GrifErrata.Tests.Compilation;

/// <summary>A machine of el9 with Quattor's own libraries: core, standard, and the OS's branch of os; docs/build.md says how they are named.</summary>
public sealed class RealSite
{
    private const string Os = "el9x-x86_64";

    [Test]
    public async Task A_machine_of_el9_with_Quattors_libraries_gets_the_version_of_its_stage()
    {
        string[] libraries = PanPrograms.Libraries;
        foreach (string template in (string[])["quattor/schema.pan", "machine-types/core.pan", "config/core/base.pan"])
        {
            if (!libraries.Any(l => File.Exists(Path.Combine(l, template)))) Assert.Ignore($"TemplateLibraryPath has no {template}: name template-library-core, -standard and -os (branch el9.x-x86_64).");
        }

        string pan = Path.Combine(Checkout.Root, "templates", "pan"), site = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Compilation", "Site");
        if (!Directory.Exists(Path.Combine(pan, Os))) Assert.Ignore($"The repository has no {Os}.");
        DirectoryInfo output = Directory.CreateTempSubdirectory("grif-errata-");
        try
        {
            ProgramResult result = await ProgramRun.RunAsync(PanPrograms.Panc,
                ["--formats", "json", "--output-dir", output.FullName, "--include-path", string.Join(':', (string[])[site, pan, .. libraries]), Path.Combine(site, "machine.pan")],
                site, TimeSpan.FromMinutes(5), CancellationToken.None);
            Assert.That(result.ExitCode, Is.Zero, result.Output);

            using JsonDocument profile = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output.FullName, "machine.json")));
            JsonElement software = profile.RootElement.GetProperty("software"), packages = software.GetProperty("packages");
            JsonElement errata = software.GetProperty("components").GetProperty("errata");
            Assert.That((errata.GetProperty("source").GetString(), errata.GetProperty("os").GetString()), Is.EqualTo(("default", Os)));
            string version = errata.GetProperty("update_version").GetString()!, kernel = errata.GetProperty("kernel").GetString()!;
            Assert.That(packages.GetProperty("kernel_2a").GetProperty(PanText.Escape(kernel)).GetProperty("arch").TryGetProperty("x86_64", out _), Is.True, "the kernel is locked");

            using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(pan, Os, "rpms", "errata", $"{version}.json")));
            (string Name, string Evr)[] both =
            [
                .. from package in manifest.RootElement.GetProperty("packages").EnumerateArray()
                   where package.GetProperty("arch").GetString() is "x86_64" or "noarch"
                   let name = PanText.Escape(package.GetProperty("name").GetString()!)
                   where packages.TryGetProperty(name, out _)
                   select (name, PanText.Escape($"{package.GetProperty("version").GetString()}-{package.GetProperty("release").GetString()}")),
            ];
            Assert.That(both, Is.Not.Empty, "packages that the machine and the errata have");
            Assert.That(both.Where(b => !packages.GetProperty(b.Name).TryGetProperty(b.Evr, out _)), Is.Empty);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
