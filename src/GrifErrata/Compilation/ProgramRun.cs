using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GrifErrata.Compilation;

/// <summary>Runs a program to its end and keeps what it says.</summary>
internal static class ProgramRun
{
    /// <summary>Characters of output that are kept, half of them of each channel: thousands of messages of panc.</summary>
    public const int MaxOutput = 4 << 20;

    /// <summary>Runs it without a shell. When it takes too long, or on cancellation, it is killed with all that it started.</summary>
    /// <param name="program">A path, or a name that is looked up in <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="directory">Its working folder.</param>
    /// <param name="timeout">After how long it is stopped.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string directory, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // Messages are read here, so they must be English; and paths may have any character.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["PYTHONUTF8"] = "1";

        using Process process = new() { StartInfo = start };
        StringBuilder output = new(), errors = new();
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return new(-1, string.Empty, StartFailure: e.Message);
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            process.StandardInput.Close();
            await Task.WhenAll(KeepAsync(process.StandardOutput, output), KeepAsync(process.StandardError, errors), process.WaitForExitAsync(limit.Token))
                .WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new(-1, Said(), TimedOut: true);
        }

        return new(process.ExitCode, Said());

        string Said()
        {
            lock (output)
            {
                lock (errors) return $"{output}\n{errors}";
            }
        }
    }

    // Not by lines: a program that never ends one would be kept whole.
    private static async Task KeepAsync(StreamReader from, StringBuilder to)
    {
        char[] buffer = new char[8 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lock (to) to.Append(buffer, 0, Math.Min(read, (MaxOutput / 2) - to.Length));
        }
    }
}
