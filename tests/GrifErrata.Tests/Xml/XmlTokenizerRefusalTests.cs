using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Tests.Xml;

/// <summary>What the XML reader refuses: code, line and column.</summary>
internal sealed class XmlTokenizerRefusalTests
{
    [TestCase("GE1301", 2, 8, "<a>\n<b x = 1/></a>", TestName = "An_attribute_without_quotes_is_refused")]
    [TestCase("GE1301", 1, 9, "<a x='1'y='2'/>", TestName = "Attributes_without_a_blank_between_them_are_refused")]
    [TestCase("GE1301", 1, 4, "<a>]]></a>", TestName = "The_end_of_CDATA_in_a_text_is_refused")]
    [TestCase("GE1301", 1, 9, "<a x='1 < 2'/>", TestName = "A_less_than_sign_in_an_attribute_is_refused")]
    [TestCase("GE1302", 2, 1, "<?xml version='1.0'?>\n<!DOCTYPE updates SYSTEM 'file:///etc/passwd'><updates/>", TestName = "A_DOCTYPE_is_refused")]
    [TestCase("GE1303", 3, 2, "<a>\n\n &nbsp;</a>", TestName = "An_entity_beyond_the_five_is_refused")]
    [TestCase("GE1303", 1, 7, "<a b=\"&x;\"/>", TestName = "An_entity_beyond_the_five_is_refused_in_an_attribute")]
    [TestCase("GE1303", 1, 4, "<a>& chips</a>", TestName = "A_bare_ampersand_is_refused")]
    [TestCase("GE1303", 1, 4, "<a>&#10</a>", TestName = "A_reference_without_semicolon_at_the_end_of_the_file_is_refused")]
    [TestCase("GE1304", 2, 4, "<a>\n<b></a></b>", TestName = "A_mismatched_end_tag_is_refused")]
    [TestCase("GE1304", 1, 5, "<a/></a>", TestName = "An_end_tag_without_a_start_tag_is_refused")]
    [TestCase("GE1305", 2, 4, "<a>\n<b>", TestName = "A_document_that_ends_inside_an_element_is_refused")]
    [TestCase("GE1305", 1, 9, "<a b='c>", TestName = "A_document_that_ends_inside_a_tag_is_refused")]
    [TestCase("GE1305", 1, 1, "", TestName = "An_empty_document_is_refused")]
    [TestCase("GE1306", 2, 1, "<a/>\nmore", TestName = "Text_after_the_root_is_refused")]
    [TestCase("GE1306", 2, 2, "<a/>\n <a/>", TestName = "A_second_root_is_refused")]
    [TestCase("GE1306", 1, 1, "{}", TestName = "Text_before_the_root_is_refused")]
    [TestCase("GE1307", 1, 10, "<a x='1' x='2'/>", TestName = "An_attribute_twice_is_refused")]
    [TestCase("GE1307", 1, 48, "<a xmlns:p='urn:1' xmlns:q='urn:1'     p:x='1' q:x='2'/>", TestName = "One_attribute_under_two_prefixes_is_refused")]
    [TestCase("GE1312", 1, 1, "<?xml version='1.1'?><a/>", TestName = "XML_1_1_is_refused")]
    [TestCase("GE1312", 1, 2, " <?xml version='1.0'?><a/>", TestName = "A_blank_before_the_declaration_is_refused")]
    [TestCase("GE1312", 1, 1, "<?xml version='1.0' encoding='KOI8-R'?><a/>", TestName = "An_encoding_that_no_feed_has_is_refused")]
    [TestCase("GE1312", 1, 1, "<?xml version='1.0' encoding='UTF-16'?><a/>", TestName = "An_encoding_that_the_first_bytes_belie_is_refused")]
    [TestCase("GE1313", 1, 4, "<a>&#x1B;</a>", TestName = "A_reference_to_a_control_character_is_refused")]
    [TestCase("GE1313", 1, 5, "<a>\u00e9\uFFFE</a>", TestName = "A_character_that_XML_forbids_is_refused")]
    [TestCase("GE1314", 2, 2, "<a>\n<rpm:b/></a>", TestName = "A_prefix_that_is_not_declared_is_refused")]
    [TestCase("GE1314", 1, 4, "<a xmlns:p=''/>", TestName = "A_prefix_for_no_namespace_is_refused")]
    public void A_document_is_refused_with_code_line_and_column(string code, int line, int column, string document)
    {
        Diagnostic? error = Trace.Ours(Encoding.UTF8.GetBytes(document)).Error;
        Assert.That(error, Is.Not.Null);
        Assert.That((error!.Code, error.Location), Is.EqualTo((code, new SourceLocation("feed.xml", line, column))), error.ToString());
    }

