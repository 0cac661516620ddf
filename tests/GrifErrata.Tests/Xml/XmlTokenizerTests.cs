using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Tests.Xml;

/// <summary>What the XML reader accepts, and how it reads it.</summary>
internal sealed class XmlTokenizerTests
{
    [Test]
    public void Raw_control_bytes_become_replacement_characters_with_one_warning_that_counts_them()
    {
        (string? text, _, DiagnosticBag warnings) = Trace.Ours([.. "<a>\nab"u8, 0x1B, 0x08, .. "c<b x='"u8, 0x01, .. "'/></a>"u8]);
        Assert.That(text, Is.EqualTo("<a> depth 1\n\"\nab\uFFFD\uFFFDc\"\n<b> depth 2\n@x=\uFFFD\n</>\n</>\n"));
        Diagnostic warning = warnings.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2301", new SourceLocation("feed.xml", 2, 3))));
        Assert.That(warning.Message, Does.StartWith("3 control bytes"));
    }

    [Test]
    public void A_column_counts_characters_and_not_bytes()
    {
        Diagnostic? error = Trace.Ours(Encoding.UTF8.GetBytes("\uFEFF<a>\u00e9\u4e2d&x;</a>")).Error;
        Assert.That(error?.Location, Is.EqualTo(new SourceLocation("feed.xml", 1, 6)));
    }

    [Test]
    public void Declared_Latin_1_is_read()
    {
        byte[] document = Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b='\u00fc'>caf\u00e9</a>");
        Assert.That(Trace.Ours(document).Text, Is.EqualTo("<a> depth 1\n@b=\u00fc\n\"caf\u00e9\"\n</>\n"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void UTF_16_is_read(bool bigEndian)
    {
        Encoding encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        string document = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>caf\u00e9 \U0001F600</a>";
        byte[] expected = Encoding.UTF8.GetBytes("<a> depth 1\n\"caf\u00e9 \U0001F600\"\n</>\n");
        byte[] withMark = [.. encoding.GetPreamble(), .. encoding.GetBytes(document)];
        Assert.That(Encoding.UTF8.GetBytes(Trace.Ours(withMark).Text ?? ""), Is.EqualTo(expected));
        Assert.That(Encoding.UTF8.GetBytes(Trace.Ours(encoding.GetBytes(document)).Text ?? ""), Is.EqualTo(expected));
    }

    [Test]
    public void Declared_ASCII_is_read_and_holds_nothing_else()
    {
        byte[] document = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='us-ascii'?>\n<a>tea</a>");
        Assert.That(Trace.Ours(document).Text, Is.EqualTo("<a> depth 1\n\"tea\"\n</>\n"));
        document = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='us-ascii'?>\n<a>caf\u00e9</a>");
        Assert.That(Trace.Ours(document).Error?.Code, Is.EqualTo("GE1311"));
    }

    [Test]
    public void A_text_is_that_of_the_element_and_not_of_its_children()
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new("<r><t> one <b>two</b> &amp; <![CDATA[<three>]]> </t><next/></r>"u8.ToArray());
        using XmlTokenizer xml = new(stream, "feed.xml", XmlLimits.Default, diagnostics);
        xml.Read();
        xml.NextChild(1);
        Assert.That(Encoding.UTF8.GetString(xml.ReadText()), Is.EqualTo("one  & <three>"));
        Assert.That(xml.NextChild(1), Is.True);
        Assert.That(xml.NameIs("next"u8), Is.True);
    }

    [Test]
    public void The_table_of_bytes_says_what_the_specification_says()
    {
        for (int b = 0; b < 256; b++)
        {
            char c = (char)b;
            byte kind = XmlCharacters.Kinds[b];
            bool start = b < 128 && (char.IsAsciiLetter(c) || c == '_');
            Assert.Multiple(() =>
            {
                Assert.That((kind & XmlCharacters.NameStart) != 0, Is.EqualTo(start), $"start {b}");
                Assert.That((kind & XmlCharacters.Name) != 0, Is.EqualTo(start || (b < 128 && (char.IsAsciiDigit(c) || c is '-' or '.'))), $"name {b}");
                Assert.That((kind & XmlCharacters.Blank) != 0, Is.EqualTo(c is ' ' or '\t' or '\r' or '\n'), $"blank {b}");
                Assert.That((kind & XmlCharacters.Control) != 0, Is.EqualTo(b < 32 && c is not ('\t' or '\r' or '\n')), $"control {b}");
                Assert.That((kind & XmlCharacters.ValueStop) != 0, Is.EqualTo(b is < 32 or >= 128 || c is '"' or '\'' or '<' or '&'), $"value {b}");
            });
            byte[] padded = [.. Enumerable.Repeat((byte)'x', 21), (byte)b, .. Enumerable.Repeat((byte)'x', 30)];
            bool textStop = b >= 128 || c is '<' or '&' or ']' || (b < 32 && c is not ('\t' or '\n'));
            foreach (int from in (int[])[0, 3, 10])
            {
                Assert.That(XmlCharacters.FindTextStop(padded.AsSpan(from, 25)), Is.EqualTo(textStop && 21 - from < 25 ? 21 - from : 25), $"text {b}");
                Assert.That(XmlCharacters.FindValueStop(padded.AsSpan(from, 25)), Is.EqualTo((kind & XmlCharacters.ValueStop) != 0 ? 21 - from : 25), $"value {b}");
            }
        }
    }

    [Test]
    public void One_string_stands_for_the_same_bytes()
    {
        Utf8StringPool pool = new();
        List<string> first = [.. Enumerable.Range(0, 20_000).Select(i => pool.Get(Encoding.UTF8.GetBytes($"package-{i % 5000}")))];
        Assert.That(first.Select((text, i) => text == $"package-{i % 5000}"), Has.All.True);
        Assert.That(first.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.LessThan(5100));
        Assert.That(pool.Get("\u00e9"u8), Is.EqualTo("\u00e9"));
    }
}
