using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Compares two lists of packages.</summary>
public static class UpdateComparison
{
    /// <summary>What happened between two versions, in the order of <see cref="GrifOrder"/>; without advisories.</summary>
    public static ImmutableArray<PackageChange> Compare(ImmutableArray<UpdatePackage> before, ImmutableArray<UpdatePackage> after)
    {
        Dictionary<(string, string), Evr> old = before.ToDictionary(p => (p.Nevra.Name, p.Nevra.Arch), p => p.Nevra.Evr);
        SortedDictionary<(string Name, string Arch), PackageChange> changes = new(GrifOrder.Instance);
        foreach (UpdatePackage package in after)
        {
            (string name, Evr to, string arch) = package.Nevra;
            if (!old.Remove((name, arch), out Evr from))
                changes.Add((name, arch), new(ChangeKind.Added, name, arch, null, to, []));
            else if (Fix.Compare(to, from) is not 0 and int verdict)
                changes.Add((name, arch), new(verdict > 0 ? ChangeKind.Raised : ChangeKind.Lowered, name, arch, from, to, []));
        }

        foreach (((string name, string arch), Evr from) in old)
            changes.Add((name, arch), new(ChangeKind.Left, name, arch, from, null, []));
        return [.. changes.Values];
    }

    /// <summary>
    /// What happens between any two versions of an OS, forwards or back, with what the base release shipped as the EVR before where
    /// the first has none, and the advisories that each step fixes.
    /// </summary>
    /// <param name="errata">The facts that both were planned from.</param>
    /// <param name="before">The one before, or null for the base release.</param>
    /// <param name="after">The one after.</param>
    public static ImmutableArray<PackageChange> Compare(OsErrata errata, UpdateVersion? before, UpdateVersion after)
    {
        // What these report was reported when the versions were planned.
        Fixes fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], []);
        ImmutableArray<Advisory> named = NamedAdvisories.Find(errata.Advisories, after.Definition, []);
        UpdateDraft draft = new(errata, fixes, after.Definition, before, named);
        return Compare(before?.Packages ?? [], after.Packages, errata.Base, draft);
    }

    /// <summary>The same, with what the base release shipped as the EVR before, and the advisories that each step fixes.</summary>
    internal static ImmutableArray<PackageChange> Compare(
        ImmutableArray<UpdatePackage> before, ImmutableArray<UpdatePackage> after, Repository shipped, UpdateDraft draft) =>
    [
        .. Compare(before, after).Select(change =>
        {
            Evr? from = change.From ?? shipped.Newest(change.Name, change.Arch)?.Nevra.Evr;
            ImmutableArray<Advisory> advisories = change.To is not { } to
                ? []
                : [.. draft.Fixes.Of(change.Name, change.Arch)
                    .Where(f => draft.Covers(f.Advisory))
                    .Where(f => f.IsIn(to) && (from is not { } old || !f.IsIn(old))).Select(f => f.Advisory)];
            return change with { From = from, Advisories = advisories };
        }),
    ];
}
