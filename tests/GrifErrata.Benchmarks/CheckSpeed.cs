using System.Diagnostics;

namespace GrifErrata.Benchmarks;

/// <summary>The command <c>grif-errata check</c> as users run it, against libsolv, both with and without what they keep of the repository.</summary>
internal static class CheckSpeed
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Measures and prints the table.</summary>
    public static void Report(string folder, int runs, TextWriter output)
    {
        string tool = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "GrifErrata.Tool", "bin", "Release", "net10.0"));
        string precompiled = Path.Combine(tool, "linux-x64", "publish");
        string primary = Path.Combine(folder, "primary.xml"), solv = Path.Combine(folder, "primary.solv"), cache = Path.Combine(folder, "cache");
        using (Process make = Process.Start("/bin/sh", ["-c", "rpmmd2solv <\"$0\" >\"$1\"", primary, solv])) make.WaitForExit();
        Peer[] all =
        [
            Ours("grif-errata, reading primary.xml", tool, "--no-cache"),
            Ours("grif-errata, cached", tool, "--cache", cache),
            Ours("grif-errata as ReadyToRun, reading primary.xml", precompiled, "--no-cache"),
            Ours("grif-errata as ReadyToRun, cached", precompiled, "--cache", cache + "-r2r"),
            Libsolv("libsolv (python3-solv), reading primary.xml", primary),
            Libsolv("libsolv (python3-solv), its own .solv file", solv),
        ];
        Dictionary<Peer, List<Cost>> costs = Comparison.Measure(all, runs);
        double? reading = costs.TryGetValue(all[^2], out List<Cost>? measured) ? Cost.Median(measured).Elapsed : null;
        output.WriteLine(Words.Format($"\n| check of a machine of {DependencySample.Machine} packages, an update of {DependencySample.Update}, {DependencySample.Packages} packages in primary.xml | elapsed | CPU | peak memory | elapsed / libsolv reading |\n| --- | ---: | ---: | ---: | ---: |"));
        foreach (Peer peer in all)
        {
            if (!costs.TryGetValue(peer, out List<Cost>? list)) output.WriteLine($"| {peer.Name} | not installed | | | |");
            else
            {
                Cost cost = Cost.Median(list);
                output.WriteLine(Words.Format($"| {peer.Name} | {cost.Elapsed:0.00} s | {cost.Cpu:0.00} s | {cost.Peak:0} MiB | {cost.Elapsed / reading:0.00} |"));
            }
        }

        Peer Ours(string name, string build, params string[] options) => new(name, Path.Combine(build, "GrifErrata.Tool"),
            ["check", "--profile", Path.Combine(folder, "machine.txt"), "--repo", folder, "--update", Path.Combine(folder, "update.txt"), .. options], ExitCode: 1);
        Peer Libsolv(string name, string repository) => new(name, Python,
            ["-c", DependencySample.Libsolv, repository, Path.Combine(folder, "machine.txt"), Path.Combine(folder, "update.txt")], Probe: ["-c", "import solv"]);
    }
}
