using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Cefs;

/// <summary>
/// Reads errata.latest.xml of CEFS, which gathers the advisories that CentOS announces by mail. An element is named after the advisory.
/// The same id twice stays twice; <see cref="AdvisoryMerge"/> joins them.
/// </summary>
public sealed class CefsReader : IAdvisoryReader
{
    internal const string Name = "CEFS errata.latest.xml";

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>Bounds of the XML. Texts are attributes here, so one beyond <see cref="XmlLimits.MaxAttributeBytes"/> refuses the file.</summary>
    public XmlLimits XmlLimits { get; init; } = XmlLimits.Default;

    /// <summary>Most references of one advisory that are kept; the others are counted in a warning. Real ones have two or three.</summary>
    public int MaxReferences { get; init; } = 1_000;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => XmlRoot.NameOf(head) == "opt";

    /// <inheritdoc/>
    /// <returns>The advisories in the feed's order; none when the XML cannot be trusted to its end.</returns>
    public IReadOnlyList<Advisory> Read(
        Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits, diagnostics);
            return Read(xml, diagnostics, cancellationToken);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
    }

    private List<Advisory> Read(XmlTokenizer xml, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        List<Advisory> advisories = [];
        CefsErratum erratum = new(xml, this, diagnostics);
        xml.Read();
        if (!xml.NameIs("opt"u8))
        {
            diagnostics.Add(CefsDiagnostics.WrongRoot, xml.Location,
                "The root element is not <opt>, so this is no errata.latest.xml. Check that it is the right file.");
            return [];
        }

        while (xml.NextChild(1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (xml.NameIs("meta"u8)) xml.Skip();
            else if (erratum.Read() is { } advisory) advisories.Add(advisory);
        }

        while (xml.Read() != XmlToken.End)
        {
        }

        return advisories;
    }
}
