using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.UpdateInfo;

/// <summary>Reads one <c>update</c> element after the other.</summary>
internal sealed class UpdateInfoUpdate
{
    private readonly XmlTokenizer _xml;
    private readonly UpdateInfoReader _reader;
    private readonly DiagnosticBag _diagnostics;
    private readonly Utf8StringPool _strings = new();
    private readonly ImmutableArray<AdvisoryReference>.Builder _references = ImmutableArray.CreateBuilder<AdvisoryReference>();
    private readonly List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> _found = [];
    private readonly UpdateInfoPackages _packages;
    private int _referencesLeftOut;

    // The advisory that is being read, field by field: copies of the record would be most of the garbage.
    private string _id = string.Empty;
    private string _publisher = string.Empty;
    private string _version = string.Empty;
    private string _status = string.Empty;
    private string _title = string.Empty;
    private string _severity = string.Empty;
    private AdvisoryType _type;
    private DateTimeOffset? _issued;
    private DateTimeOffset? _updated;
    private bool _reboot;
    private bool _restart;
    private bool _relogin;

    public UpdateInfoUpdate(XmlTokenizer xml, UpdateInfoReader reader, DiagnosticBag diagnostics)
    {
        _xml = xml;
        _reader = reader;
        _diagnostics = diagnostics;
        _packages = new UpdateInfoPackages(xml, _strings, _found);
    }

    /// <summary>Reads the current <c>update</c> element; null if it has no id.</summary>
    public Advisory? Read()
    {
        SourceLocation origin = _xml.Location;
        int depth = _xml.Depth;
        Clear();
        ReadAttributes();
        while (_xml.NextChild(depth)) ReadChild();

        if (_xml.HasUnownedControlByte) _xml.ControlByteOwner = _id.Length == 0 ? "an advisory without id" : $"advisory {_id}";
        if (_id.Length == 0)
        {
            _diagnostics.Add(
                AdvisoryDiagnostics.MissingId, origin,
                "This <update> has no <id>, so nobody can name it. Ask the publisher to give it one, or remove it.");
            return null;
        }

        Report(origin);
        return new Advisory
        {
            Id = _id,
            Format = UpdateInfoReader.Name,
            Publisher = _publisher,
            Version = _version,
            Type = _type,
            Severity = AdvisoryWords.Severity(_severity),
            SeverityText = _severity,
            Status = _status,
            Title = _title,
            Issued = _issued,
            Updated = _updated,
            References = _references.ToImmutable(),
            Packages = _packages.ToImmutable(),
            RebootSuggested = _reboot,
            RestartSuggested = _restart,
            ReloginSuggested = _relogin,
            Origin = origin,
        };
    }

    private void Clear()
    {
        _packages.Clear();
        _references.Clear();
        _found.Clear();
        _referencesLeftOut = 0;
        (_id, _publisher, _version, _status, _title, _severity) =
            (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
        (_type, _issued, _updated, _reboot, _restart, _relogin) = (AdvisoryType.Unknown, null, null, false, false, false);
    }

    private void ReadAttributes()
    {
        for (int i = 0; i < _xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> name = _xml.AttributeName(i);
            if (name.SequenceEqual("type"u8)) _type = UpdateInfoWords.Type(_xml.AttributeValue(i));
            else if (name.SequenceEqual("status"u8)) _status = _strings.Get(_xml.AttributeValue(i));
            else if (name.SequenceEqual("version"u8)) _version = _strings.Get(_xml.AttributeValue(i));
            else if (name.SequenceEqual("from"u8)) _publisher = _strings.Get(_xml.AttributeValue(i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadChild()
    {
        ReadOnlySpan<byte> name = _xml.Name;
        if (name.SequenceEqual("pkglist"u8)) _packages.Read();
        else if (name.SequenceEqual("references"u8)) ReadReferences();
        else if (name.SequenceEqual("id"u8)) _id = Encoding.UTF8.GetString(_xml.ReadText());
        else if (name.SequenceEqual("title"u8)) _title = Encoding.UTF8.GetString(_xml.ReadText());
        else if (name.SequenceEqual("severity"u8)) _severity = _strings.Get(_xml.ReadText());
        else if (name.SequenceEqual("issued"u8)) _issued = ReadDate("issued");
        else if (name.SequenceEqual("updated"u8)) _updated = ReadDate("updated");
        else if (name.SequenceEqual("reboot_suggested"u8)) _reboot = UpdateInfoWords.Flag(_xml.ReadText());
        else if (name.SequenceEqual("restart_suggested"u8)) _restart = UpdateInfoWords.Flag(_xml.ReadText());
        else if (name.SequenceEqual("relogin_suggested"u8)) _relogin = UpdateInfoWords.Flag(_xml.ReadText());
        else _xml.Skip(); // Description, solution, rights and the like are never needed to select.
    }

    private DateTimeOffset? ReadDate(string element)
    {
        DateTimeOffset? date = null;
        for (int i = 0; i < _xml.AttributeCount; i++)
        {
            if (!_xml.AttributeName(i).SequenceEqual("date"u8)) continue;
            SourceLocation location = _xml.AttributeLocation(i);
            date = FeedDate.Read(_strings.Get(_xml.AttributeValue(i)), element, _reader.FeedRevision, out (DiagnosticDescriptor Descriptor, string Message)? wrong) ?? date;
            if (wrong is { } found) _found.Add((found.Descriptor, location, found.Message));
        }

        _xml.Skip();
        return date;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReferences()
    {
        int depth = _xml.Depth;
        while (_xml.NextChild(depth))
        {
            if (_xml.NameIs("reference"u8)) ReadReference();
            _xml.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReference()
    {
        if (_references.Count >= _reader.MaxReferences)
        {
            _referencesLeftOut++;
            return;
        }

        string type = string.Empty, id = string.Empty, href = string.Empty, title = string.Empty;
        for (int i = 0; i < _xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> name = _xml.AttributeName(i);
            if (name.SequenceEqual("type"u8)) type = AdvisoryWords.LowerCase(_strings.Get(_xml.AttributeValue(i)));
            else if (name.SequenceEqual("id"u8)) id = _strings.Get(_xml.AttributeValue(i));
            else if (name.SequenceEqual("href"u8)) href = Encoding.UTF8.GetString(_xml.AttributeValue(i));
            else if (name.SequenceEqual("title"u8)) title = _strings.Get(_xml.AttributeValue(i));
        }

        _references.Add(new AdvisoryReference(type, id, href, title));
    }

    private void Report(SourceLocation origin)
    {
        string shown = _id.Length <= 60 ? _id : _id[..60];
        foreach ((DiagnosticDescriptor descriptor, SourceLocation location, string message) in _found)
            _diagnostics.Add(descriptor, location, $"Advisory {shown} {message}");
        if (_referencesLeftOut > 0)
        {
            _diagnostics.Add(
                AdvisoryDiagnostics.TooManyReferences, origin,
                $"Advisory {shown} has {_referencesLeftOut} references more than the {_reader.MaxReferences} that are kept. Check that its CVEs are complete.");
        }
    }
}
