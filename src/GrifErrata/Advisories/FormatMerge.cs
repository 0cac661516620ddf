using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories;

/// <summary>
/// Joins one advisory from feeds of several formats. What one says and another does not is taken: kind, severity, title, publisher and
/// status of the later, where it is silent of the earlier; the earliest issued and the latest updated date; all references; a flag that
/// one of them raises. Packages: of two that mean the same, the one that says more (epoch, architecture, module, product); a fix at
/// different versions is reported, and both stay, so that the higher one decides.
/// </summary>
internal static class FormatMerge
{
    /// <summary>One advisory of several formats, ordered oldest first.</summary>
    public static Advisory Join(IReadOnlyList<Advisory> oldestFirst, DiagnosticBag diagnostics)
    {
        Advisory newest = oldestFirst[^1];
        IReadOnlyList<Advisory> newestFirst = [.. oldestFirst.Reverse()];
        Advisory joined = newest with
        {
            Type = newestFirst.Select(a => a.Type).FirstOrDefault(t => t != AdvisoryType.Unknown),
            Severity = newestFirst.FirstOrDefault(a => a.Severity != AdvisorySeverity.Unknown)?.Severity ?? AdvisorySeverity.Unknown,
            SeverityText = newestFirst.FirstOrDefault(a => a.Severity != AdvisorySeverity.Unknown)?.SeverityText ?? First(newestFirst, a => a.SeverityText),
            Title = First(newestFirst, a => a.Title),
            Publisher = First(newestFirst, a => a.Publisher),
            Status = First(newestFirst, a => a.Status),
            Issued = oldestFirst.Min(a => a.Issued),
            Updated = oldestFirst.Max(a => a.Updated),
            References = [.. newestFirst.SelectMany(a => a.References).DistinctBy(r => (r.Type, r.Id, r.Id.Length == 0 ? r.Href : string.Empty))],
            RebootSuggested = oldestFirst.Any(a => a.RebootSuggested),
            RestartSuggested = oldestFirst.Any(a => a.RestartSuggested),
            ReloginSuggested = oldestFirst.Any(a => a.ReloginSuggested),
            Before = null, // What one format said before says nothing about the others.
        };
        List<(AdvisoryPackage Package, Advisory From)> all = [.. newestFirst.SelectMany(a => a.Packages.Select(p => (p, a)))];
        ReportContradictions(joined, all, diagnostics);
        return joined with { Packages = Packages(all) };
    }

    private static ImmutableArray<AdvisoryPackage> Packages(List<(AdvisoryPackage Package, Advisory From)> all)
    {
        List<AdvisoryPackage> kept = [];
        foreach (AdvisoryPackage package in all.Select(p => p.Package).OrderByDescending(Precision))
        {
            if (!kept.Exists(k => SaysNoLess(k, package))) kept.Add(package);
        }

        return
        [
            .. kept.OrderBy(PackageKey.Of).ThenBy(p => p.Nevra.Evr).ThenBy(p => p.Nevra.ToString(), StringComparer.Ordinal),
        ];
    }

    private static string First(IEnumerable<Advisory> newestFirst, Func<Advisory, string> text) => newestFirst.Select(text).FirstOrDefault(t => t.Length > 0) ?? string.Empty;

    private static int Precision(AdvisoryPackage package) => (package.Nevra.Arch.Length > 0 ? 8 : 0) + (package.Modules.Length > 0 ? 4 : 0)
        + (package.Products.Length > 0 ? 2 : 0) + (package.Nevra.Evr.Epoch is null ? 0 : 1);

    private static bool SaysNoLess(AdvisoryPackage one, AdvisoryPackage than) => Overlap(one, than)
        && SameEvr(one.Nevra.Evr, than.Nevra.Evr) && (than.Nevra.Arch.Length == 0 || than.Nevra.Arch == one.Nevra.Arch)
        && (than.Modules.IsEmpty || !one.Modules.IsEmpty) && (than.Products.IsEmpty || !one.Products.IsEmpty);

    // Whether both speak of one package: what one of them does not say cannot part them.
    private static bool Overlap(AdvisoryPackage left, AdvisoryPackage right)
    {
        PackageKey a = PackageKey.Of(left), b = PackageKey.Of(right);
        return a.Name == b.Name && a.Release == b.Release && Meet(a.Arch, b.Arch) && Meet(a.Modules, b.Modules)
            && (left.Products.IsEmpty || right.Products.IsEmpty || left.Products.Intersect(right.Products, StringComparer.Ordinal).Any() || !SameNaming(left, right));

        static bool Meet(string x, string y) => x.Length == 0 || y.Length == 0 || x == y;
    }

    // One feed's CPE and another's "AlmaLinux:9" say nothing about each other.
    private static bool SameNaming(AdvisoryPackage left, AdvisoryPackage right) =>
        left.Products[0].StartsWith("cpe:", StringComparison.Ordinal) == right.Products[0].StartsWith("cpe:", StringComparison.Ordinal);

    private static bool SameEvr(Evr left, Evr right) => left.Epoch is null || right.Epoch is null
        ? (left with { Epoch = null }).CompareTo(right with { Epoch = null }) == 0
        : left.CompareTo(right) == 0;

    private static void ReportContradictions(Advisory joined, List<(AdvisoryPackage Package, Advisory From)> all, DiagnosticBag diagnostics)
    {
        SortedSet<string> contradictions = new(StringComparer.Ordinal);
        foreach (IGrouping<string, (AdvisoryPackage Package, Advisory From)> name in all.GroupBy(p => p.Package.Nevra.Name, StringComparer.Ordinal))
        {
            foreach ((AdvisoryPackage package, Advisory from) in name)
            {
                foreach (Advisory other in name.Select(p => p.From).Distinct<Advisory>(ReferenceEqualityComparer.Instance).Where(o => o.Format != from.Format))
                {
                    List<AdvisoryPackage> same = [.. name.Where(p => ReferenceEquals(p.From, other) && Overlap(p.Package, package)).Select(p => p.Package)];
                    if (same.Count == 0 || same.Exists(s => SameEvr(s.Nevra.Evr, package.Nevra.Evr))) continue;
                    contradictions.Add(string.CompareOrdinal(from.Format, other.Format) < 0
                        ? $"{package.Nevra} ({from.Format}) and {same[0].Nevra} ({other.Format})"
                        : $"{same[0].Nevra} ({other.Format}) and {package.Nevra} ({from.Format})");
                }
            }
        }

        if (contradictions.Count == 0) return;
        string more = contradictions.Count > 3 ? $" and {contradictions.Count - 3} more" : string.Empty;
        string[] files = [.. all.Select(a => a.From.Origin.File).Where(f => f.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        diagnostics.Add(AdvisoryDiagnostics.Contradiction, joined.Origin,
            $"{joined.Id} is fixed at different versions in {string.Join(" and ", files)}: {string.Join(", ", contradictions.Take(3))}{more}. "
            + "Both are kept, so the higher one decides. Find out which is right, and leave the other feed out or ask its publisher.");
    }
}
