using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GrifErrata.Tool.Tests;

/// <summary>Runs the built command as a process of its own.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string Dotnet { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dotnet")).FirstOrDefault(File.Exists)
        ?? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? throw new InvalidOperationException("There is no dotnet on PATH.");

    public static string Tool { get; } = Path.Combine(AppContext.BaseDirectory, "GrifErrata.Tool.dll");

    public static Process Start(string file, IEnumerable<string> args, string? directory = null, Action<IDictionary<string, string?>>? environment = null)
    {
        ProcessStartInfo info = new(file, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Checkout.Root,
        };
        environment?.Invoke(info.Environment);
        return Process.Start(info)!;
    }

    public static Process StartTool(params string[] args) => Start(Dotnet, [Tool, .. args]);

    /// <summary>Waits for the end and gives what was written.</summary>
    public static CommandRun Finish(Process process)
    {
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The process {process.StartInfo.FileName} did not end in {Patience}.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static CommandRun Bash(string script, string? directory = null, Action<IDictionary<string, string?>>? environment = null)
    {
        using Process process = Start("bash", ["-c", script], directory, environment);
        return Finish(process);
    }

    public static void Signal(Process process, PosixSignal signal)
    {
        CommandRun kill = Bash($"kill -{(signal == PosixSignal.SIGINT ? "INT" : "TERM")} {process.Id}");
        Assert.That(kill.Code, Is.Zero, kill.Error);
    }
}
