using GrifErrata.Compilation;

namespace GrifErrata.Tests.Compilation;

/// <summary>What a program says is kept in a bounded memory, however it says it.</summary>
[NonParallelizable]
public sealed class ProgramRuns
{
    private const int Flood = 100_000_000;

    [TestCase("")]
    [TestCase(">&2")]
    public async Task A_program_that_never_ends_a_line_does_not_fill_the_memory(string channel)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        ProgramResult result = await ProgramRun.RunAsync("/bin/sh", ["-c", $"head -c {Flood} /dev/zero | tr '\\0' x {channel}; exit 3"], "/", TimeSpan.FromMinutes(1), default);
        Assert.That(result, Has.Property("ExitCode").EqualTo(3).And.Property("TimedOut").False);
        Assert.That(result.Output, Has.Length.AtMost(ProgramRun.MaxOutput + 1));

        // A little for each block that is read; the text itself would be twice as many bytes as it has characters.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(Flood / 2));
        Assert.That(ProgramFailure.Silent("panc", "PancPath", "/bin/sh", result).Message, Has.Length.LessThan(1_000));
    }

    [Test]
    public async Task What_it_says_on_both_channels_is_kept()
    {
        ProgramResult result = await ProgramRun.RunAsync("/bin/sh", ["-c", "echo one; echo two >&2; printf three"], "/", TimeSpan.FromMinutes(1), default);
        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(["one", "three", "two"]));
    }
}
