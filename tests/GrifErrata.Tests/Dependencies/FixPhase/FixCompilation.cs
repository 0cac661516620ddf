using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Pan;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>Compiles the packages and the fixes of the cases with the Pan compiler that PancPath names; the package functions are those of TemplateLibraryPath, or small ones of our own.</summary>
[NonParallelizable]
public sealed class FixCompilation
{
    // The least that the functions of a template library do; a package is name, version and architecture.
    private const string Functions = """
        declaration template components/spma/functions;

        function pkg_repl = {
            name = escape(ARGV[0]);
            result = dict();
            if (exists(SELF[name])) {
                foreach (version; build; SELF[name]) {
                    foreach (arch; repository; build['arch']) {
                        if (arch != ARGV[2]) result[version]['arch'][arch] = repository;
                    };
                };
            };
            result[escape(ARGV[1])]['arch'][ARGV[2]] = '';
            SELF[name] = result;
            SELF;
        };

        function pkg_ronly = {
            name = escape(ARGV[0]);
            there = false;
            if (exists(SELF[name])) {
                foreach (version; build; SELF[name]) {
                    if (exists(build['arch'][ARGV[2]])) there = true;
                };
            };
            if (there) pkg_repl(ARGV[0], ARGV[1], ARGV[2]);
            SELF;
        };

        function pkg_del = {
            if (exists(SELF[escape(ARGV[0])])) delete(SELF[escape(ARGV[0])]);
            SELF;
        };

        """;

    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Dependencies", "FixPhase", "Cases");

    [TestCase("tpl")]
    [TestCase("pan")]
    public void Compiled_profiles_have_the_packages_that_the_library_says(string extension)
    {
        string? panc = Environment.GetEnvironmentVariable("PancPath"), library = Environment.GetEnvironmentVariable("TemplateLibraryPath");
        if (string.IsNullOrEmpty(panc)) Assert.Ignore("The environment variable PancPath does not name a Pan compiler.");
        string root = Directory.CreateTempSubdirectory("fix").FullName;
        try
        {
            List<(string Profile, IEnumerable<Nevra> Expected)> machines = [];
            foreach (string file in Directory.EnumerateFiles(Folder, "*.case").Order(StringComparer.Ordinal)) Write(root, file, extension, machines);
            if (string.IsNullOrEmpty(library)) Add(root, "components/spma/functions.pan", Functions);
            Compile(panc!, root, library, machines.Select(m => m.Profile));
            Assert.That(machines, Has.Count.GreaterThan(25));
            Assert.Multiple(() =>
            {
                foreach ((string profile, IEnumerable<Nevra> expected) in machines)
                {
                    using JsonDocument compiled = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "compiled", profile + ".json")));
                    Assert.That(Packages(compiled.RootElement.GetProperty("software").GetProperty("packages")), Is.EqualTo(expected.Select(Text).Order(StringComparer.Ordinal)), profile);
                }
            });
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Write(string root, string file, string extension, List<(string, IEnumerable<Nevra>)> machines)
    {
        string text = File.ReadAllText(file);
        FixCase found = FixCase.Parse(text);
        string name = $"c{Path.GetFileName(file)[..2]}";
        Add(root, $"{name}/errata.pan", ErrataTemplates.Load(null, [])!["errata-lines.pan"].Render(ErrataModel.Of(found.Version, found.Errata.Os), [])!.Replace("template rpms/errata/20260901", $"template {name}/errata", StringComparison.Ordinal));
        string fix = found.Plan.Blocks.IsEmpty ? "template rpms/errata/20260901-fix;\n" : found.Template(extension);
        Add(root, $"{name}/fix.{extension}", fix.Replace("template rpms/errata/20260901-fix", $"template {name}/fix", StringComparison.Ordinal));
        foreach (ImmutableArray<Nevra> machine in found.Machines)
        {
            string profile = $"{name}m{machines.Count.ToString(CultureInfo.InvariantCulture)}";
            StringBuilder pan = new($"object template {profile};\ninclude 'components/spma/functions';\n'/software/packages' = dict();\n");
            foreach (Nevra nevra in machine)
                pan.Append(CultureInfo.InvariantCulture, $"'/software/packages/{PanText.Escape(nevra.Name)}/{PanText.Escape(nevra.Evr.VersionRelease)}/arch/{nevra.Arch}' = '';\n");
            pan.Append(CultureInfo.InvariantCulture, $"include '{name}/errata';\ninclude '{name}/fix';\n");
            Add(root, profile + ".pan", pan.ToString());
            machines.Add((profile, FixedMachine.Apply(machine, found.Version, found.Plan, found.Errata.Os)));
        }
    }

    private static void Add(string root, string path, string text)
    {
        string full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static void Compile(string panc, string root, string? library, IEnumerable<string> profiles)
    {
        ProcessStartInfo start = new(panc) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        string output = Directory.CreateDirectory(Path.Combine(root, "compiled")).FullName;
        string path = string.IsNullOrEmpty(library) ? root : $"{root}{Path.PathSeparator}{library}";
        foreach (string argument in new[] { "--include-path", path, "--output-dir", output, "--formats", "json" }) start.ArgumentList.Add(argument);
        foreach (string profile in profiles) start.ArgumentList.Add(profile + ".pan");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, text);
    }

    private static IEnumerable<string> Packages(JsonElement packages) =>
        (from package in packages.EnumerateObject()
         from version in package.Value.EnumerateObject()
         from arch in version.Value.GetProperty("arch").EnumerateObject()
         select $"{PanText.Unescape(package.Name)}-{PanText.Unescape(version.Name)}.{arch.Name}").Order(StringComparer.Ordinal);

    private static string Text(Nevra nevra) => $"{nevra.Name}-{nevra.Evr.VersionRelease}.{nevra.Arch}";
}
