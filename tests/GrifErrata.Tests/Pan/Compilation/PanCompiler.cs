using System.Diagnostics;
using System.Text.Json;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Compilation;

/// <summary>
/// The Pan compiler that the environment variable PancPath names; TemplateLibraryPath may name a checkout of Quattor's template-library-core, whose package
/// functions are then the ones that are called, else they are small ones of our own. PancExtension may be <c>tpl</c>, for a compiler before 10.1, which knows no dict().
/// </summary>
internal sealed class PanCompiler
{
    /// <summary>The file that has the package functions.</summary>
    public const string FunctionsFile = "components/spma/functions.pan";

    /// <summary>The least that the functions of a template library do; a package is name, version and architecture.</summary>
    public const string Functions = """
        declaration template components/spma/functions;

        function pkg_repl = {
            name = escape(ARGV[0]);
            result = nlist();
            if (exists(SELF[name])) {
                foreach (version; build; SELF[name]) {
                    if (exists(build['arch'])) {
                        foreach (arch; repository; build['arch']) {
                            if (arch != ARGV[2]) result[version]['arch'][arch] = repository;
                        };
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
            if (exists(SELF[escape(ARGV[0])])) SELF[escape(ARGV[0])] = null;
            SELF;
        };

        """;

    /// <summary>A text for <c>quattor/schema</c> that has the type of components and no other.</summary>
    public const string Schema = """
        declaration template quattor/schema;

        type structure_component = extensible {
            'active' : boolean = true
            'dispatch' : boolean = true
            'version' ? string
        };

        """;

    private readonly string _path;
    private readonly string? _templates;

    private PanCompiler(string path, string? templates)
    {
        _path = path;
        _templates = templates;
    }

    /// <summary>Which package functions are called.</summary>
    public PackageLibrary Library => _templates is not null && !_templates.Split(Path.PathSeparator).Any(l => Directory.Exists(Path.Combine(l, "components", "spma", "yum"))) ? PackageLibrary.Legacy : PackageLibrary.Core;

    /// <summary>The compiler; without one that compiles texts of an extension the test is skipped.</summary>
    public static PanCompiler OrSkip(PanExtension extension = PanExtension.Tpl)
    {
        string? panc = Environment.GetEnvironmentVariable("PancPath"), templates = Environment.GetEnvironmentVariable("TemplateLibraryPath");
        if (string.IsNullOrEmpty(panc)) Assert.Ignore("The environment variable PancPath does not name a Pan compiler.");
        if (!Takes(extension)) Assert.Ignore("The Pan compiler is one that takes .tpl alone.");
        return new(panc!, string.IsNullOrEmpty(templates) ? null : templates);
    }

    /// <summary>Whether the compiler compiles texts of an extension.</summary>
    public static bool Takes(PanExtension extension) => extension == PanExtension.Tpl || Environment.GetEnvironmentVariable("PancExtension") != "tpl";

    /// <summary>Compiles objects of a site.</summary>
    /// <returns>The profiles by the names of the objects.</returns>
    public IReadOnlyDictionary<string, JsonElement> Compile(PanSite site, IReadOnlyCollection<string> objects)
    {
        string root = Directory.CreateTempSubdirectory("panc").FullName;
        try
        {
            (int exit, string output) = Run(site, objects, root);
            Assert.That(exit, Is.Zero, output);
            return objects.ToDictionary(o => o, o => Profile(Path.Combine(root, "compiled", o + ".json")), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Compiles objects of which each must fail.</summary>
    /// <returns>What the compiler says.</returns>
    public string Refuses(PanSite site, IReadOnlyCollection<string> objects)
    {
        string root = Directory.CreateTempSubdirectory("panc").FullName;
        try
        {
            (int exit, string output) = Run(site, objects, root);
            Assert.That(exit, Is.Not.Zero);
            Assert.That(objects.Where(o => File.Exists(Path.Combine(root, "compiled", o + ".json"))), Is.Empty);
            return output;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private (int Exit, string Output) Run(PanSite site, IReadOnlyCollection<string> objects, string root)
    {
        foreach ((string path, string text) in site.Files) Write(root, path, text);
        if (_templates is null) Write(root, FunctionsFile, Functions);
        HashSet<string> paths = [.. site.Files.Select(f => f.Key)];
        ProcessStartInfo start = new(_path) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        string output = Directory.CreateDirectory(Path.Combine(root, "compiled")).FullName;
        string includes = _templates is null ? root : $"{root}{Path.PathSeparator}{_templates}";
        foreach (string argument in new[] { "--include-path", includes, "--output-dir", output, "--formats", "json" }) start.ArgumentList.Add(argument);
        foreach (string name in objects) start.ArgumentList.Add(name + (paths.Contains(name + ".pan") ? ".pan" : ".tpl"));
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private static JsonElement Profile(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    private static void Write(string root, string path, string text)
    {
        string full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
