using System.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Benchmarks;

/// <summary>Comparisons of EVRs a second on one core, in pairs that an update of Scientific Linux 5 really brings.</summary>
internal static class EvrSpeed
{
    private const int Comparisons = 20_000_000;

    /// <summary>Runs inside a child process and prints comparisons a second and bytes allocated.</summary>
    public static int Run(string pairs)
    {
        (Evr Left, Evr Right)[] evrs = [.. File.ReadLines(pairs).Select(line => line.Split(' ')).Select(p => (new Evr(0, p[0], p[1]), new Evr(0, p[2], p[3])))];
        long sum = Compare(evrs, Comparisons / 10);
        double best = 0;
        long allocated = 0;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            sum += Compare(evrs, Comparisons);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            best = Math.Max(best, Comparisons / seconds);
        }

        Console.WriteLine(Words.Format($"{best / 1e6:0.0} {allocated} {sum}"));
        return 0;
    }

    /// <summary>Prints the row of the table.</summary>
    public static void Report(string executable, string pairs, TextWriter output)
    {
        output.WriteLine("\n| EVR comparison, one core | million a second | bytes allocated | ours / peer |\n| --- | ---: | ---: | ---: |");
        string[] ours = Print(executable, "child", "evr", pairs).Split(' ');
        output.WriteLine($"| grif-errata | {ours[0]} | {ours[1]} | |");
        string script = "import rpm, sys, time\n"
            + $"p = [l.split() for l in open('{pairs}')]\n"
            + "p = [(('0', a, b), ('0', c, d)) for a, b, c, d in p]\n"
            + "n = 0; best = 0\n"
            + "for run in range(5):\n"
            + "    t = time.perf_counter()\n"
            + "    for k in range(5000):\n"
            + "        for a, b in p: n += rpm.labelCompare(a, b)\n"
            + "    best = max(best, 5000 * len(p) / (time.perf_counter() - t))\n"
            + "print('%.1f' % (best / 1e6))";
        Peer peer = new("python3-rpm labelCompare", "/usr/bin/python3", [], Probe: ["-c", "import rpm"]);
        if (!Cost.IsInstalled(peer))
        {
            output.WriteLine($"| {peer.Name} | not installed | | |");
            return;
        }

        string theirs = Print(peer.Program, "-c", script);
        double ratio = double.Parse(ours[0], System.Globalization.CultureInfo.InvariantCulture) / double.Parse(theirs, System.Globalization.CultureInfo.InvariantCulture);
        output.WriteLine(Words.Format($"| {peer.Name} | {theirs} | | {ratio:0.0} |"));
    }

    private static long Compare((Evr Left, Evr Right)[] evrs, int comparisons)
    {
        long sum = 0;
        for (int done = 0; done < comparisons;)
        {
            foreach ((Evr left, Evr right) in evrs)
            {
                sum += left.CompareTo(right);
                done++;
            }
        }

        return sum;
    }

    private static string Print(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return text;
    }
}
