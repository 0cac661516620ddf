using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Advisories;

/// <summary>Reads one <c>update</c> element after the other.</summary>
internal sealed class UpdateInfoUpdate(XmlTokenizer xml, UpdateInfoReader reader, DiagnosticBag diagnostics)
{
    private readonly Utf8StringPool _strings = new();
    private readonly ImmutableArray<AdvisoryReference>.Builder _references = ImmutableArray.CreateBuilder<AdvisoryReference>();
    private readonly List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> _found = [];
    private UpdateInfoPackages? _packages;
    private int _referencesLeftOut;

    /// <summary>Reads the current <c>update</c> element; null if it has no id.</summary>
    public Advisory? Read()
    {
        SourceLocation origin = xml.Location;
        int depth = xml.Depth;
        _packages ??= new UpdateInfoPackages(xml, _strings, _found);
        _packages.Clear();
        _references.Clear();
        _referencesLeftOut = 0;
        _found.Clear();
        Advisory advisory = ReadAttributes(new Advisory { Id = string.Empty, Origin = origin });
        while (xml.NextChild(depth)) advisory = ReadChild(advisory);

        if (xml.HasUnownedControlByte) xml.ControlByteOwner = $"advisory {Name(advisory.Id)}";
        if (advisory.Id.Length == 0)
        {
            diagnostics.Add(
                AdvisoryDiagnostics.MissingId, origin,
                "This <update> has no <id>, so nobody can name it. Ask the publisher to give it one, or remove it.");
            return null;
        }

        Report(advisory.Id, origin);
        return advisory with { References = _references.ToImmutable(), Packages = _packages.ToImmutable() };
    }

    private static string Name(string id) => id.Length == 0 ? "without id" : id;

    private Advisory ReadAttributes(Advisory advisory)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> name = xml.AttributeName(i);
            if (name.SequenceEqual("type"u8)) advisory = advisory with { Type = UpdateInfoWords.Type(xml.AttributeValue(i)) };
            else if (name.SequenceEqual("status"u8)) advisory = advisory with { Status = _strings.Get(xml.AttributeValue(i)) };
            else if (name.SequenceEqual("version"u8)) advisory = advisory with { Version = _strings.Get(xml.AttributeValue(i)) };
            else if (name.SequenceEqual("from"u8)) advisory = advisory with { Publisher = _strings.Get(xml.AttributeValue(i)) };
        }

        return advisory;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Advisory ReadChild(Advisory advisory)
    {
        ReadOnlySpan<byte> name = xml.Name;
        if (name.SequenceEqual("pkglist"u8))
        {
            _packages!.Read();
            return advisory;
        }

        if (name.SequenceEqual("references"u8))
        {
            ReadReferences();
            return advisory;
        }

        if (name.SequenceEqual("id"u8)) return advisory with { Id = Encoding.UTF8.GetString(xml.ReadText()) };
        if (name.SequenceEqual("title"u8)) return advisory with { Title = Encoding.UTF8.GetString(xml.ReadText()) };
        if (name.SequenceEqual("severity"u8))
        {
            string word = _strings.Get(xml.ReadText());
            return advisory with { Severity = UpdateInfoWords.Severity(word), SeverityText = word };
        }

        if (name.SequenceEqual("issued"u8)) return advisory with { Issued = ReadDate("issued") };
        if (name.SequenceEqual("updated"u8)) return advisory with { Updated = ReadDate("updated") };
        if (name.SequenceEqual("reboot_suggested"u8)) return advisory with { RebootSuggested = UpdateInfoWords.Flag(xml.ReadText()) };
        if (name.SequenceEqual("restart_suggested"u8)) return advisory with { RestartSuggested = UpdateInfoWords.Flag(xml.ReadText()) };
        if (name.SequenceEqual("relogin_suggested"u8)) return advisory with { ReloginSuggested = UpdateInfoWords.Flag(xml.ReadText()) };

        // Description, solution, rights and the like are never needed to select.
        xml.Skip();
        return advisory;
    }

    private DateTimeOffset? ReadDate(string element)
    {
        DateTimeOffset? date = null;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (!xml.AttributeName(i).SequenceEqual("date"u8)) continue;
            SourceLocation location = xml.AttributeLocation(i);
            string text = _strings.Get(xml.AttributeValue(i));
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (AdvisoryDate.TryParse(text, out DateTimeOffset parsed)) date = parsed;
            else _found.Add((AdvisoryDiagnostics.UnreadableDate, location, UnreadableDate(element, text)));
            if (date is { } read) CheckDate(element, text, read, location);
        }

        xml.Skip();
        return date;
    }

    private static string UnreadableDate(string element, string text) =>
        $"has the {element} date '{(text.Length <= 40 ? text : text[..40])}', which is not of a form like 2010-10-28 or 2010-10-28 20:00:00. It counts as "
        + "undated and is not chosen by date; correct the date, or name the advisory by its id.";

    private void CheckDate(string element, string text, DateTimeOffset date, SourceLocation location)
    {
        string? why = date.Year < 1995 ? "before there were errata (1995)"
            : date > reader.FeedRevision ? "after the feed itself was made"
            : null;
        if (why is null) return;
        _found.Add((
            AdvisoryDiagnostics.UnlikelyDate, location,
            $"has the {element} date '{text}', which is {why}. Check it before a cutoff decides by it."));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReferences()
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("reference"u8)) ReadReference();
            xml.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReference()
    {
        if (_references.Count >= reader.MaxReferences)
        {
            _referencesLeftOut++;
            return;
        }

        string type = string.Empty, id = string.Empty, href = string.Empty, title = string.Empty;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> name = xml.AttributeName(i);
            if (name.SequenceEqual("type"u8)) type = UpdateInfoWords.LowerCase(_strings.Get(xml.AttributeValue(i)));
            else if (name.SequenceEqual("id"u8)) id = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("href"u8)) href = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("title"u8)) title = _strings.Get(xml.AttributeValue(i));
        }

        _references.Add(new AdvisoryReference(type, id, href, title));
    }

    private void Report(string id, SourceLocation origin)
    {
        string shown = id.Length <= 60 ? id : id[..60];
        foreach ((DiagnosticDescriptor descriptor, SourceLocation location, string message) in _found)
            diagnostics.Add(descriptor, location, $"Advisory {shown} {message}");
        if (_referencesLeftOut > 0)
        {
            diagnostics.Add(
                AdvisoryDiagnostics.TooManyReferences, origin,
                $"Advisory {shown} has {_referencesLeftOut} references more than the {reader.MaxReferences} that are kept. Check that its CVEs are complete.");
        }
    }
}
