using CsCheck;
using GrifErrata.Pan;

namespace GrifErrata.Tests.Pan;

public sealed class PanTexts
{
    [TestCase("glibc", "'glibc'")]
    [TestCase("it's", "'it''s'")]
    [TestCase("'];", "'''];'")]
    [TestCase("back\\slash \"quoted\"", "'back\\slash \"quoted\"'")]
    public void A_quote_inside_a_string_is_doubled(string value, string expected) => Assert.That(PanText.Quote(value), Is.EqualTo(expected));

    [TestCase("a\nb")]
    [TestCase("a\0b")]
    [TestCase("a\u2028b")]
    public void A_control_character_never_stands_in_a_string(string value) => Assert.That(() => PanText.Quote(value), Throws.TypeOf<FormatException>());

    [Test]
    public void No_value_ends_the_string_that_it_stands_in() =>
        Gen.String[Gen.Char['\u0020', '\u007e'], 0, 40].Sample(value =>
        {
            // A scanner of Pan's rule: a single quote ends the string unless another follows.
            string text = PanText.Quote(value);
            int i = 1;
            while (i < text.Length && (text[i] != '\'' || (i + 1 < text.Length && text[i + 1] == '\''))) i += text[i] == '\'' ? 2 : 1;
            return text[0] == '\'' && i == text.Length - 1 && text[1..^1].Replace("''", "'", StringComparison.Ordinal) == value;
        });

    [Test]
    public void No_value_ends_the_comment_that_it_stands_in() =>
        Gen.String.Sample(value => !PanText.Comment(value).Any(c => char.IsControl(c) || c is (char)0x2028 or (char)0x2029));

    // escape() as panc evaluates it.
    [TestCase("gcc-c++", "gcc_2dc_2b_2b")]
    [TestCase("2.0~rc1-1", "_32_2e0_7erc1_2d1")]
    [TestCase("915resolution", "_3915resolution")]
    [TestCase("wn1.example.org", "wn1_2eexample_2eorg")]
    [TestCase("", "_")]
    public void Escape_is_Pans(string value, string expected) => Assert.That(PanText.Escape(value), Is.EqualTo(expected));

    [Test]
    public void Unescape_gives_back_what_was_escaped() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["_0af:.-"], 0, 12])
        .Where(s => !s.Any(char.IsSurrogate)).Sample(value => PanText.Unescape(PanText.Escape(value)) == value);

    [TestCase("kernel-module", "kernel-module")]
    [TestCase("a_", "a_")]
    [TestCase("a_2", "a_2")]
    [TestCase("x86_64", "x86d")]
    [TestCase("a_2Bg_zz", "a+g_zz")]
    [TestCase("_ff", "\uFFFD")]
    public void What_is_no_escape_stays_as_it_is(string value, string expected) => Assert.That(PanText.Unescape(value), Is.EqualTo(expected));

    [TestCase("<b a=\"x\" c='y'>&amp;", "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;")]
    [TestCase("a\n\n<b", "a  &lt;b")]
    [TestCase("a\u202Eb", "a?b")]
    public void Html_shows_a_value_as_it_is(string value, string expected) => Assert.That(HtmlText.Escape(value), Is.EqualTo(expected));

    [TestCase("<script>|`a`*[x](y)", "&lt;script&gt;\\|\\`a\\`\\*\\[x\\](y)")]
    [TestCase("java-1.6.0_22", "java-1.6.0_22")]
    [TestCase("a\nb", "a b")]
    [TestCase("a\u2028===\u2029b", "a === b")]
    public void Markdown_shows_a_value_as_it_is(string value, string expected) => Assert.That(MarkdownText.Escape(value), Is.EqualTo(expected));
}
