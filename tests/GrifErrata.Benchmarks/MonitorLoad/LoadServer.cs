using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>The monitor in a process of its own, as it is built for users, on a free port of this machine.</summary>
internal sealed partial class LoadServer : IDisposable
{
    // Of _SC_CLK_TCK, which Linux shows to programs as 100 on every architecture.
    private const double TicksASecond = 100;

    private const int MostLines = 1_000;

    private readonly Process _process;
    private readonly List<string> _said = [];
    private readonly List<(Regex Wanted, TaskCompletionSource<string> Seen)> _waiting = [];

    private LoadServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>User and system time of all its threads so far, in seconds.</summary>
    public double Cpu
    {
        get
        {
            // proc(5): the name, in parentheses, may have blanks; utime and stime are the 14th and 15th fields.
            string stat = File.ReadAllText(FormattableString.Invariant($"/proc/{_process.Id}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksASecond;
        }
    }

    /// <summary>Its largest resident set so far, in MiB.</summary>
    public double PeakMemory => Status("VmHWM");

    /// <summary>Its resident set now, in MiB.</summary>
    public double Memory => Status("VmRSS");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="core">The core that it gets for itself, as on a machine of its own; null for all.</param>
    /// <param name="options">Its options, without the address.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<LoadServer> StartAsync(int? core, params string[] options)
    {
        string[] command = core is { } one ? ["taskset", "--cpu-list", one.ToString(CultureInfo.InvariantCulture), "dotnet"] : ["dotnet"];
        Process process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], Program("src", "GrifErrata.Monitor", "grif-errata-monitor.dll"), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. options])
        {
            RedirectStandardOutput = true,
        })!;
        LoadServer server = new(process);
        Task<string> listening = server.SaysAsync(Listening());
        process.BeginOutputReadLine();
        server.Address = new(Listening().Match(await listening).Groups[1].Value);
        return server;
    }

    /// <summary>Waits until it has written a line to its log.</summary>
    public async Task<string> SaysAsync(Regex wanted)
    {
        TaskCompletionSource<string> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_said.Find(wanted.IsMatch) is { } said) return said;
            _waiting.Add((wanted, seen));
        }

        return await seen.Task;
    }

    /// <summary>The path of a program that is built with -c Release beside this one.</summary>
    public static string Program(string folder, string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", folder, project, "bin", "Release", "net10.0", file));

    /// <summary>Ends it without a warning, as a power cut would.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_waiting)
        {
            if (line is not null && _said.Count < MostLines) _said.Add(line);
            foreach ((Regex wanted, TaskCompletionSource<string> seen) in _waiting)
            {
                if (line is null) seen.TrySetException(new InvalidOperationException("The monitor ended; what it says stands above."));
                else if (wanted.IsMatch(line)) seen.TrySetResult(line);
            }

            _waiting.RemoveAll(w => w.Seen.Task.IsCompleted);
        }
    }

    private double Status(string key)
    {
        string line = File.ReadLines(FormattableString.Invariant($"/proc/{_process.Id}/status")).First(l => l.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
