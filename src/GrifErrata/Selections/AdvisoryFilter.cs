using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;

namespace GrifErrata.Selections;

/// <summary>Which advisories count: the union of the request's filters, without those that were taken back.</summary>
internal static class AdvisoryFilter
{
    private static readonly ImmutableArray<AdvisoryType> Known =
        [AdvisoryType.Security, AdvisoryType.Bugfix, AdvisoryType.Enhancement, AdvisoryType.NewPackage];

    /// <summary>Whether the request names advisories at all.</summary>
    public static bool IsWanted(SelectionRequest request) => request.Minimal || request.Types.Length + request.Advisories.Length + request.Cves.Length + request.Severities.Length > 0;

    /// <summary>The advisories that count.</summary>
    public static ImmutableArray<Advisory> Apply(SelectionRequest request, IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics)
    {
        ImmutableArray<AdvisoryType> types = request.Types.Length + request.Advisories.Length + request.Cves.Length + request.Severities.Length == 0 ? Known : request.Types;
        HashSet<string> cves = [.. request.Cves];
        HashSet<string> severities = new(request.Severities, StringComparer.Ordinal);
        HashSet<Advisory> named = new(ReferenceEqualityComparer.Instance);
        foreach (string id in request.Advisories) named.UnionWith(Named(request, id, advisories, diagnostics));
        ReportUnknown(request, advisories, diagnostics);
        List<Advisory> chosen = [.. advisories.Where(a => types.Contains(a.Type) || named.Contains(a) || severities.Contains(a.SeverityText) || (cves.Count > 0 && a.Cves.Any(cves.Contains)))];
        foreach (Advisory advisory in chosen.Where(IsWithdrawn))
        {
            diagnostics.Add(SelectionDiagnostics.Withdrawn, advisory.Origin,
                $"{advisory.Id} was taken back by its publisher (status '{advisory.Status}'), so nothing is chosen for it. Look for the advisory that takes its place.");
        }

        return [.. chosen.Where(a => !IsWithdrawn(a))];
    }

    /// <summary>Whether a publisher took an advisory back: SUSE writes <c>retracted</c>, OSV has <c>withdrawn</c>.</summary>
    public static bool IsWithdrawn(Advisory advisory) => advisory.Status.ToUpperInvariant() is "RETRACTED" or "WITHDRAWN" or "REVOKED";

    private static List<Advisory> Named(SelectionRequest request, string id, IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics)
    {
        List<Advisory> found = [.. advisories.Where(a => a.Id == id)];
        if (found.Count == 0) found = [.. advisories.Where(a => AdvisoryId.Names(id, a, []))];
        if (found.Count == 0) diagnostics.Add(SelectionDiagnostics.UnknownName, request.Origin, $"No source has the advisory {id}. Check the spelling, or give the feed that has it.");
        return found;
    }

    private static void ReportUnknown(SelectionRequest request, IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics)
    {
        HashSet<string> cves = request.Cves.IsEmpty ? [] : [.. advisories.SelectMany(a => a.Cves)];
        foreach (string cve in request.Cves.Where(c => !cves.Contains(c)))
            diagnostics.Add(SelectionDiagnostics.UnknownName, request.Origin, $"No source has an advisory for {cve}. Check the spelling, in capitals as feeds write it, or give the feed that has it.");
        if (request.Severities.IsEmpty) return;
        SortedSet<string> words = new(advisories.Select(a => a.SeverityText).Where(w => w.Length > 0), StringComparer.Ordinal);
        foreach (string word in request.Severities.Where(s => !words.Contains(s)))
        {
            diagnostics.Add(SelectionDiagnostics.NoSuchSeverity, request.Origin,
                $"No advisory has the severity '{word}'; they have {(words.Count == 0 ? "none" : string.Join(", ", words.Take(8)))}. The word must be as the feed writes it, letter for letter, as for dnf.");
        }
    }
}
