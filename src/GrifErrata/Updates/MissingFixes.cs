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
            .. Considered(draft, named).Where(f => (!f.LacksModule || named.Contains(f.Advisory)) && draft.IsOfOs(f) && !draft.IsFixed(f))
                .OrderBy(f => (f.Name, f.Arch), GrifOrder.Instance).ThenBy(f => f.Advisory.Id, StringComparer.Ordinal)
                .Select(f => new MissingFix(f.Name, f.Arch, f.Evr, f.Advisory, Deployable(f, draft))),
        ];
    }

    /// <summary>Security advisories up to the cutoff, and named ones, that name no package of the OS: layered products in the same feed.</summary>
    public static ImmutableArray<string> OtherProducts(UpdateDraft draft, ImmutableArray<Advisory> named, ImmutableArray<AdvisoryQuestion> questions)
    {
        HashSet<Advisory> foreign = [.. questions.Where(q => q.Kind == AdvisoryQuestionKind.ForeignArchitecture).Select(q => q.Advisory)];
        return
        [
            .. Considered(draft, named).GroupBy(f => f.Advisory.Id, StringComparer.Ordinal)
                .Where(g => !g.Any(draft.IsOfOs) && !g.Any(f => foreign.Contains(f.Advisory))).Select(g => g.Key).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Fix> Considered(UpdateDraft draft, ImmutableArray<Advisory> named) =>
        draft.Definition.Kind == UpdateKind.Monthly
            ? draft.Fixes.All.Where(f => Counts(f.Advisory, draft) || named.Contains(f.Advisory))
            : named.SelectMany(draft.Fixes.Of);

    private static bool Counts(Advisory advisory, UpdateDraft draft) =>
        advisory.Type == AdvisoryType.Security && advisory.Date <= draft.Definition.Cutoff;

    private static Evr? Deployable(Fix fix, UpdateDraft draft) => draft.ArchesOf(fix)
        .Select(arch => Later(
            draft.Errata.Errata.Newest(fix.Name, arch, draft.Definition.Cutoff)?.Nevra.Evr, draft.Errata.Base.Newest(fix.Name, arch)?.Nevra.Evr))
        .Aggregate(default(Evr?), Later);

    private static Evr? Later(Evr? left, Evr? right) =>
        left is not { } one || (right is { } other && Fix.Compare(other, one) > 0) ? right : left;
}
