using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

public sealed class Epochs
{
    [TestCase("0", 0)]
    [TestCase("2147483647", int.MaxValue)]
    [TestCase("007", 7)]
    public void Digits_up_to_2147483647_are_an_epoch(string text, int expected)
    {
        Assert.That(RpmAlphabet.TryParseEpoch(text, out int epoch), Is.True);
        Assert.That(epoch, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1\0")]
    [TestCase("2147483648")]
    [TestCase("\u0661")]
    [TestCase("1_0")]
    public void Anything_else_is_none(string text) => Assert.That(RpmAlphabet.TryParseEpoch(text, out _), Is.False);
}
