using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Cefs;

/// <summary>Reads one element after the other that is named after an advisory.</summary>
internal sealed class CefsErratum(XmlTokenizer xml, CefsReader reader, DiagnosticBag diagnostics)
{
    private readonly Utf8StringPool _strings = new();
    private readonly List<Diagnostic> _found = [];
    private readonly List<string> _releases = [];
    private readonly HashSet<string> _releaseSet = new(StringComparer.Ordinal);
    private readonly List<(Nevra Nevra, SourceLocation Location)> _files = [];

    private string _publisher = string.Empty;
    private string _version = string.Empty;
    private string _title = string.Empty;
    private string _severity = string.Empty;
    private string _type = string.Empty;
    private string _references = string.Empty;
    private DateTimeOffset? _issued;

    /// <summary>Reads the current element; null if its name is no id.</summary>
    public Advisory? Read()
    {
        SourceLocation origin = xml.Location;
        string name = Encoding.UTF8.GetString(xml.Name);
        int depth = xml.Depth;
        Clear();
        ReadAttributes();
        while (xml.NextChild(depth)) ReadChild();

        // XML forbids a colon without a namespace, so the colon of CESA-2018:2881 is written as two hyphens.
        int colon = name.IndexOf("--", StringComparison.Ordinal);
        string id = colon <= 0 ? string.Empty : $"{name[..colon]}:{name[(colon + 2)..]}";
        if (xml.HasUnownedControlByte) xml.ControlByteOwner = $"advisory {Shown(name)}";
        if (id.Length == 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.MissingId, origin,
                $"<{Shown(name)}> is not named after an advisory, as <CESA-2018--2881> is, so nobody can name it. Ask the publisher, or remove it.");
            return null;
        }

        ImmutableArray<AdvisoryPackage> packages = Packages();
        ImmutableArray<AdvisoryReference> references = References(id, origin);
        foreach (Diagnostic found in _found) diagnostics.Add(found.Descriptor, found.Location, $"Advisory {Shown(id)} {found.Message}");
        return new Advisory
        {
            Id = id,
            Format = CefsReader.Name,
            Publisher = _publisher,
            Version = _version,
            Type = TypeOf(_type, id),
            Severity = AdvisoryWords.Severity(_severity),
            SeverityText = _severity,
            Title = _title,
            Issued = _issued,
            References = references,
            Packages = packages,
            Origin = origin,
        };
    }

    private static AdvisoryType TypeOf(string words, string id) => AdvisoryWords.LowerCase(words) switch
    {
        "security advisory" => AdvisoryType.Security,
        "bug fix advisory" => AdvisoryType.Bugfix,
        "product enhancement advisory" => AdvisoryType.Enhancement,
        _ => AdvisoryWords.TypeOf(id),
    };

    private void Clear()
    {
        _found.Clear();
        _releases.Clear();
        _releaseSet.Clear();
        _files.Clear();
        (_publisher, _version, _title, _severity, _type, _references) =
            (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
        _issued = null;
    }

    private void ReadAttributes()
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> name = xml.AttributeName(i);
            if (name.SequenceEqual("from"u8)) _publisher = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("release"u8)) _version = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("severity"u8)) _severity = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("type"u8)) _type = _strings.Get(xml.AttributeValue(i));
            else if (name.SequenceEqual("synopsis"u8)) _title = Encoding.UTF8.GetString(xml.AttributeValue(i));
            else if (name.SequenceEqual("references"u8)) _references = Encoding.UTF8.GetString(xml.AttributeValue(i));
            else if (name.SequenceEqual("issue_date"u8))
            {
                _issued = FeedDate.Read(_strings.Get(xml.AttributeValue(i)), "issued", feedRevision: null, out (DiagnosticDescriptor Descriptor, string Message)? wrong);
                if (wrong is { } found) _found.Add(found.Descriptor.At(xml.AttributeLocation(i), found.Message));
            }
        }
    }

    private void ReadChild()
    {
        if (xml.NameIs("os_release"u8))
        {
            string release = _strings.Get(xml.ReadText());
            if (release.Length > 0 && _releaseSet.Add(release)) _releases.Add(release);
        }
        else if (xml.NameIs("packages"u8))
        {
            SourceLocation location = xml.Location;
            string file = _strings.Get(xml.ReadText());
            if (file.Length == 0) return;
            if (FeedPackage.OfFile(file, out string? refusal) is { } nevra) _files.Add((nevra, location));
            else _found.Add(AdvisoryDiagnostics.RefusedPackage.At(location, refusal!));
        }
        else
        {
            xml.Skip(); // The architectures are in the files' names.
        }
    }

    // One id holds the files of several releases (cefs #37): each is a fix for its own alone.
    private ImmutableArray<AdvisoryPackage> Packages()
    {
        ImmutableArray<string> all = [.. _releases.Select(Product)];
        Dictionary<string, ImmutableArray<string>> products = new(StringComparer.Ordinal);
        ImmutableArray<AdvisoryPackage>.Builder packages = ImmutableArray.CreateBuilder<AdvisoryPackage>(_files.Count);
        foreach ((Nevra nevra, SourceLocation location) in _files)
        {
            string tag = PackageKey.DistributionOf(nevra.Evr.Release);
            string release = tag.StartsWith("el", StringComparison.Ordinal) ? tag[2..] : string.Empty;
            if (release.Length > 0 && _releases.Count > 0 && !_releaseSet.Contains(release))
            {
                _found.Add(CefsDiagnostics.OtherRelease.At(location,
                    $"lists {nevra} and names the releases {string.Join(", ", _releases.Take(5).Select(Shown))}, of which it is none. The package is left out, the advisory stays; ask the publisher which is right."));
                continue;
            }

            if (!products.TryGetValue(release, out ImmutableArray<string> of))
                products.Add(release, of = release.Length == 0 ? all : [Product(release)]);
            packages.Add(new AdvisoryPackage(nevra) { Products = of });
        }

        return packages.DrainToImmutable();
    }

    private ImmutableArray<AdvisoryReference> References(string id, SourceLocation origin)
    {
        string[] addresses = _references.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length > reader.MaxReferences)
        {
            diagnostics.Add(AdvisoryDiagnostics.TooManyReferences, origin,
                $"Advisory {Shown(id)} has {addresses.Length - reader.MaxReferences} references more than the {reader.MaxReferences} that are kept.");
        }

        return [.. addresses.Take(reader.MaxReferences).Select(Reference)];
    }

    // https://access.redhat.com/errata/RHSA-2018:2881, https://rhn.redhat.com/errata/RHSA-2012-0370.html: the erratum that was rebuilt.
    private static AdvisoryReference Reference(string address)
    {
        string last = address[(address.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
        if (last.EndsWith(".html", StringComparison.Ordinal)) last = last[..^5];
        return AdvisoryId.TryParse(last) is null
            ? new AdvisoryReference("web", string.Empty, address)
            : new AdvisoryReference("erratum", AdvisoryId.Canonical(last), address);
    }

    private static string Product(string release) => $"CentOS:{release}";

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60];
}
