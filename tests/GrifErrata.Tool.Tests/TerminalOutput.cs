namespace GrifErrata.Tool.Tests;

/// <summary>Colours and progress are for people who watch.</summary>
[TestFixture]
public sealed class TerminalOutput
{
    [Test]
    public void A_terminal_gets_colours_and_the_same_text() => AssertColours(
        CommandRun.With(c => c with { OutIsTerminal = true }, "diff", "20101022", "20101028").Out, expected: true);

    [Test]
    public void NO_COLOR_is_obeyed() => AssertColours(
        CommandRun.With(c => c with { OutIsTerminal = true, NoColor = true }, "diff", "20101022", "20101028").Out, expected: false);

    [Test]
    public void A_file_gets_no_colours() => AssertColours(CommandRun.Of("diff", "20101022", "20101028").Out, expected: false);

    [Test]
    public void The_word_error_is_red_on_a_terminal() => Assert.That(
        CommandRun.With(c => c with { ErrorIsTerminal = true, Time = new ManualTime() }, "generate", "--input", "no-such-folder").Error,
        Does.Contain("no-such-folder: \e[31merror\e[0m GE1117: "));

    [Test]
    public void Nothing_is_said_of_what_takes_less_than_a_second()
    {
        Assert.That(Work(terminal: true, time => time.Pass(TimeSpan.FromMilliseconds(999))), Is.Empty);
    }

    [Test]
    public void After_a_second_it_is_said_and_wiped_out_at_the_end()
    {
        Assert.That(Work(terminal: true, time => time.Pass(TimeSpan.FromSeconds(1))), Is.EqualTo("\r\e[KReading a ...\r\e[K"));
    }

    [Test]
    public void A_later_step_takes_the_place_of_the_first()
    {
        Assert.That(Work(terminal: true, time => time.Pass(TimeSpan.FromSeconds(1)), "Reading b"), Is.EqualTo("\r\e[KReading a ...\r\e[KReading b ...\r\e[K"));
    }

    [Test]
    public void A_file_gets_no_progress()
    {
        Assert.That(Work(terminal: false, time => time.Pass(TimeSpan.FromSeconds(5))), Is.Empty);
    }

    [Test]
    public void A_timer_that_fires_after_the_end_says_nothing()
    {
        using StringWriter error = new();
        ManualTime time = new();
        Progress progress = new(new(TextWriter.Null, error, Stream.Null) { ErrorIsTerminal = true, Time = time }, "Reading a");
        progress.Dispose();
        time.Pass(TimeSpan.FromSeconds(2));
        Assert.That(error.ToString(), Is.Empty);
    }

    private static string Work(bool terminal, Action<ManualTime> pass, string? next = null)
    {
        using StringWriter error = new();
        ManualTime time = new();
        using (Progress progress = new(new(TextWriter.Null, error, Stream.Null) { ErrorIsTerminal = terminal, Time = time }, "Reading a"))
        {
            pass(time);
            if (next is not null) progress.Report(next);
        }

        return error.ToString();
    }

    private static void AssertColours(string text, bool expected)
    {
        Assert.That(text.Contains('\e', StringComparison.Ordinal), Is.EqualTo(expected));
        string plain = System.Text.RegularExpressions.Regex.Replace(text, @"\e\[[0-9]*m", string.Empty);
        Assert.That(plain, Is.EqualTo(CommandRun.Of("diff", "20101022", "20101028").Out));
    }

    private sealed class ManualTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State, TimeSpan Due)> _timers = [];
        private TimeSpan _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state, _now + dueTime));
            return new Timer();
        }

        public void Pass(TimeSpan time)
        {
            _now += time;
            foreach ((TimerCallback callback, object? state, TimeSpan due) in _timers.Where(t => t.Due <= _now)) callback(state);
            _timers.RemoveAll(t => t.Due <= _now);
        }

        // Never stops: the worst that a real one may do.
        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
