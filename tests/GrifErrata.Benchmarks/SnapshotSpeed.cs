namespace GrifErrata.Benchmarks;

/// <summary>The command <c>grif-errata snapshot</c> as users run it, against createrepo_c's own merge of the same repositories.</summary>
internal static class SnapshotSpeed
{
    /// <summary>Measures and prints the table.</summary>
    public static void Report(string folder, int runs, TextWriter output)
    {
        string tool = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "GrifErrata.Tool", "bin", "Release", "net10.0"));
        string snapshot = Path.Combine(folder, "snapshots"), merged = Path.Combine(folder, "merged");
        string Repository(string name) => "--repo=file://" + SnapshotSample.Source(folder, name);
        Peer merge = new("mergerepo_c --all --no-database (createrepo-c)", "/usr/bin/mergerepo_c",
            ["--all", "--no-database", "--compress-type=gz", "--omit-baseurl", "--outputdir=" + merged, Repository("base"), Repository("errata")]);
        Peer[] all = [Ours("grif-errata snapshot", tool), Ours("grif-errata snapshot as ReadyToRun", Path.Combine(tool, "linux-x64", "publish")), merge];
        Dictionary<Peer, List<Cost>> costs = Comparison.Measure(all, runs);
        Cost? theirs = costs.TryGetValue(merge, out List<Cost>? merges) ? Cost.Median(merges) : null;
        output.WriteLine(Words.Format($"\n| snapshot of {SnapshotSample.Packages} packages in two repositories, an update of {SnapshotSample.Update} | elapsed | CPU | peak memory | elapsed / mergerepo_c | CPU / mergerepo_c |\n| --- | ---: | ---: | ---: | ---: | ---: |"));
        foreach (Peer peer in all)
        {
            if (!costs.TryGetValue(peer, out List<Cost>? list)) output.WriteLine($"| {peer.Name} | not installed | | | | |");
            else
            {
                Cost cost = Cost.Median(list);
                output.WriteLine(Words.Format($"| {peer.Name} | {cost.Elapsed:0.00} s | {cost.Cpu:0.00} s | {cost.Peak:0} MiB | {cost.Elapsed / theirs?.Elapsed:0.00} | {cost.Cpu / theirs?.Cpu:0.00} |"));
            }
        }

        Peer Ours(string name, string build) => new(name, Path.Combine(build, "GrifErrata.Tool"),
        [
            "snapshot", SnapshotSample.Version, "--input", Path.Combine(folder, "errata-input"), "--output", snapshot,
            "--repository", "base=https://mirror.example.org/base", "--repository", "errata=https://mirror.example.org/errata",
        ]);
    }
}
