using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;

namespace GrifErrata.Tool;

/// <summary>The command <c>grif-errata</c>.</summary>
public static class Program
{
    // What was asked to stop gets this long to leave nothing half-done.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs it as a process.</summary>
    public static async Task<int> Main(string[] args)
    {
        using CancellationTokenSource cancellation = new();
        int stopped = 0;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Stop(c, ExitCodes.Interrupted));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Stop(c, ExitCodes.Terminated));

        // Not AutoFlush: thousands of lines are written. RunAsync flushes, and knows what to do when the reader is gone.
        StreamWriter output = new(StandardStreams.Out(), new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        StreamWriter error = new(StandardStreams.Error(), new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n", AutoFlush = true };
        CommandConsole console = new(output, error, StandardStreams.In())
        {
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };

        // On another thread: a read from a terminal cannot be cancelled, but the process can leave it.
        Task<int> run = Task.Run(() => RunAsync(args, console, cancellation.Token));
        Task first = await Task.WhenAny(run, Cancelled(cancellation.Token));
        if (first != run) await Task.WhenAny(run, Task.Delay(Grace));
        return stopped != 0 ? stopped : await run;

        void Stop(PosixSignalContext context, int code)
        {
            // A second signal ends the process at once.
            context.Cancel = !cancellation.IsCancellationRequested;
            stopped = code;
            cancellation.Cancel();
        }
    }

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments after <c>grif-errata</c>.</param>
    /// <param name="console">Where it reads and writes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The exit code, one of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandConsole console, CancellationToken cancellationToken)
    {
        try
        {
            ParseResult parsed = CommandLine.Create(console, args).Parse(args);
            if (parsed.Action is not HelpWithExample && (parsed.Errors.Count > 0 || CommandLine.UnknownOption(parsed) is not null))
                return CommandLine.WrongUse(console, parsed);

            InvocationConfiguration invocation = new()
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int code = await parsed.InvokeAsync(invocation, cancellationToken);
            await console.Out.FlushAsync(cancellationToken);
            return code;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (IOException e) when (StandardStreams.IsBrokenPipe(e))
        {
            return ExitCodes.BrokenPipe;
        }
    }

    private static Task Cancelled(CancellationToken token)
    {
        TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(source.SetResult);
        return source.Task;
    }
}
