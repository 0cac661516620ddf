using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Messages that quote what strangers wrote.</summary>
internal sealed class PrintableMessages
{
    [TestCase("plain `a-1` caf\u00E9 \u6F22 \U0001F600", "plain `a-1` caf\u00E9 \u6F22 \U0001F600")]
    [TestCase("a\nb\tc\u001B[2Jd\u0085e\u2028f\u202Eg\0", "a?b?c?[2Jd?e?f?g?")]
    public void What_steers_a_terminal_is_shown_as_a_question_mark(string message, string shown) => Assert.That(Message(message), Is.EqualTo(shown));

    [Test]
    public void Half_of_a_pair_is_shown_as_a_question_mark() => Assert.That(Message("a" + (char)0xD83D + "b"), Is.EqualTo("a?b"));

    [Test]
    public void Of_a_long_message_start_and_end_stay()
    {
        Assert.That(Message(new string('a', 2_000)), Has.Length.EqualTo(2_000));
        string shown = Message("Start " + new string('a', 2_000) + " what to do.");
        Assert.That(shown, Does.StartWith("Start ").And.EndsWith(" what to do.").And.Contain(" [...] ").And.Length.LessThan(2_000));
    }

    private static string Message(string message) => GrifErrata.Input.InputDiagnostics.Missing.At(new SourceLocation("f"), message).Message;
}