    [Test]
    public void One_Latin_1_byte_in_a_UTF_8_feed_is_refused_with_its_offset()
    {
        Diagnostic? error = Trace.Ours([.. "<a>\ncaf"u8, 0xE9, .. " au lait</a>"u8]).Error;
        Assert.That(error?.Code, Is.EqualTo("GE1311"));
        Assert.That(error!.Location, Is.EqualTo(new SourceLocation("feed.xml", 2, 4)));
        Assert.That(error.Message, Does.Contain("0xE9 at offset 7"));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Elements_may_be_64_deep(int depth, bool accepted)
    {
        string document = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        Diagnostic? error = Trace.Ours(Encoding.UTF8.GetBytes(document)).Error;
        Assert.That(error?.Code, Is.EqualTo(accepted ? null : "GE1308"));
        if (!accepted) Assert.That(error!.Location, Is.EqualTo(new SourceLocation("feed.xml", 1, 193)));
    }

    [Test]
    public void A_million_nested_elements_are_refused_at_the_65th()
    {
        byte[] document = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1_000_000)));
        Assert.That(Trace.Ours(document).Error?.Location.Column, Is.EqualTo(193));
    }

    [TestCase(1000, null)]
    [TestCase(1001, "GE1309")]
    public void An_element_may_have_1000_attributes(int count, string? code)
    {
        string document = $"<a{string.Concat(Enumerable.Range(1, count).Select(i => $" a{i}=''"))}/>";
        Diagnostic? error = Trace.Ours(Encoding.UTF8.GetBytes(document)).Error;
        Assert.That(error?.Code, Is.EqualTo(code));
        if (code is not null) Assert.That(error!.Location, Is.EqualTo(new SourceLocation("feed.xml", 1, document.IndexOf(" a1001", StringComparison.Ordinal) + 2)));
    }

    [Test]
    public void Among_many_attributes_a_duplicate_is_refused()
    {
        string document = $"<a{string.Concat(Enumerable.Range(1, 40).Select(i => $" a{i}=''"))} a7=''/>";
        Assert.That(Trace.Ours(Encoding.UTF8.GetBytes(document)).Error?.Code, Is.EqualTo("GE1307"));
    }

    [TestCase(1 << 20, null)]
    [TestCase((1 << 20) + 1, "GE1310")]
    public void An_attribute_may_have_a_mebibyte(int length, string? code)
    {
        byte[] document = [.. "<a b='"u8, .. Enumerable.Repeat((byte)'x', length), .. "'/>"u8];
        Diagnostic? error = Trace.Ours(document).Error;
        Assert.That(error?.Code, Is.EqualTo(code));
        if (code is not null) Assert.That(error!.Location, Is.EqualTo(new SourceLocation("feed.xml", 1, 7)));
    }

    [Test]
    public void A_tag_that_never_ends_is_refused_before_it_fills_the_memory()
    {
        long before = GC.GetTotalAllocatedBytes();
        using RepeatStream endless = new("<a b='"u8.ToArray(), (byte)'x', 1L << 32);
        DiagnosticBag diagnostics = [];
        Assert.That(
            () =>
            {
                using XmlTokenizer xml = new(endless, "feed.xml", XmlLimits.Default, diagnostics);
                xml.Read();
            },
            Throws.Exception.With.Property("Diagnostic").With.Property("Code").EqualTo("GE1310"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(64 << 20));
    }

    [Test]
    public void A_text_of_100_MB_is_cut_at_a_mebibyte_with_a_warning_and_without_growing_memory()
    {
        using RepeatStream endless = new("<a><b>"u8.ToArray(), (byte)'x', 100 << 20, "</b><c>next</c></a>"u8.ToArray());
        DiagnosticBag diagnostics = [];
        long before = GC.GetTotalAllocatedBytes();
        using XmlTokenizer xml = new(endless, "feed.xml", XmlLimits.Default, diagnostics);
        xml.Read();
        xml.NextChild(1);
        Assert.That(xml.ReadText().Length, Is.EqualTo(1 << 20));
        Assert.That(xml.NextChild(1), Is.True);
        Assert.That(Encoding.UTF8.GetString(xml.ReadText()), Is.EqualTo("next"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(16 << 20));
        Diagnostic warning = diagnostics.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2302", new SourceLocation("feed.xml", 1, 4))));
    }
}
