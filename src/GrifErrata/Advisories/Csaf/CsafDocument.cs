using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Json;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Csaf;

/// <summary>Reads one document.</summary>
internal sealed class CsafDocument(int maxReferences, CsafProducts products, DiagnosticBag diagnostics)
{
    private readonly AdvisoryReferences _references = new(maxReferences);
    private readonly List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> _found = [];
    private string _id = string.Empty;
    private string _title = string.Empty;
    private string _publisher = string.Empty;
    private string _severity = string.Empty;
    private string _status = string.Empty;
    private string _version = string.Empty;
    private DateTimeOffset? _issued;
    private DateTimeOffset? _updated;

    /// <summary>Reads the object whose beginning is the current token; null if it has no id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Advisory? Read(ref JsonCursor json)
    {
        SourceLocation origin = json.Location;
        if (!json.BeginObject()) return null;
        while (json.NextMember())
        {
            if (json.NameIs("document"u8)) ReadDocument(ref json);
            else if (json.NameIs("product_tree"u8)) CsafTree.Read(ref json, products);
            else if (json.NameIs("vulnerabilities"u8)) ReadVulnerabilities(ref json);
            else json.Skip();
        }

        if (_id.Length == 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.MissingId, origin,
                "This document has no tracking id, so nobody can name it. Ask the publisher to give it one, or remove it.");
            return null;
        }

        foreach ((DiagnosticDescriptor descriptor, SourceLocation location, string message) in _found)
            diagnostics.Add(descriptor, location, $"Advisory {_id} {message}");
        _references.Report(_id, origin, diagnostics);
        return new Advisory
        {
            Id = _id,
            Format = CsafReader.Name,
            Publisher = _publisher,
            Version = _version,

            // A document without a type in its id is one of vulnerabilities: nothing else is in CSAF.
            Type = AdvisoryWords.TypeOf(_id) is var type and not AdvisoryType.Unknown ? type : AdvisoryType.Security,
            Severity = AdvisoryWords.Severity(_severity),
            SeverityText = _severity,
            Status = _status,
            Title = _title,
            Issued = _issued,
            Updated = _updated,
            References = _references.ToImmutable(_id),
            Packages = new CsafPackages(_id, products, diagnostics).Of(origin),
            Origin = origin,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadDocument(ref JsonCursor json)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("title"u8)) _title = json.Text();
            else if (json.NameIs("tracking"u8)) ReadTracking(ref json);
            else if (json.NameIs("publisher"u8)) _publisher = Member(ref json, "name"u8);
            else if (json.NameIs("aggregate_severity"u8)) _severity = Member(ref json, "text"u8);
            else if (json.NameIs("references"u8)) ReadReferences(ref json);
            else json.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadTracking(ref JsonCursor json)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("id"u8)) _id = json.Text();
            else if (json.NameIs("status"u8)) _status = products.Strings.Get(json.Utf8Text());
            else if (json.NameIs("version"u8)) _version = products.Strings.Get(json.Utf8Text());
            else if (json.NameIs("initial_release_date"u8)) _issued = Date(ref json, "initial release");
            else if (json.NameIs("current_release_date"u8)) _updated = Date(ref json, "current release");
            else json.Skip();
        }
    }

    private void ReadReferences(ref JsonCursor json)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            string category = string.Empty, url = string.Empty;
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("category"u8)) category = json.Text();
                else if (json.NameIs("url"u8)) url = json.Text();
                else json.Skip();
            }

            // The JSON itself is "self" too; the advisory's own page is told by its address.
            _references.AddPage(category == "self" ? "web" : category, url);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadVulnerabilities(ref JsonCursor json)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("cve"u8)) _references.AddId(json.Text(), "vulnerability");
                else if (json.NameIs("product_status"u8)) ReadStatus(ref json);
                else json.Skip();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadStatus(ref JsonCursor json)
    {
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (!json.NameIs("fixed"u8))
            {
                json.Skip();
                continue;
            }

            if (!json.BeginArray()) continue;
            while (json.NextElement()) products.AddFixed(products.Texts.NumberOf(json.Utf8Text()));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string Member(ref JsonCursor json, ReadOnlySpan<byte> name)
    {
        string text = string.Empty;
        if (!json.BeginObject()) return text;
        while (json.NextMember())
        {
            if (json.NameIs(name)) text = products.Strings.Get(json.Utf8Text());
            else json.Skip();
        }

        return text;
    }

    private DateTimeOffset? Date(ref JsonCursor json, string key)
    {
        DateTimeOffset? date = FeedDate.Read(json.Text(), key, feedRevision: null, out (DiagnosticDescriptor Descriptor, string Message)? wrong);
        if (wrong is { } found) _found.Add((found.Descriptor, json.Location, found.Message));
        return date;
    }
}
