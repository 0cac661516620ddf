using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;

namespace GrifErrata.Updates;

/// <summary>Chooses the packages of a version: rule 2 of an update version.</summary>
internal static class PackageSelection
{
    public static void Choose(UpdateDraft draft, ImmutableArray<Advisory> named)
    {
        bool monthly = draft.Definition.Kind == UpdateKind.Monthly;
        if (monthly && draft.Errata.Os.Selection == Selection.Repository)
        {
            foreach ((string name, string arch) in draft.Errata.Errata.NamesAndArchitectures)
            {
                // Source packages lie in the same folders and are never deployed.
                if (arch is "src" or "nosrc") continue;
                if (draft.Errata.Errata.Newest(name, arch, draft.Definition.Cutoff) is { } build) draft.Raise(build, PackageRule.Newest);
            }
        }

        if (monthly && draft.Errata.Os.Selection == Selection.Advisories)
        {
            foreach (Fix fix in draft.Fixes.All)
            {
                if (fix.Advisory.Type == AdvisoryType.Security && fix.Advisory.Date <= draft.Definition.Cutoff && !fix.LacksModule) RaiseTo(draft, fix);
            }
        }

        foreach (Advisory advisory in named)
        {
            foreach (Fix fix in draft.Fixes.Of(advisory))
            {
                // An unscheduled version adds what it names and nothing else: what is fixed already is not raised further.
                if (!monthly && draft.Find(fix.Name, fix.Arch) is { } there && fix.IsIn(there.Nevra.Evr)) continue;
                RaiseTo(draft, fix);
            }
        }
    }

    /// <summary>The newest build up to the cutoff, if it has the fix and the base release does not.</summary>
    private static void RaiseTo(UpdateDraft draft, Fix fix)
    {
        if (!draft.Architectures.Contains(fix.Arch)) return;
        if (draft.Errata.Base.Newest(fix.Name, fix.Arch) is { } shipped && fix.IsIn(shipped.Nevra.Evr)) return;
        Package? newest = draft.Errata.Errata.Newest(fix.Name, fix.Arch, draft.Definition.Cutoff);
        if (newest is not null && fix.IsIn(newest.Nevra.Evr)) draft.Raise(newest, PackageRule.Advisory);
    }
}
