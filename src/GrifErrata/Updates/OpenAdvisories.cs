using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Finds the advisories for which an unscheduled version could be made.</summary>
public static class OpenAdvisories
{
    /// <summary>
    /// The security advisories that were published since the cutoff of the last monthly version, that apply to the OS, and that its last
    /// version that is not withdrawn does not fix. Held kernels are left out: no version deploys them. So are advisories of which every
    /// build of a package is one of another release of the distribution.
    /// </summary>
    /// <param name="errata">The facts.</param>
    /// <param name="versions">All versions as <see cref="UpdatePlanner"/> planned them from these facts.</param>
    /// <param name="upTo">Only advisories and builds up to this time.</param>
    /// <returns>The most severe first, then the oldest. Empty for an OS without a version: its first covers everything.</returns>
    public static ImmutableArray<OpenAdvisory> Find(OsErrata errata, ImmutableArray<UpdateVersion> versions, DateTimeOffset upTo)
    {
        if (Last(versions) is not { } last) return [];
        DateTimeOffset? start = LastMonthly(versions, last)?.Definition.Cutoff;
        return Of(errata, versions, last, errata.Advisories.Where(a => a.Type == AdvisoryType.Security && a.Date <= upTo && (start is null || a.Date > start)), upTo);
    }

    /// <summary>The version on which the next one builds. What was taken back is no ground to build on.</summary>
    internal static UpdateVersion? Last(ImmutableArray<UpdateVersion> versions) =>
        versions.LastOrDefault(v => v.Definition.State != UpdateState.Withdrawn);

    /// <summary>The newest monthly version up to one: what came after it and the unscheduled ones did not name is still open.</summary>
    internal static UpdateVersion? LastMonthly(ImmutableArray<UpdateVersion> versions, UpdateVersion? upTo) => versions.LastOrDefault(v =>
        v.Definition.Kind == UpdateKind.Monthly && v.Definition.State != UpdateState.Withdrawn
        && string.CompareOrdinal(v.Name, upTo?.Name) <= 0);

    /// <summary>Those of some advisories that apply and are not fixed.</summary>
    internal static ImmutableArray<OpenAdvisory> Of(
        OsErrata errata, ImmutableArray<UpdateVersion> versions, UpdateVersion last, IEnumerable<Advisory> advisories, DateTimeOffset upTo)
    {
        Fixes fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], []);
        Dictionary<(string, string), Evr> there = last.Packages.Concat(last.Held).ToDictionary(p => (p.Nevra.Name, p.Nevra.Arch), p => p.Nevra.Evr);
        FixScope scope = new(errata, fixes, upTo, Deployed);
        HashSet<(string, string)> pinned = [.. last.Packages.Where(p => p.Rule == PackageRule.Pinned).Select(p => (p.Nevra.Name, p.Nevra.Arch))];
        HashSet<(string, string?)> excluded = [.. NextUpdate.Exclusions(versions, last).Select(d => (d.Name, d.Arch))];
        return
        [
            .. advisories.Select(a => new OpenAdvisory(a, OfOne(a))).Where(a => a.Fixes.Length > 0)
                .OrderByDescending(a => a.Advisory.Severity).ThenBy(a => a.Advisory.Date).ThenBy(a => a.Advisory.Id, StringComparer.Ordinal),
        ];

        Evr? Deployed(string name, string arch) => there.TryGetValue((name, arch), out Evr evr) ? evr : null;

        ImmutableArray<OpenFix> OfOne(Advisory advisory) =>
        [
            .. fixes.Of(advisory).Where(f => scope.IsOfOs(f) && !errata.Os.Kernel.Holds(f.Name))
                .SelectMany(f => scope.ArchesOf(f).Where(arch => !scope.IsFixedIn(f, arch) && IsOfRelease(f, arch)).Select(arch => OpenIn(f, arch)))
                .OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Arch, StringComparer.Ordinal).ThenByDescending(f => f.To is not null)
                .DistinctBy(f => (f.Name, f.Arch)),
        ];

        OpenFix OpenIn(Fix fix, string arch) => new(
            fix.Name, arch, Deployed(fix.Name, arch) ?? errata.Base.Newest(fix.Name, arch)?.Nevra.Evr, fix.Evr,
            fix.Arch == arch && errata.Errata.Newest(fix.Name, arch, upTo) is { } build && fix.IsIn(build.Nevra.Evr) ? build.Nevra.Evr : null,
            pinned.Contains((fix.Name, arch)) || excluded.Contains((fix.Name, arch)) || excluded.Contains((fix.Name, null)));

        // A feed of several releases: without a tag on both sides nothing is known, and a critical advisory is rather told than lost.
        bool IsOfRelease(Fix fix, string arch)
        {
            HashSet<int> ours =
            [
                .. new[] { Deployed(fix.Name, arch), errata.Base.Newest(fix.Name, arch)?.Nevra.Evr, errata.Errata.Newest(fix.Name, arch)?.Nevra.Evr }
                    .OfType<Evr>().Select(e => ReleaseTag.Major(e.Release)).OfType<int>(),
            ];
            List<int?> theirs = [.. fix.Advisory.Packages.Where(p => p.Nevra.Name == fix.Name && p.Nevra.Arch == fix.Arch).Select(p => ReleaseTag.Major(p.Nevra.Evr.Release))];
            return ours.Count == 0 || theirs.Exists(t => t is null || ours.Contains(t.Value));
        }
    }
}
