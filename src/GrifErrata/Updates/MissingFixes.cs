using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Finds the fixes that a version does not bring: they are reported, never invented.</summary>
internal static class MissingFixes
{
    /// <summary>Those of all security advisories up to the cutoff (monthly), and of the named ones.</summary>
    public static ImmutableArray<MissingFix> Find(UpdateDraft draft, ImmutableArray<Advisory> named)
    {
        return
        [
            .. Considered(draft, named).Where(f => draft.IsOfOs(f) && !IsFixed(f, draft))
                .OrderBy(f => (f.Name, f.Arch), GrifOrder.Instance).ThenBy(f => f.Advisory.Id, StringComparer.Ordinal)
                .Select(f => new MissingFix(f.Name, f.Arch, f.Evr, f.Advisory, Deployable(f, draft))),
        ];
    }

    /// <summary>Security advisories up to the cutoff, and named ones, that name no package of the OS: layered products in the same feed.</summary>
    public static ImmutableArray<string> OtherProducts(UpdateDraft draft, ImmutableArray<Advisory> named)
    {
        return
        [
            .. Considered(draft, named).GroupBy(f => f.Advisory.Id, StringComparer.Ordinal)
                .Where(g => !g.Any(draft.IsOfOs)).Select(g => g.Key).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Fix> Considered(UpdateDraft draft, ImmutableArray<Advisory> named) =>
        draft.Definition.Kind == UpdateKind.Monthly
            ? draft.Fixes.All.Where(f => Counts(f.Advisory, draft) || named.Contains(f.Advisory))
            : named.SelectMany(draft.Fixes.Of);

    private static bool Counts(Advisory advisory, UpdateDraft draft) =>
        advisory.Type == AdvisoryType.Security && advisory.Date <= draft.Definition.Cutoff;

    private static bool IsFixed(Fix fix, UpdateDraft draft) =>
        (draft.Find(fix.Name, fix.Arch) is { } chosen && fix.IsIn(chosen.Nevra.Evr))
        || (draft.Errata.Base.Newest(fix.Name, fix.Arch) is { } shipped && fix.IsIn(shipped.Nevra.Evr));

    private static Evr? Deployable(Fix fix, UpdateDraft draft)
    {
        Evr? errata = draft.Errata.Errata.Newest(fix.Name, fix.Arch, draft.Definition.Cutoff)?.Nevra.Evr;
        Evr? shipped = draft.Errata.Base.Newest(fix.Name, fix.Arch)?.Nevra.Evr;
        return errata is not { } newest || (shipped is { } release && Fix.Compare(release, newest) > 0) ? shipped : errata;
    }
}
