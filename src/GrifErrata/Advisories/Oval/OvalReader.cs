using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Oval;

/// <summary>
/// Reads OVAL 5 definitions of Red Hat (v1 and v2), Oracle and SUSE. The file is read once, forward: definitions stand before the tests,
/// objects and states that they name, so what they ask is kept in tables and resolved at the end.
/// </summary>
public sealed class OvalReader : IAdvisoryReader
{
    internal const string Name = "OVAL";

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>Bounds of the XML; its depth bounds that of the criteria.</summary>
    public XmlLimits XmlLimits { get; init; } = XmlLimits.Default;

    /// <summary>Most references of one advisory that are kept; the others are counted in a warning.</summary>
    public int MaxReferences { get; init; } = 10_000;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => XmlRoot.NameOf(head) == "oval_definitions";

    /// <inheritdoc/>
    /// <returns>The definitions that are fixes, in the file's order; none when the XML cannot be trusted to its end.</returns>
    public IReadOnlyList<Advisory> Read(
        Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using XmlTokenizer xml = new(content, file, XmlLimits, diagnostics);
            return Read(xml, file, diagnostics, cancellationToken);
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
    }

    private List<Advisory> Read(XmlTokenizer xml, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        Utf8StringPool strings = new();
        OvalChecks checks = new(xml, strings, file);
        OvalCriteria criteria = new(xml, strings, checks.Tests);
        OvalDefinitions definitions = new(xml, strings, criteria, this);
        xml.Read();
        if (!OvalNames.Local(xml.Name).SequenceEqual("oval_definitions"u8))
        {
            diagnostics.Add(OvalDiagnostics.WrongRoot, xml.Location,
                "The root element is not <oval_definitions>, so this is no OVAL. Check that it is the right file.");
            return [];
        }

        while (xml.NextChild(1))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("definitions"u8)) definitions.Read(cancellationToken);
            else if (name.SequenceEqual("tests"u8)) checks.ReadTests(cancellationToken);
            else if (name.SequenceEqual("objects"u8)) checks.ReadObjects(cancellationToken);
            else if (name.SequenceEqual("states"u8)) checks.ReadStates(cancellationToken);
            else if (name.SequenceEqual("generator"u8)) definitions.Made = ReadTimestamp(xml);
            else xml.Skip();
        }

        while (xml.Read() != XmlToken.End)
        {
        }

        return Resolve(definitions, new OvalFixes(criteria, checks, new OvalTests(checks), diagnostics), cancellationToken);
    }

    private static List<Advisory> Resolve(OvalDefinitions definitions, OvalFixes fixes, CancellationToken cancellationToken)
    {
        List<Advisory> advisories = [];
        foreach (OvalDefinition definition in definitions.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fixes.Resolve(definition) is { } advisory) advisories.Add(advisory);
        }

        return advisories;
    }

    private static DateTimeOffset? ReadTimestamp(XmlTokenizer xml)
    {
        DateTimeOffset? made = null;
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (!OvalNames.Local(xml.Name).SequenceEqual("timestamp"u8)) xml.Skip();
            else if (AdvisoryDate.TryParse(Encoding.UTF8.GetString(xml.ReadText()), out DateTimeOffset date)) made = date;
        }

        return made;
    }
}
