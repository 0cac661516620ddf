using GrifErrata.Dependencies.FixPhase;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Updates;

namespace GrifErrata.Benchmarks;

/// <summary>The build of GRIF's five update versions: what the task takes, and what a build without work costs over one without the task.</summary>
internal static partial class BuildSpeed
{
    /// <summary>Runs inside a child process, everything cold: prints milliseconds of reading, and of planning and rendering.</summary>
    public static int Run(string input)
    {
        DiagnosticBag diagnostics = [];
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<OsErrata> all = ErrataInput.Read(input, null, diagnostics);
        double read = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        ErrataTemplates templates = ErrataTemplates.Load(null, diagnostics)!;
        int files = all.Sum(errata => UpdatePlanner.Plan(errata, diagnostics)
            .Sum(version => UpdateRenderer.Render(version, FixPlan.Empty, errata.Os, templates, diagnostics).Count));
        double rest = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (diagnostics.HasErrors) throw new InvalidOperationException(string.Join('\n', diagnostics));
        Console.WriteLine(Words.Format($"{read:0} {rest:0} {files}"));
        return 0;
    }

    /// <summary>Prints the table.</summary>
    public static void Report(string executable, int runs, TextWriter output)
    {
        string? root = FindRoot();
        if (root is null)
        {
            output.WriteLine("\nThe build is measured only from a built checkout: GrifErrata.sln is above none of the program's folders.");
            return;
        }

        string[] library = Enumerable.Range(0, runs).Select(_ => Print(root, executable, "child", "build", Path.Combine(root, "errata-input")).Text)
            .OrderBy(t => int.Parse(t.Split(' ')[1], CultureInfo.InvariantCulture)).ToArray()[runs / 2].Split(' ');
        List<double> task = [], full = [], idle = [], skipped = [];
        Build(root);
        for (int run = 0; run < runs; run++)
        {
            skipped.Add(Build(root, "-p:GrifErrataSkip=true").Seconds);
            idle.Add(Build(root).Seconds);
            File.Delete(Directory.EnumerateFiles(Path.Combine(root, "templates", "obj"), "Update.stamp", SearchOption.AllDirectories).Single());
            (string text, double seconds) = Build(root);
            full.Add(seconds);
            task.Add(double.Parse(TaskTime().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        output.WriteLine("\n| build of GRIF's five versions (dotnet build templates --no-restore) | median |\n| --- | ---: |");
        output.WriteLine($"| library alone, a new process: reading the inputs | {library[0]} ms |");
        output.WriteLine($"| library alone, a new process: planning and rendering {library[2]} files | {library[1]} ms |");
        output.WriteLine(Words.Format($"| the task: reading, planning, rendering, comparing | {Median(task):0} ms |"));
        output.WriteLine(Words.Format($"| a build that runs the task | {Median(full):0.00} s |"));
        output.WriteLine(Words.Format($"| a build without work | {Median(idle):0.00} s |"));
        output.WriteLine(Words.Format($"| a build without the task (GrifErrataSkip=true) | {Median(skipped):0.00} s |"));
        output.WriteLine(Words.Format($"| a build without work over one without the task | {Median(idle) - Median(skipped):0.00} s, ratio {Median(idle) / Median(skipped):0.00} |"));
    }

    private static (string Text, double Seconds) Build(string root, params string[] more) =>
        Print(root, "dotnet", ["build", "templates", "--no-restore", "-v:n", .. more]);

    private static (string Text, double Seconds) Print(string folder, string program, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        string text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException(text);
        return (text, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string? FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GrifErrata.sln"))) return folder.FullName;
        }

        return null;
    }

    [GeneratedRegex("GrifErrata: .* in ([0-9]+) ms", RegexOptions.CultureInvariant)]
    private static partial Regex TaskTime();
}
