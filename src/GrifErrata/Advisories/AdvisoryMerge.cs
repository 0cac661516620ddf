using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories;

/// <summary>
/// Joins advisories that come under one id from several repositories or files. yum skipped such "bad duplicates" and lost their fixes.
/// </summary>
public static class AdvisoryMerge
{
    /// <summary>
    /// One advisory an id (<see cref="AdvisoryId.Canonical"/>), ordered by id (ordinal). Of one format: the union of the packages, the higher EVR where both name a package, texts, kind and
    /// status of the one that was updated later (then: of the higher version, where one publisher made both), the earliest issued date,
    /// all references. Of several formats: see <see cref="FormatMerge"/>. The order of the input does not matter.
    /// </summary>
    /// <param name="advisories">From any number of feeds.</param>
    /// <param name="diagnostics">Takes a warning for each id whose contents differ within a format, or whose fixed EVRs differ between formats.</param>
    public static ImmutableArray<Advisory> Merge(IEnumerable<Advisory> advisories, DiagnosticBag diagnostics)
    {
        List<Advisory> merged = [];
        foreach (IGrouping<string, Advisory> group in advisories.GroupBy(a => AdvisoryId.Canonical(a.Id), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            List<Advisory> formats =
            [
                .. group.GroupBy(a => a.Format, StringComparer.Ordinal).Select(same => Join([.. same.Order(Comparer<Advisory>.Create(Compare))], diagnostics))
                    .Order(Comparer<Advisory>.Create(Compare)),
            ];
            merged.Add(formats.Count == 1 ? formats[0] : FormatMerge.Join(formats, diagnostics));
        }

        return [.. merged.OrderBy(a => a.Id, StringComparer.Ordinal)];
    }

    private static Advisory Join(List<Advisory> oldestFirst, DiagnosticBag diagnostics)
    {
        Advisory newest = oldestFirst[^1];
        if (oldestFirst.Count == 1) return newest;
        Dictionary<PackageKey, List<AdvisoryPackage>> chosen = [];
        SortedSet<string> notTaken = new(StringComparer.Ordinal);
        bool differ = false;
        foreach (Advisory advisory in oldestFirst)
        {
            differ |= !HaveSameContents(advisory, newest);
            foreach (IGrouping<PackageKey, AdvisoryPackage> packages in advisory.Packages.GroupBy(PackageKey.Of))
                Add(chosen, packages.Key, [.. packages], notTaken);
        }

        Advisory joined = newest with
        {
            Issued = oldestFirst.Min(a => a.Issued),
            References = [.. oldestFirst.AsEnumerable().Reverse().SelectMany(a => a.References).Distinct()],
            Packages =
            [
                .. chosen.OrderBy(c => c.Key).SelectMany(c => c.Value)
                    .OrderBy(p => p.Nevra.Name, StringComparer.Ordinal).ThenBy(p => p.Nevra.Arch, StringComparer.Ordinal),
            ],
        };
        if (notTaken.Count > 0) joined = joined with { Before = Join(oldestFirst[..^1], []) };
        if (differ) Report(joined, oldestFirst, notTaken, diagnostics);
        return joined;
    }

    private static void Add(
        Dictionary<PackageKey, List<AdvisoryPackage>> chosen, PackageKey key, List<AdvisoryPackage> packages, SortedSet<string> notTaken)
    {
        if (!chosen.TryGetValue(key, out List<AdvisoryPackage>? known))
        {
            chosen.Add(key, packages);
            return;
        }

        AdvisoryPackage best = known.Concat(packages).Aggregate((a, b) => IsBetter(b, a) ? b : a);
        foreach (AdvisoryPackage package in known.Concat(packages))
        {
            if (package.Nevra.Evr.CompareTo(best.Nevra.Evr) != 0)
                notTaken.Add($"{package.Nevra} (now {best.Nevra.Evr})");
        }

        chosen[key] =
        [
            best with
            {
                RebootSuggested = known.Concat(packages).Any(p => p.RebootSuggested),
                RestartSuggested = known.Concat(packages).Any(p => p.RestartSuggested),
                ReloginSuggested = known.Concat(packages).Any(p => p.ReloginSuggested),
            },
        ];
    }

    // Of two that rpm calls equal, the one whose epoch is known; then one by its text, whatever the order of the files.
    private static bool IsBetter(AdvisoryPackage candidate, AdvisoryPackage than)
    {
        int order = candidate.Nevra.Evr.CompareTo(than.Nevra.Evr);
        if (order == 0) order = (candidate.Nevra.Evr.Epoch is not null).CompareTo(than.Nevra.Evr.Epoch is not null);
        if (order == 0) order = string.CompareOrdinal(candidate.Nevra.Evr.VersionRelease, than.Nevra.Evr.VersionRelease);
        return order > 0;
    }

    private static bool HaveSameContents(Advisory left, Advisory right) =>
        left with { Origin = right.Origin, References = right.References, Packages = right.Packages } == right
        && left.References.ToHashSet().SetEquals(right.References)
        && left.Packages.ToHashSet().SetEquals(right.Packages);

    private static void Report(Advisory joined, List<Advisory> all, SortedSet<string> notTaken, DiagnosticBag diagnostics)
    {
        string[] files = [.. all.Select(a => a.Origin.ToString()).Where(f => f.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string replaced = notTaken.Count == 0 ? string.Empty : $" Replaced by a higher one: {string.Join(", ", notTaken)}.";
        diagnostics.Add(
            AdvisoryDiagnostics.Merged, joined.Origin,
            $"Advisory {joined.Id} comes with different contents from {string.Join(" and ", files)}; its packages were joined.{replaced} Check that this is what its publisher means.");
    }

    // Oldest first; the last words make it a total order of what can differ, so that the order of files never decides.
    private static int Compare(Advisory left, Advisory right)
    {
        int order = Nullable.Compare(left.Updated ?? left.Issued, right.Updated ?? right.Issued);
        // SUSE takes an advisory back in place, with its old date.
        if (order == 0) order = left.IsRetracted.CompareTo(right.IsRetracted);
        // Versions mean something within one publisher only, so publishers come apart first.
        if (order == 0) order = string.CompareOrdinal(left.Publisher, right.Publisher);
        if (order == 0) order = RpmVersion.Compare(left.Version, right.Version);
        if (order == 0) order = string.CompareOrdinal(left.Title, right.Title);
        if (order == 0) order = string.CompareOrdinal(left.Status, right.Status);
        if (order == 0) order = left.Severity.CompareTo(right.Severity);
        if (order == 0) order = left.Type.CompareTo(right.Type);
        if (order == 0) order = string.CompareOrdinal(left.Origin.File, right.Origin.File);
        return order != 0 ? order : (left.Origin.Line, left.Origin.Column).CompareTo((right.Origin.Line, right.Origin.Column));
    }
}
