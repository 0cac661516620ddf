using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Tests.LongRuns;

/// <summary>
/// A federation in a temporary place that is run by commands alone. After each command the files are generated for its day, released
/// files are held against what they were, each machine is looked up in the library and in the Pan, and the log gets a line.
/// </summary>
internal sealed class FederationRun : IDisposable
{
    public const string Os = "sl5.5-x86_64";
    private const string Node = "sl550-x86_64";
    private const int CellWidth = 13;

    private readonly SortedDictionary<string, string> _released = new(StringComparer.Ordinal);
    private readonly StringBuilder _log = new();

    public FederationRun(string federation)
    {
        MonthlySources.Begin(OsFolder);
        File.WriteAllText(Path.Combine(Input, "federation.yaml"), federation);
        _log.Append("# What each stage has, and the kernel of a machine of each site; 100@20110115 where the machine is not on the version of its stage but on that one.\n")
            .Append(Line(["day", "testbed", "production", "default"], string.Concat(Machines.All.Select(m => Machines.Short(m).PadRight(CellWidth))), "command"));
    }

    public string OsFolder => Path.Combine(Input, Os);

    /// <summary>Number of files that were released so far.</summary>
    public int ReleasedFiles => _released.Count;

    public int Steps { get; private set; }

    public string Log => _log.ToString();

    private string Root { get; } = Directory.CreateTempSubdirectory("grif-errata-run-").FullName;

    private string Input => Path.Combine(Root, "errata-input");

    private string Output => Path.Combine(Root, "templates", "pan");

    public string Definition(string version) => Path.Combine(OsFolder, "updates", $"{version}.yaml");

    /// <summary>A command that does what it is asked, after which the build is right.</summary>
    public void Does(DateOnly day, string command)
    {
        string errors = Step(day, command);
        Assert.That(errors, Is.Empty, command);
    }

    /// <summary>A command that does what it is asked, after which the build fails.</summary>
    /// <returns>What the build printed.</returns>
    public string BreaksTheBuild(DateOnly day, string command)
    {
        string errors = Step(day, command);
        Assert.That(errors, Is.Not.Empty, command);
        return errors;
    }

    /// <summary>What a machine gets by the Pan that was generated last: its version and its kernel.</summary>
    public (string? Version, string? Kernel) Lookup(string host)
    {
        string site = Federation().Sites.FirstOrDefault(s => s.Hosts.Any(h => HostPattern.Matches(h.Name, host)))?.Name ?? "none";
        PanEvaluation config = PanEvaluation.Run(PanTemplate.Parse(Pan("federation/errata/config")), Find, PackageLibrary.Core, ("FULL_HOSTNAME", host), ("NODE_OS_VERSION", Node), ("ERRATA_SITE", site));
        return config["PKG_OS_ERRATA_INIT_TEMPLATE"] is null
            ? default
            : ((string?)PanValues.Table(config["ERRATA_STATE"])["update_version"], (string?)config["OS_ERRATA_KERNEL"]);

        PanTemplate? Find(IReadOnlyList<object?> folders, string name) =>
            name.StartsWith("config/", StringComparison.Ordinal) ? PanTemplate.Parse(Pan($"{Os}/{name}")) : PanTemplate.Empty;
    }

    public string ChangeLog(string version) => File.ReadAllText(Path.Combine(Output, Os, "rpms", "errata", $"{version}.md"));

