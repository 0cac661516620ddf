namespace GrifErrata.Tool.Tests;

/// <summary><c>vercmp</c>: exactly rpm's verdicts.</summary>
[TestFixture]
public sealed class VersionComparison
{
    [TestCase("4.6", "4.7", -1)]
    [TestCase("2.5-49.el5_5.7", "2.5-49.el5_5.6", 1)]
    [TestCase("1.0", "1.00", 0)]
    [TestCase("1:1-1", "2-1", 1)]
    [TestCase("0:1-1", "1-1", 0)]
    [TestCase("1.0~rc1-1", "1.0-1", -1)]
    [TestCase("1.0^git1-1", "1.0-1", 1)]
    [TestCase("1.0", "1.0-1", -1)]
    [TestCase("1.0-1", "1.0", 1)]
    public void Two_versions_are_compared(string a, string b, int verdict) =>
        Assert.That(CommandRun.Of("vercmp", a, b), Is.EqualTo(new CommandRun(0, $"{verdict}\n", string.Empty)));

    [TestCase("x:1-1")]
    [TestCase("1-1-1-")]
    [TestCase("1 1")]
    [TestCase("")]
    public void What_is_no_version_is_wrong_use(string text)
    {
        CommandRun run = CommandRun.Of("vercmp", "1", text);
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Error, Does.StartWith($"grif-errata: error: '{text}' is not a version as rpm allows it."));
    }

    [Test]
    public void All_four_thousand_pairs_have_librpms_verdict()
    {
        string[][] pairs = [.. File.ReadLines("tests/GrifErrata.Tests/Rpm/evr-pairs.tsv").Skip(1).Select(l => l.Split('\t'))];
        CommandRun run = CommandRun.WithInput(string.Concat(pairs.Select(p => string.Join('\t', p[..6]) + "\n")), "vercmp", "--stdin");
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Is.EqualTo(string.Concat(pairs.Select(p => p[6] + "\n"))));
        Assert.That(pairs, Has.Length.EqualTo(4000));
    }

    [Test]
    public void A_last_line_without_line_end_and_windows_line_ends_count() =>
        Assert.That(CommandRun.WithInput("0\t1\t1\t\t1\t1\r\n(none)\t1\t1\t0\t2\t1", "vercmp", "--stdin").Out, Is.EqualTo("0\n-1\n"));

    [TestCase("0\t1\t1\t0\t1", "it has 5 fields and not 6")]
    [TestCase("0\t1\t1\t0\t1\t1\t1", "it has more than 6 fields and not 6")]
    [TestCase("x\t1\t1\t0\t1\t1", "'x' is not an epoch")]
    [TestCase("0\t1\t1\t0\t\t1", "'' is not a version")]
    [TestCase("0\t1\t1\t0\t1\ta-b", "'a-b' is not a release")]
    [TestCase("", "it has 1 fields and not 6")]
    public void A_broken_line_ends_it_with_its_number(string line, string problem)
    {
        CommandRun run = CommandRun.WithInput($"0\t1\t1\t0\t2\t1\n{line}\n0\t1\t1\t0\t1\t1\n", "vercmp", "--stdin");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Out, Is.EqualTo("-1\n"), "what came before is answered");
        Assert.That(run.Error, Is.EqualTo(
            $"grif-errata: error: standard input, line 2: {problem}. Write epoch, version, release, epoch, version, release with tabs between.\n"));
    }

    [Test]
    public void A_line_without_end_does_not_fill_the_memory()
    {
        CommandRun run = CommandRun.With(c => c with { In = new EndlessStream() }, "vercmp", "--stdin");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(run.Error, Does.Contain("line 1: it is longer than 4096 bytes"));
    }

    [Test]
    public void On_a_terminal_the_verdict_is_readable_too() => Assert.That(
        CommandRun.With(c => c with { OutIsTerminal = true }, "vercmp", "4.6", "4.7").Out, Is.EqualTo("-1\n4.6 < 4.7\n"));

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'1');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
