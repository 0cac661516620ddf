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
    /// One advisory an id, ordered by id (ordinal): the union of the packages, the higher EVR where both name a package, texts, kind and
    /// status of the one that was updated later (then: of the higher version, where one publisher made both), the earliest issued date,
    /// all references. The order of the input does not matter.
    /// </summary>
    /// <param name="advisories">From any number of feeds.</param>
    /// <param name="diagnostics">Takes a warning for each id whose contents differ, with the EVRs that were not taken.</param>
    public static ImmutableArray<Advisory> Merge(IEnumerable<Advisory> advisories, DiagnosticBag diagnostics)
    {
        ImmutableArray<Advisory>.Builder merged = ImmutableArray.CreateBuilder<Advisory>();
        foreach (IGrouping<string, Advisory> group in advisories.GroupBy(a => a.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            List<Advisory> same = [.. group.Order(Comparer<Advisory>.Create(Compare))];
            merged.Add(same.Count == 1 ? same[0] : Join(same, diagnostics));
        }

        return merged.ToImmutable();
    }

    private static Advisory Join(List<Advisory> oldestFirst, DiagnosticBag diagnostics)
    {
        Advisory newest = oldestFirst[^1];
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

    /// <summary>What two advisories must agree in to mean the same package.</summary>
    /// <param name="Name">Package name.</param>
    /// <param name="Arch">Architecture.</param>
    /// <param name="Modules">Modules with stream and context: a package has another version in each.</param>
    /// <param name="Release">The release of the distribution (<c>el7</c>): one id may hold fixes for several (RHSA-2015:1207, cefs #37).</param>
    private readonly record struct PackageKey(string Name, string Arch, string Modules, string Release) : IComparable<PackageKey>
    {
        public static PackageKey Of(AdvisoryPackage package) => new(
            package.Nevra.Name,
            package.Nevra.Arch,
            string.Join(' ', package.Modules.Select(m => $"{m.Name}:{m.Stream}:{m.Context}").Order(StringComparer.Ordinal)),
            DistributionOf(package.Nevra.Evr.Release));

        public int CompareTo(PackageKey other)
        {
            int order = string.CompareOrdinal(Name, other.Name);
            if (order == 0) order = string.CompareOrdinal(Arch, other.Arch);
            if (order == 0) order = string.CompareOrdinal(Release, other.Release);
            return order != 0 ? order : string.CompareOrdinal(Modules, other.Modules);
        }

        // ".el7_9.2" and "+el8.4" name the release 7 and 8; what follows does not part it.
        private static string DistributionOf(string release)
        {
            for (int i = 0; i + 3 < release.Length; i++)
            {
                if (release[i] is not ('.' or '_' or '+')) continue;
                if (release.AsSpan(i + 1, 2) is not ("el" or "fc")) continue;
                int end = i + 3;
                while (end < release.Length && char.IsAsciiDigit(release[end])) end++;
                if (end > i + 3) return release[(i + 1)..end];
            }

            return string.Empty;
        }
    }
}
