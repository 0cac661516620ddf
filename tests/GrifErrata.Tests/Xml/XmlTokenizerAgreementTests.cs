using System.Text;
using CsCheck;

namespace GrifErrata.Tests.Xml;

/// <summary>The tokenizer against the framework's XmlReader.</summary>
internal sealed class XmlTokenizerAgreementTests
{
    [Test]
    public void A_well_formed_document_is_seen_as_XmlReader_sees_it() => DocumentGen.Document.Sample(
        document =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            string? expected = Trace.Framework(bytes);
            Assert.That(Trace.Ours(bytes).Text, Is.EqualTo(expected), Trace.Ours(bytes).Error?.ToString());
        },
        iter: 3000);

    [Test]
    public void Where_the_buffer_ends_makes_no_difference() => Gen.Select(DocumentGen.Document, Gen.Int[1, 5]).Sample(
        (document, piece) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            Assert.That(Trace.Ours(bytes, piece).Text, Is.EqualTo(Trace.Ours(bytes).Text));
        },
        iter: 2000);

    [Test]
    public void A_spoilt_document_is_refused_wherever_XmlReader_refuses_it_but_for_control_bytes() => DocumentGen.Mutated.Sample(
        bytes =>
        {
            (string? text, _, Diagnostics.DiagnosticBag warnings) = Trace.Ours(bytes);
            if (text is null) return;
            byte[] comparable = warnings.Count > 0 ? WithoutControls(bytes) : bytes;
            Assert.That(Trace.Framework(comparable), Is.EqualTo(text), Encoding.UTF8.GetString(bytes));
        },
        iter: 30_000);

    [Test]
    public void Where_the_buffer_ends_makes_no_difference_to_an_error() => Gen.Select(DocumentGen.Mutated, Gen.Int[1, 3]).Sample(
        (bytes, piece) =>
        {
            Diagnostics.Diagnostic? whole = Trace.Ours(bytes).Error;
            Diagnostics.Diagnostic? pieces = Trace.Ours(bytes, piece).Error;
            Assert.That(pieces, Is.EqualTo(whole), Encoding.UTF8.GetString(bytes));
        },
        iter: 10_000);

    private static byte[] WithoutControls(byte[] bytes) =>
        [.. bytes.SelectMany(b => b < 0x20 && b is not (9 or 10 or 13) ? "\uFFFD"u8.ToArray() : [b])];
}