    /// <summary>What a command prints that changes nothing.</summary>
    public string Prints(string command)
    {
        CommandRun run = CommandRun.Of([.. command.Split(' '), "--input", Input]);
        Assert.That(run.Code, Is.Zero, run.Error);
        return run.Out;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Step(DateOnly day, string command)
    {
        Steps++;
        string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] words = [.. command.Split(' ').Select(w => w.Replace('_', ' '))];
        string[] dated = words is ["new", ..] || words.Contains("--date") ? [] : ["--date", date];
        string[] output = words is ["generate", ..] ? ["--output", Output] : [];
        CommandRun run = CommandRun.Of([.. words, .. dated, "--input", Input, .. output]);
        Assert.That(run.Code, Is.Zero, $"{command}: {run.Error}");
        Remember();
        string[] before = [.. Files()];
        string lookUp = Path.Combine(Output, "federation", "errata", "config.pan"), lookUpBefore = File.Exists(lookUp) ? Hash(lookUp) : string.Empty;
        CommandRun build = CommandRun.Of("generate", "--date", date, "--input", Input, "--output", Output);
        Assert.That(Files(), Is.SupersetOf(before), $"a file vanished after {command}");
        foreach ((string file, string hash) in _released) Assert.That(Hash(file), Is.EqualTo(hash), $"{file} after {command}");
        Assert.That(build.Code, Is.EqualTo(build.Error.Contains(": error ", StringComparison.Ordinal) ? 1 : 0));
        if (build.Code != 0) Assert.That(Hash(lookUp), Is.EqualTo(lookUpBefore), $"machines changed though the build failed after {command}");
        LogLine(date, command, build, day);
        return build.Code == 0 ? string.Empty : build.Error;
    }

    /// <summary>Takes the hashes of versions that have just been released, before anything is generated from that.</summary>
    private void Remember()
    {
        foreach (UpdateDefinition version in Definitions().Where(v => v.State != UpdateState.Draft))
        {
            string[] files = [.. Files().Where(f => Path.GetFileName(f).StartsWith(version.Version, StringComparison.Ordinal))];
            Assert.That(files, Has.Length.EqualTo(4), version.Version);
            foreach (string file in files) _released.TryAdd(file, Hash(file));
        }
    }

    private void LogLine(string date, string command, CommandRun build, DateOnly day)
    {
        FederationDefinition federation = Federation();
        FederationResolution resolution = new(federation, day);
        string?[] stages = [.. federation.Stages.Select(Stage)];
        string cells = string.Concat(build.Code == 0 ? Machines.All.Select(Cell) : [$"the build fails: {Codes(build)}"]);
        _log.Append(Line([date, .. stages.Select(s => s ?? "-")], cells, command));

        string? Stage(string stage) => federation.StageVersions.FirstOrDefault(v => v.Stage == stage)?.Version;

        string Cell(string host)
        {
            SelectedVersion selected = resolution.Resolve(host, resolution.SiteOf(host)?.Name, Os);
            (string? version, string? kernel) = Lookup(host);
            Assert.That(version, Is.EqualTo(selected.Version), $"{host} after {command}");
            if (version is not null) Assert.That(File.Exists(Path.Combine(Output, Os, "rpms", "errata", $"{version}.pan")), Is.True, version);
            bool follows = version == (Stage(selected.Stage) ?? Stage(FederationDefinition.DefaultStage));
            return $"{kernel?[7..^4] ?? "-"}{(follows ? string.Empty : $"@{version}")}".PadRight(CellWidth);
        }
    }

    private static string Line(string[] first, string cells, string command) =>
        $"{string.Concat(first.Select(f => f.PadRight(12)))}{cells.PadRight(CellWidth * Machines.All.Length)}{command}\n";

    private static string Codes(CommandRun build) => string.Join(", ", build.Error.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal))
        .Select(l => l[(l.IndexOf(": error ", StringComparison.Ordinal) + 8)..].Split(':')[0]));

    private FederationDefinition Federation() => ErrataInput.ReadFederation(Input, [])!;

    private IEnumerable<UpdateDefinition> Definitions() => Directory.EnumerateFiles(Path.Combine(OsFolder, "updates"))
        .Select(f => UpdateDefinitionReader.Read(File.ReadAllBytes(f), f, [])!);

    private IEnumerable<string> Files() => Directory.Exists(Output) ? Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories) : [];

    private string Pan(string template) => File.ReadAllText(Path.Combine(Output, template + ".pan"));

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
