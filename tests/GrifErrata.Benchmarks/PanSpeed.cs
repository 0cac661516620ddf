namespace GrifErrata.Benchmarks;

/// <summary>What an update version costs Pan's compiler, in both shapes.</summary>
internal static class PanSpeed
{
    // One thread and no threads for the collection, so that CPU time is work and not waiting.
    private const string Java = "-XX:+UseSerialGC";

    /// <summary>Measures and prints the table; 2 if panc is not there or the profiles of the shapes differ.</summary>
    public static int Report(string? panc, string[] libraries, int runs, TextWriter output)
    {
        if (!Cost.CanMeasure || string.IsNullOrEmpty(panc))
        {
            Console.Error.WriteLine("The environment variable PancPath does not name Pan's compiler, or /usr/bin/time is missing.");
            return 2;
        }

        Environment.SetEnvironmentVariable("JAVA_TOOL_OPTIONS", Java);
        string folder = Directory.CreateTempSubdirectory("grif-errata-pan-").FullName;
        try
        {
            PanSample.Write(folder, libraries);
            Peer[] kinds = [.. PanSample.Kinds.Select(kind => new Peer(kind, "/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", panc, .. Arguments(folder, kind, libraries)]))];
            Dictionary<Peer, List<Cost>> costs = Comparison.Measure(kinds, runs);
            if (!SameProfiles(folder)) return 2;
            Cost[] medians = [.. kinds.Select(k => Cost.Median(costs[k]))];
            double lines = medians[1].Cpu - medians[0].Cpu, table = medians[2].Cpu - medians[0].Cpu;
            output.WriteLine(Words.Format($"| panc, {PanSample.Machines} machines of {PanSample.Packages} packages, errata of {PanSample.Lines} lines, {PanSample.Both} packages in both | CPU | over none | of lines' |\n| --- | ---: | ---: | ---: |"));
            output.WriteLine(Words.Format($"| no errata | {medians[0].Cpu:0.0} s | | |"));
            output.WriteLine(Words.Format($"| shape lines | {medians[1].Cpu:0.0} s | {lines:0.0} s | |"));
            output.WriteLine(Words.Format($"| shape table | {medians[2].Cpu:0.0} s | {table:0.0} s | {table / lines:0.00} |"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(string folder, string kind, string[] libraries)
    {
        string machines = Path.Combine(folder, kind);
        string path = string.Join(':', (string[])[machines, Path.Combine(folder, "common"), .. libraries]);
        return
        [
            "--nthread", "1", "--formats", "json", "--output-dir", Path.Combine(folder, "profiles", kind), "--include-path", path,
            .. Directory.GetFiles(machines).Order(StringComparer.Ordinal),
        ];
    }

    private static bool SameProfiles(string folder)
    {
        string[] Profiles(string kind) => [.. Directory.GetFiles(Path.Combine(folder, "profiles", kind)).Order(StringComparer.Ordinal)];
        string[] none = Profiles("none"), lines = Profiles("lines"), table = Profiles("table");
        bool same = lines.Length == PanSample.Machines && table.Length == lines.Length
            && lines.Zip(table).All(p => File.ReadAllBytes(p.First).AsSpan().SequenceEqual(File.ReadAllBytes(p.Second)))
            && !File.ReadAllBytes(none[0]).AsSpan().SequenceEqual(File.ReadAllBytes(lines[0]));
        if (!same) Console.Error.WriteLine("The profiles of both shapes differ, or the errata changed nothing.");
        return same;
    }
}
