using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Pan;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Compiles what is generated for a federation with the Pan compiler that the environment variable PancPath names.</summary>
[NonParallelizable]
public sealed class PanCompilation
{
    private const string Schema = """
        declaration template quattor/schema;

        type structure_component = extensible {
            'active' : boolean = true
            'dispatch' : boolean = true
            'version' ? string
        };

        """;

    [TestCase(PanExtension.Pan)]
    [TestCase(PanExtension.Tpl)]
    public void Compiled_profiles_say_what_the_library_says(PanExtension extension)
    {
        string? panc = Environment.GetEnvironmentVariable("PancPath");
        if (string.IsNullOrEmpty(panc)) Assert.Ignore("The environment variable PancPath does not name a Pan compiler.");
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        FederationGenerator.Federations.Sample(federation =>
        {
            DirectoryInfo folder = Directory.CreateTempSubdirectory("panc");
            try
            {
                Write(folder.FullName, federation, extension, templates);
                Compile(panc!, folder.FullName);
                FederationResolution resolution = new(federation, FederationGenerator.Today);
                for (int i = 0; i < FederationGenerator.AllMachines.Length; i++)
                {
                    (string host, string? site, (string os, string node)) = FederationGenerator.AllMachines[i];
                    using JsonDocument profile = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "compiled", $"{Profile(i)}.json")));
                    Compare(profile.RootElement, resolution.Resolve(host, site, os), node, $"{host} {site} {os}");
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }, iter: 4, threads: 1);
    }

    private static string Profile(int number) => $"m{number.ToString(CultureInfo.InvariantCulture)}";

    private static void Write(string folder, FederationDefinition federation, PanExtension extension, ErrataTemplates templates)
    {
        string ending = extension == PanExtension.Pan ? ".pan" : ".tpl";
        foreach ((string name, string text) in FederationGenerator.Render(federation, extension, templates)) Add(name + ending, text);
        Add("quattor/schema.pan", Schema);
        foreach (string version in FederationGenerator.Versions)
        {
            Add($"rpms/errata/{version}.pan", $"template rpms/errata/{version};\n'/software/packages' = dict('errata', '{version}');\n");
            Add($"config/os/errata/{version}-init.pan", $"unique template config/os/errata/{version}-init;\nvariable INIT = '{version}';\n");
        }

        for (int i = 0; i < FederationGenerator.AllMachines.Length; i++)
        {
            (string host, string? site, (_, string node)) = FederationGenerator.AllMachines[i];
            StringBuilder text = new();
            text.Append(CultureInfo.InvariantCulture, $"object template {Profile(i)};\nvariable FULL_HOSTNAME = '{host}';\nvariable NODE_OS_VERSION = '{node}';\n");
            if (site is not null) text.Append(CultureInfo.InvariantCulture, $"variable ERRATA_SITE = '{site}';\n");
            text.Append("'/software/packages' = dict();\ninclude 'federation/errata/updates';\n'/init' = if (is_defined(INIT)) INIT else 'none';\n");
            Add($"{Profile(i)}.pan", text.ToString());
        }

        void Add(string path, string text)
        {
            string full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    private static void Compile(string panc, string folder)
    {
        ProcessStartInfo start = new(panc) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string output = Directory.CreateDirectory(Path.Combine(folder, "compiled")).FullName;
        foreach (string argument in new[] { "--include-path", folder, "--output-dir", output, "--formats", "json" }) start.ArgumentList.Add(argument);
        for (int i = 0; i < FederationGenerator.AllMachines.Length; i++) start.ArgumentList.Add($"{Profile(i)}.pan");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, text);
    }

    private static void Compare(JsonElement profile, SelectedVersion expected, string node, string machine)
    {
        JsonElement errata = profile.GetProperty("software").GetProperty("components").GetProperty("errata");
        string? until = expected.Freeze?.Until is { } day ? UtcText.Day(day) : null;
        Assert.Multiple(() =>
        {
            Assert.That(Text(errata, "update_version"), Is.EqualTo(expected.Version), machine);
            Assert.That(Text(errata, "os"), Is.EqualTo(node), machine);
            Assert.That(Text(errata, "source"), Is.EqualTo(expected.Source.ToString()).IgnoreCase, machine);
            Assert.That(Text(errata, "stage"), Is.EqualTo(expected.Stage), machine);
            Assert.That(Text(errata, "kernel"), Is.EqualTo(expected.Kernel), machine);
            Assert.That(Text(errata, "freeze", "reason"), Is.EqualTo(expected.Freeze?.Reason), machine);
            Assert.That(Text(errata, "freeze", "owner"), Is.EqualTo(expected.Freeze?.Owner), machine);
            Assert.That(Text(errata, "freeze", "until"), Is.EqualTo(until), machine);
            Assert.That(Text(profile, "software", "packages", "errata"), Is.EqualTo(expected.Version), machine);
            Assert.That(Text(profile, "init"), Is.EqualTo(expected.Version ?? "none"), machine);
        });
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (!element.TryGetProperty(name, out element)) return null;
        }

        return element.GetString();
    }
}
