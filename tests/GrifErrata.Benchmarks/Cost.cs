using System.Diagnostics;
using System.Globalization;

namespace GrifErrata.Benchmarks;

/// <summary>What one run of a process cost.</summary>
/// <param name="Cpu">User and system time of all its threads, in seconds.</param>
/// <param name="Peak">Largest resident set, in MiB.</param>
/// <param name="Elapsed">From its start to its end, in seconds.</param>
internal readonly record struct Cost(double Cpu, double Peak, double Elapsed)
{
    // GNU time (Debian's package "time") reports what wait4 says of the child.
    private const string Time = "/usr/bin/time";

    /// <summary>Whether costs can be measured here.</summary>
    public static bool CanMeasure => File.Exists(Time);

    /// <summary>Whether the peer is there, with what it needs.</summary>
    public static bool IsInstalled(Peer peer)
    {
        if (!File.Exists(peer.Program)) return false;
        if (peer.Probe is null) return true;
        using Process probe = Process.Start(new ProcessStartInfo(peer.Program, peer.Probe) { RedirectStandardError = true })!;
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    /// <summary>Runs a peer once.</summary>
    public static Cost Of(Peer peer)
    {
        // A shell for the redirections; exec, so that it is not measured.
        string input = peer.Input ?? "/dev/null";
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" <\"$0\" >/dev/null", input, Time, "-f", "%U %S %M %e", peer.Program, .. peer.Arguments])
        {
            RedirectStandardError = true,
        })!;
        string[] lines = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        if (process.ExitCode != peer.ExitCode) throw new InvalidOperationException($"{peer.Name} failed: {string.Join(' ', lines)}");
        double[] numbers = [.. lines[^1].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return new Cost(numbers[0] + numbers[1], numbers[2] / 1024, numbers[3]);
    }

    /// <summary>The medians of several runs.</summary>
    public static Cost Median(IReadOnlyList<Cost> costs) => new(Median(costs.Select(c => c.Cpu)), Median(costs.Select(c => c.Peak)), Median(costs.Select(c => c.Elapsed)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
