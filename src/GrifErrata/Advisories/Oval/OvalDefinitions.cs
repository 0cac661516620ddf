using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Oval;

/// <summary>Reads <c>definition</c> elements: what they say, and their criteria.</summary>
internal sealed class OvalDefinitions(XmlTokenizer xml, Utf8StringPool strings, OvalCriteria criteria, OvalReader reader)
{
    private readonly List<OvalDefinition> _definitions = [];
    private readonly List<Diagnostic> _found = [];
    private readonly OvalReferences _references = new(xml, strings, reader.MaxReferences);

    private string _title = string.Empty;
    private string _publisher = string.Empty;
    private string _severity = string.Empty;
    private DateTimeOffset? _issued;
    private DateTimeOffset? _updated;

    /// <summary>All definitions in the file's order.</summary>
    public IReadOnlyList<OvalDefinition> All => _definitions;

    /// <summary>When the file was made, UTC, or null.</summary>
    public DateTimeOffset? Made { get; set; }

    /// <summary>Reads the current <c>definitions</c> element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(CancellationToken cancellationToken)
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (OvalNames.Local(xml.Name).SequenceEqual("definition"u8)) ReadDefinition();
            else xml.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadDefinition()
    {
        SourceLocation origin = xml.Location;
        string id = string.Empty, version = string.Empty;
        OvalClass definitionClass = OvalClass.Other;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("id"u8)) id = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("version"u8)) version = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("class"u8)) definitionClass = ClassOf(xml.AttributeValue(i));
        }

        Clear();
        int depth = xml.Depth, first = criteria.Count;
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("criteria"u8)) criteria.Read();
            else if (name.SequenceEqual("metadata"u8)) ReadMetadata();
            else xml.Skip();
        }

        string advisoryId = _references.AdvisoryId(definitionClass);
        if (xml.HasUnownedControlByte) xml.ControlByteOwner = $"definition {id}";
        if (_references.LeftOut > 0)
        {
            _found.Add(AdvisoryDiagnostics.TooManyReferences.At(origin,
                $"has {_references.LeftOut} references more than the {reader.MaxReferences} that are kept. Check that its CVEs are complete."));
        }

        Advisory advisory = new()
        {
            Id = advisoryId,
            Format = OvalReader.Name,
            Publisher = _publisher,
            Version = version,
            Type = OvalReferences.TypeOf(advisoryId),
            Severity = AdvisoryWords.Severity(_severity),
            SeverityText = _severity,
            Title = _title,
            Issued = _issued,
            Updated = _updated,
            References = _references.ToImmutable(advisoryId),
            Origin = origin,
        };
        _definitions.Add(new OvalDefinition(id, definitionClass, advisory, first, criteria.Count, _found.Count == 0 ? [] : [.. _found]));
    }

    private static OvalClass ClassOf(ReadOnlySpan<byte> word) => word.SequenceEqual("patch"u8) ? OvalClass.Patch
        : word.SequenceEqual("vulnerability"u8) ? OvalClass.Vulnerability : OvalClass.Other;

    private void Clear()
    {
        (_title, _publisher, _severity, _issued, _updated) = (string.Empty, string.Empty, string.Empty, null, null);
        _references.Clear();
        _found.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadMetadata()
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("title"u8)) _title = Encoding.UTF8.GetString(xml.ReadText());
            else if (name.SequenceEqual("advisory"u8)) ReadAdvisory();
            else if (name.SequenceEqual("reference"u8)) _references.ReadReference();
            else xml.Skip(); // The description and the platforms' names are not needed to select.
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadAdvisory()
    {
        int depth = xml.Depth;
        _publisher = Attribute("from"u8);
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("severity"u8)) _severity = strings.Get(xml.ReadText());
            else if (name.SequenceEqual("issued"u8)) _issued = ReadDate("issued");
            else if (name.SequenceEqual("updated"u8)) _updated = ReadDate("updated");
            else if (name.SequenceEqual("cve"u8)) _references.ReadCve();
            else if (name.SequenceEqual("bugzilla"u8)) _references.ReadBug();
            else xml.Skip();
        }
    }

    private DateTimeOffset? ReadDate(string what)
    {
        DateTimeOffset? date = null;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (!xml.AttributeName(i).SequenceEqual("date"u8)) continue;
            SourceLocation location = xml.AttributeLocation(i);
            date = FeedDate.Read(strings.Get(xml.AttributeValue(i)), what, Made, out (DiagnosticDescriptor Descriptor, string Message)? wrong);
            if (wrong is { } found) _found.Add(found.Descriptor.At(location, found.Message));
        }

        xml.Skip();
        return date;
    }

    private string Attribute(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return strings.Get(xml.AttributeValue(i));
        }

        return string.Empty;
    }
}
