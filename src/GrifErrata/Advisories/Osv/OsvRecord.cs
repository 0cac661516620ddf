using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Json;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Osv;

/// <summary>Reads one record after the other.</summary>
internal sealed class OsvRecord(int maxReferences, DiagnosticBag diagnostics)
{
    /// <summary>The status of a record that its publisher took back.</summary>
    public const string Withdrawn = "withdrawn";

    private readonly OsvAffected _affected = new();
    private readonly AdvisoryReferences _references = new(maxReferences);
    private readonly List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> _found = [];
    private string _severity = string.Empty;

    /// <summary>Reads the object whose beginning is the current token; null if it has no id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Advisory? Read(ref JsonCursor json)
    {
        SourceLocation origin = json.Location;
        _affected.Clear();
        _references.Clear();
        _found.Clear();
        _severity = string.Empty;
        string id = string.Empty, title = string.Empty, schema = string.Empty;
        DateTimeOffset? published = null, modified = null;
        bool withdrawn = false;
        if (!json.BeginObject()) return null;
        while (json.NextMember())
        {
            if (json.NameIs("id"u8)) id = json.Text();
            else if (json.NameIs("summary"u8)) title = json.Text();
            else if (json.NameIs("published"u8)) published = Date(ref json, "published");
            else if (json.NameIs("modified"u8)) modified = Date(ref json, "modified");
            else if (json.NameIs("withdrawn"u8)) withdrawn = json.Text().Length > 0;
            else if (json.NameIs("affected"u8)) _affected.Read(ref json, _found);
            else if (json.NameIs("related"u8)) ReadIds(ref json, "related");
            else if (json.NameIs("aliases"u8)) ReadIds(ref json, "alias");
            else if (json.NameIs("upstream"u8)) ReadIds(ref json, "upstream");
            else if (json.NameIs("references"u8)) ReadReferences(ref json);
            else if (json.NameIs("database_specific"u8)) ReadDatabaseSpecific(ref json);
            else json.Skip();
        }

        if (id.Length == 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.MissingId, origin,
                "This record has no id, so nobody can name it. Ask the publisher to give it one, or remove it.");
            return null;
        }

        Report(id, origin);
        string severity = _severity.Length > 0 ? _severity : _affected.Severity.Length > 0 ? _affected.Severity : FirstWord(title);
        return new Advisory
        {
            Id = id,
            Format = OsvReader.Name,

            // A record without a type in its id is one of a vulnerability: nothing else is in OSV.
            Type = AdvisoryWords.TypeOf(id) is var type and not AdvisoryType.Unknown ? type : AdvisoryType.Security,
            Severity = AdvisoryWords.Severity(severity),
            SeverityText = severity,
            Status = withdrawn ? Withdrawn : string.Empty,
            Title = title,
            Issued = published,
            Updated = modified,
            References = _references.ToImmutable(id),
            Packages = withdrawn ? [] : _affected.Packages(),
            Origin = origin,
        };
    }

    // ALSA and RLSA write "Important: kernel security update"; "Red Hat Security Advisory: ..." begins with no severity.
    private static string FirstWord(string summary)
    {
        int colon = summary.IndexOf(':', StringComparison.Ordinal);
        string word = colon > 0 ? summary[..colon].Trim() : string.Empty;
        return AdvisoryWords.Severity(word) == AdvisorySeverity.Unknown ? string.Empty : word;
    }

    private DateTimeOffset? Date(ref JsonCursor json, string key)
    {
        DateTimeOffset? date = FeedDate.Read(json.Text(), key, feedRevision: null, out (DiagnosticDescriptor Descriptor, string Message)? wrong);
        if (wrong is { } found) _found.Add((found.Descriptor, json.Location, found.Message));
        return date;
    }

    private void ReadIds(ref JsonCursor json, string type)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement()) _references.AddId(json.Text(), type);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadReferences(ref JsonCursor json)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            string type = string.Empty, url = string.Empty;
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("type"u8)) type = json.Text();
                else if (json.NameIs("url"u8)) url = json.Text();
                else json.Skip();
            }

            _references.AddCveOf(url);
            _references.AddPage(AdvisoryWords.LowerCase(type), url);
        }
    }

    private void ReadDatabaseSpecific(ref JsonCursor json)
    {
        if (json.Next() != System.Text.Json.JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.NextMember())
        {
            if (json.NameIs("severity"u8)) _severity = json.TextIfAny();
            else json.Skip();
        }
    }

    private void Report(string id, SourceLocation origin)
    {
        foreach ((DiagnosticDescriptor descriptor, SourceLocation location, string message) in _found)
            diagnostics.Add(descriptor, location, $"Advisory {id} {message}");
        if (_affected.OtherProducts > 0)
        {
            diagnostics.Add(AdvisoryDiagnostics.NoRpms, origin,
                $"Advisory {id} lists {_affected.OtherProducts} packages of ecosystems that have no RPMs. They are skipped; nothing needs to be done unless one is yours.");
        }

        _references.Report(id, origin, diagnostics);
    }
}
