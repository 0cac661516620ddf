using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories;

/// <summary>Gathers the references of one advisory: each once, and no more than a bound.</summary>
internal sealed class AdvisoryReferences(int most)
{
    private readonly List<AdvisoryReference> _references = [];
    private readonly HashSet<(string Type, string Text)> _known = [];
    private int _leftOut;

    /// <summary>Starts a new advisory.</summary>
    public void Clear()
    {
        _references.Clear();
        _known.Clear();
        _leftOut = 0;
    }

    /// <summary>A CVE, an erratum of Red Hat's family, or something else that a feed names by an id.</summary>
    /// <param name="id">The id; an empty one is no reference.</param>
    /// <param name="otherwise">The type of what is neither CVE nor erratum.</param>
    public void AddId(string id, string otherwise)
    {
        string type = id.StartsWith("CVE-", StringComparison.Ordinal) ? "cve" : AdvisoryId.TryParse(id) is null ? otherwise : "erratum";
        Add(new AdvisoryReference(type, id), id);
    }

    /// <summary>A page; one of Bugzilla is named by the bug's number.</summary>
    public void AddPage(string type, string href, string title = "")
    {
        if (BugOf(href) is { } bug) Add(new AdvisoryReference("bugzilla", bug, href, title), bug);
        else Add(new AdvisoryReference(type, string.Empty, href, title), href);
    }

    /// <summary>
    /// The CVE of a page that is about one, <c>.../CVE-2024-47176</c>: AlmaLinux has some in no other place (ALSA-2024:7346, ALSA-2024:9470).
    /// </summary>
    public void AddCveOf(string href)
    {
        string last = href[(href.LastIndexOf('/') + 1)..];
        if (last.StartsWith("CVE-", StringComparison.Ordinal) && last.Skip(4).All(c => c == '-' || char.IsAsciiDigit(c))) AddId(last, "cve");
    }

    /// <summary>All, in the feed's order; the advisory's own page has the type <c>self</c> and the advisory's id.</summary>
    public ImmutableArray<AdvisoryReference> ToImmutable(string id)
    {
        for (int i = 0; i < _references.Count; i++)
        {
            if (!IsPageOf(_references[i], id)) continue;
            _references[i] = _references[i] with { Type = "self", Id = id };
            break;
        }

        return [.. _references];
    }

    /// <summary>Warns where some were left out.</summary>
    public void Report(string id, SourceLocation origin, DiagnosticBag diagnostics)
    {
        if (_leftOut == 0) return;
        diagnostics.Add(AdvisoryDiagnostics.TooManyReferences, origin,
            $"Advisory {id} has more than {most} references; the last {_leftOut} are left out. Check whether the feed is right.");
    }

    // https://errata.almalinux.org/9/ALSA-2024-6146.html has a hyphen for the colon.
    private static bool IsPageOf(AdvisoryReference reference, string id) => reference.Id.Length == 0
        && (reference.Href.EndsWith(id, StringComparison.Ordinal)
            || reference.Href.Contains("/" + id.Replace(':', '-') + ".", StringComparison.Ordinal)
            || reference.Href.EndsWith("/" + id.Replace(':', '-'), StringComparison.Ordinal));

    private static string? BugOf(string href)
    {
        const string Query = "/show_bug.cgi?id=";
        int at = href.IndexOf(Query, StringComparison.Ordinal);
        string number = at < 0 ? string.Empty : href[(at + Query.Length)..];
        return number.Length is > 0 and < 12 && number.All(char.IsAsciiDigit) ? number : null;
    }

    private void Add(AdvisoryReference reference, string text)
    {
        if (text.Length == 0) return;
        if (_references.Count >= most) _leftOut++;
        else if (_known.Add((reference.Type, text))) _references.Add(reference);
    }
}
