using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.UpdateInfo;

/// <summary>
/// Reads updateinfo.xml in the dialects of Red Hat, Scientific Linux, Fedora, Rocky, Alma, Oracle, Amazon, Bottlerocket and SUSE.
/// The same id twice stays twice; <see cref="AdvisoryMerge"/> joins them.
/// </summary>
public sealed class UpdateInfoReader : IAdvisoryReader
{
    /// <inheritdoc/>
    public string Format => Name;

    internal const string Name = "updateinfo.xml";

    /// <summary>Bounds of the XML.</summary>
    public XmlLimits XmlLimits { get; init; } = XmlLimits.Default;

    /// <summary>Most references of one advisory that are kept; the others are counted in a warning. Real ones have a few hundred.</summary>
    public int MaxReferences { get; init; } = 10_000;

    /// <summary>When the feed was made, UTC, where its repomd.xml says so; a later advisory gets a warning.</summary>
    public DateTimeOffset? FeedRevision { get; init; }

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => XmlRoot.NameOf(head) is "updates" or "update";

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
        UpdateInfoUpdate update = new(xml, this, diagnostics);
        xml.Read();
        if (xml.NameIs("updates"u8))
        {
            while (xml.NextChild(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!xml.NameIs("update"u8)) xml.Skip();
                else if (update.Read() is { } advisory) advisories.Add(advisory);
            }
        }
        else if (xml.NameIs("update"u8))
        {
            // libsolv reads a bare <update> too.
            if (update.Read() is { } advisory) advisories.Add(advisory);
        }
        else
        {
            diagnostics.Add(
                AdvisoryDiagnostics.WrongRoot, xml.Location,
                "The root element is not <updates>, so this is no updateinfo.xml. Check that it is the right file.");
            return [];
        }

        while (xml.Read() != XmlToken.End)
        {
        }

        return advisories;
    }
}
