using GrifErrata.Benchmarks;
using GrifErrata.Benchmarks.MonitorLoad;

// child WHAT FILE: one measured piece of work. check FOLDER RUNS, snapshot FOLDER RUNS: the table of that command alone. monitor: the monitor. pan [RUNS]: panc. Otherwise: [RUNS] [FOLDER], all tables.
if (args is ["child", var what, var file]) return Child.Run(what, file);
if (args is ["monitor", ..]) return MonitorCommand.RunAsync(args[1..], Console.Out).GetAwaiter().GetResult();
if (args is ["pan", ..])
{
    string libraries = Environment.GetEnvironmentVariable("TemplateLibraryPath") ?? string.Empty;
    int times = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
    return PanSpeed.Report(Environment.GetEnvironmentVariable("PancPath"), libraries.Split(':', StringSplitOptions.RemoveEmptyEntries), times, Console.Out);
}

if (args is ["check", var only, var checks])
{
    CheckSpeed.Report(DependencySample.Write(only), int.Parse(checks, System.Globalization.CultureInfo.InvariantCulture), Console.Out);
    return 0;
}

if (args is ["snapshot", var site, var often])
{
    SnapshotSpeed.Report(SnapshotSample.Write(site), int.Parse(often, System.Globalization.CultureInfo.InvariantCulture), Console.Out);
    return 0;
}

if (!Cost.CanMeasure)
{
    Console.Error.WriteLine("/usr/bin/time is missing; it is in Debian's package 'time'.");
    return 2;
}

int runs = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 7;
string folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("grif-errata-bench-").FullName;
string updateInfo = Path.Combine(folder, "updateinfo.xml");
string primary = Path.Combine(folder, "primary.xml");
string oval = Path.Combine(folder, "oval.xml");
string osv = JsonSamples.WriteOsv(Path.Combine(folder, "osv")), csaf = JsonSamples.WriteCsaf(Path.Combine(folder, "csaf"));
string check = DependencySample.Write(Path.Combine(folder, "check"));
UpdateInfoSample.Write(updateInfo);
OvalSample.Write(oval);
PrimarySample.Write(primary);

const string Python = "/usr/bin/python3";
string[] createrepo = ["-c", "import createrepo_c"];
string executable = Environment.ProcessPath!;
Peer Ours(string kind, string path) => new("grif-errata", executable, ["child", kind, path]);
static long Megabytes(string path) => new DirectoryInfo(path).EnumerateFiles().Sum(f => f.Length) >> 20;

Comparison[] comparisons =
[
    new(
        Words.Format($"updateinfo.xml, {UpdateInfoSample.Advisories} advisories, {UpdateInfoSample.Advisories * UpdateInfoSample.PackagesPerAdvisory} packages, {new FileInfo(updateInfo).Length >> 20} MiB"),
        Ours("updateinfo", updateInfo),
        [
            new("createrepo_c.UpdateInfo (python3-createrepo-c)", Python, ["-c", "import sys, createrepo_c as c; u = c.UpdateInfo(sys.argv[1])", updateInfo], Probe: createrepo),
            new("updateinfoxml2solv (libsolv)", "/usr/bin/updateinfoxml2solv", [], Input: updateInfo),
            new("XmlReader alone, nothing kept", executable, ["child", "xmlreader", updateInfo]),
        ]),
    new(
        Words.Format($"OVAL, {OvalSample.Definitions} definitions, {OvalSample.Definitions * OvalSample.PackagesPerDefinition} fixes, {new FileInfo(oval).Length / 1_000_000} MB"),
        Ours("oval", oval),
        [new("XmlReader alone, nothing kept", executable, ["child", "xmlreader", oval])]),
    new(
        Words.Format($"primary.xml, {PrimarySample.Packages} packages, {new FileInfo(primary).Length >> 20} MiB"),
        Ours("primary", primary),
        [
            new("createrepo_c.xml_parse_primary (python3-createrepo-c)", Python, ["-c", "import sys, createrepo_c as c; l = []; c.xml_parse_primary(sys.argv[1], None, l.append, None, 1)", primary], Probe: createrepo),
            new("rpmmd2solv (libsolv)", "/usr/bin/rpmmd2solv", [], Input: primary),
            new("XmlReader alone, nothing kept", executable, ["child", "xmlreader", primary]),
        ]),
    new(
        Words.Format($"OSV, a folder of {JsonSamples.OsvFiles} files, {Megabytes(osv)} MiB"),
        Ours("folder", osv),
        [new("Utf8JsonReader alone, nothing kept", executable, ["child", "jsonreader", osv])]),
    new(
        Words.Format($"CSAF, a folder of {JsonSamples.CsafFiles} files, {Megabytes(csaf)} MiB"),
        Ours("folder", csaf),
        [new("Utf8JsonReader alone, nothing kept", executable, ["child", "jsonreader", csaf])]),
    new(Words.Format($"check of {DependencySample.Machines} machines of {DependencySample.Machine} packages that are alike, their lists in a folder, {DependencySample.Packages} packages in primary.xml, reading included"), Ours("checks", check), []),
    new(
        "start of the process alone",
        Ours("nothing", "-"),
        [new("python3 -c 'import createrepo_c'", Python, createrepo, Probe: createrepo)]),
];

Console.WriteLine("| | CPU (user + system) | peak memory | CPU ours / peer | memory ours / peer |\n| --- | ---: | ---: | ---: | ---: |");
foreach (Comparison comparison in comparisons) comparison.Run(runs, Console.Out);
CheckSpeed.Report(check, runs, Console.Out);
SnapshotSpeed.Report(SnapshotSample.Write(Path.Combine(folder, "snapshot")), runs, Console.Out);
EvrSpeed.Report(executable, Path.Combine(AppContext.BaseDirectory, "evr-pairs.txt"), Console.Out);
BuildSpeed.Report(executable, runs, Console.Out);
if (args.Length <= 1) Directory.Delete(folder, recursive: true);
return 0;
