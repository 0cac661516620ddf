using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GrifErrata.Tool.Tests;

/// <summary>The command as a process: pipes, signals, culture.</summary>
[TestFixture]
public sealed class Processes
{
    private static readonly string Command = $"'{ChildProcess.Dotnet}' '{ChildProcess.Tool}'";

    [Test]
    public void It_runs_and_ends_with_its_exit_code()
    {
        using Process process = ChildProcess.StartTool("vercmp", "4.6", "4.7");
        Assert.That(ChildProcess.Finish(process), Is.EqualTo(new CommandRun(0, "-1\n", string.Empty)));
        using Process wrong = ChildProcess.StartTool("vercmp", "4.6");
        Assert.That(ChildProcess.Finish(wrong).Code, Is.EqualTo(ExitCodes.WrongUse));
    }

    [Test]
    public void A_broken_pipe_ends_an_endless_stream_quietly()
    {
        CommandRun run = ChildProcess.Bash($"yes 2>/dev/null $'0\\t1\\t1\\t0\\t1\\t1' | {Command} vercmp --stdin | head -1; echo ${{PIPESTATUS[1]}}");
        Assert.That(run, Is.EqualTo(new CommandRun(0, $"0\n{ExitCodes.BrokenPipe}\n", string.Empty)));
    }

    [Test]
    public void Two_runs_write_one_file_one_after_the_other()
    {
        CommandRun run = ChildProcess.Bash($"f=$(mktemp); ({Command} vercmp 1 2; {Command} vercmp 2 1) > $f; cat $f; rm $f");
        Assert.That(run.Out, Is.EqualTo("-1\n1\n"));
    }

    [Test]
    public void Each_line_is_answered_before_the_next_is_waited_for()
    {
        using Process process = ChildProcess.StartTool("vercmp", "--stdin");
        foreach ((string version, string verdict) in new[] { ("1", "-1"), ("2", "0"), ("3", "1") })
        {
            process.StandardInput.Write($"0\t{version}\t1\t0\t2\t1\n");
            process.StandardInput.Flush();
            Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo(verdict));
        }

        Assert.That(ChildProcess.Finish(process).Code, Is.Zero);
    }

    [TestCase(PosixSignal.SIGINT, ExitCodes.Interrupted)]
    [TestCase(PosixSignal.SIGTERM, ExitCodes.Terminated)]
    public void A_signal_ends_it_cleanly(PosixSignal signal, int code)
    {
        using Process process = ChildProcess.StartTool("vercmp", "--stdin");
        process.StandardInput.Write("0\t1\t1\t0\t2\t1\n");
        process.StandardInput.Flush();
        Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("-1"), "it runs");
        ChildProcess.Signal(process, signal);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(30)), Is.True, "it waits for input no longer");
        Assert.That(process.ExitCode, Is.EqualTo(code));
        Assert.That(process.StandardError.ReadToEnd(), Is.Empty);
    }

    [Test]
    public void Culture_and_time_zone_change_nothing()
    {
        using Process process = ChildProcess.Start(ChildProcess.Dotnet, [ChildProcess.Tool, "explain", "glibc", "--version", "20101028"], null, e =>
        {
            e["LANG"] = e["LC_ALL"] = "tr_TR.UTF-8";
            e["TZ"] = "Pacific/Auckland";
        });
        Assert.That(ChildProcess.Finish(process).Out, Is.EqualTo(CommandRun.Of("explain", "glibc", "--version", "20101028").Out));
    }
}
