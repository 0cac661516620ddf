using System.Collections.Frozen;
using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Judgements;

/// <summary>Judges sets of installed packages against one OS: its update versions and its advisories. Safe for several threads.</summary>
public sealed class OsJudge
{
    /// <summary>A machine of an OS has hundreds of its builds, one of another release only what was never rebuilt: with less of <see cref="Share"/> it is none of the OS's.</summary>
    public const double LeastShare = 0.1;

    private readonly FrozenDictionary<string, ImmutableArray<Fix>> _fixes;
    private readonly FrozenSet<(string Name, string VersionRelease)> _builds;
    private readonly FrozenDictionary<string, VersionPackages> _versions;
    private readonly ImmutableArray<DateOnly> _published;

    private OsJudge(OsErrata errata, ImmutableArray<UpdateVersion> versions)
    {
        Errata = errata;
        ArchitectureSet arches = ArchitectureSet.Of(errata.Os.Arch) ?? throw new ArgumentException($"{errata.Os.Arch} is not the architecture of an OS.", nameof(errata));

        // What is wrong with the advisories is reported when versions are planned.
        _fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], []).All
            .Where(f => f.Advisory.Type == AdvisoryType.Security && !f.LacksModule && arches.Contains(f.Arch))
            .GroupBy(f => f.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
        _builds = errata.Base.Packages.Concat(errata.Errata.Packages).Select(p => (p.Nevra.Name, p.Nevra.Evr.VersionRelease)).ToFrozenSet();
        _published = [.. errata.Advisories.Where(a => a.Date is not null).Select(a => DateOnly.FromDateTime(a.Date!.Value.UtcDateTime)).Order()];
        _versions = versions.ToFrozenDictionary(v => v.Name, v => new VersionPackages(v), StringComparer.Ordinal);
    }

    /// <summary>The facts of the OS.</summary>
    public OsErrata Errata { get; }

    /// <summary>Name of the OS's folder.</summary>
    public string Os => Errata.Os.Name;

    /// <summary>The judge of an OS.</summary>
    /// <param name="errata">The facts.</param>
    /// <param name="versions">Its versions as <see cref="UpdatePlanner"/> planned them from these facts, without an error.</param>
    public static OsJudge Of(OsErrata errata, ImmutableArray<UpdateVersion> versions) => new(errata, versions);

    /// <summary>An update version, or null where there is none of this name.</summary>
    public UpdateVersion? Version(string name) => _versions.TryGetValue(name, out VersionPackages? version) ? version.Version : null;

    /// <summary>How many dated advisories are published up to a day (UTC): between two days with the same number a set's judgement is the same.</summary>
    public int Published(DateOnly today)
    {
        int low = 0, high = _published.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_published[middle] <= today) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The part of a set's builds that are the OS's, 0 to 1: tells of which OS a machine is that does not say it.</summary>
    public double Share(IReadOnlyCollection<Nevra> packages) =>
        packages.Count == 0 ? 0 : (double)packages.Count(p => _builds.Contains((p.Name, p.Evr.VersionRelease))) / packages.Count;

    /// <summary>The OS of which a set most likely is: the one with the largest <see cref="Share"/>; null where that is less than <see cref="LeastShare"/>.</summary>
    /// <param name="oses">The OSs that it can be.</param>
    /// <param name="packages">The set.</param>
    public static OsJudge? MostLikely(IEnumerable<OsJudge> oses, IReadOnlyCollection<Nevra> packages) => oses
        .Select(o => (Judge: o, Share: o.Share(packages))).Where(o => o.Share >= LeastShare).OrderByDescending(o => o.Share).FirstOrDefault().Judge;

    /// <summary>Whether a build is one of the OS release or its errata, or one that an update version sets by hand.</summary>
    public bool Knows(Nevra package) => Errata.Base.Contains(package) || Errata.Errata.Contains(package) || _versions.Values.Any(v => v.Has(package));

    /// <summary>Judges a set.</summary>
    /// <param name="packages">The installed builds.</param>
    /// <param name="version">The update version that the machine should have; null, or one that does not exist, judges open fixes only.</param>
    /// <param name="running"><c>uname -r</c>, or null where it is not known.</param>
    /// <param name="today">Advisories of later days (UTC) are not published yet.</param>
    public Judgement Judge(IReadOnlyCollection<Nevra> packages, string? version, string? running, DateOnly today)
    {
        InstalledPackages installed = new(packages, running, Errata.Os.Kernel.Holds);
        List<PackageDifference> behind = [], ahead = [];
        VersionPackages? expected = version is null ? null : _versions.GetValueOrDefault(version);
        List<OpenFinding> open = [];
        foreach ((string name, List<Nevra> builds) in installed.ByName)
        {
            if (expected is not null) Compare(expected, name, builds, behind, ahead);
            if (_fixes.TryGetValue(name, out ImmutableArray<Fix> fixes)) AddOpen(fixes, builds, today, open);
        }

        ImmutableArray<Nevra> unknown = [.. packages.Where(p => !Knows(p)).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Arch, StringComparer.Ordinal).ThenBy(p => p.Evr)];
        return new(Os, expected?.Version.Name, [.. behind], [.. ahead], unknown, [.. open]);
    }

    private void Compare(VersionPackages expected, string name, List<Nevra> builds, List<PackageDifference> behind, List<PackageDifference> ahead)
    {
        foreach (Nevra build in builds)
        {
            if (expected.Of(build) is not { } should) continue;
            int verdict = Fix.Compare(build.Evr, should.Evr);
            if (verdict > 0) ahead.Add(new(build, should, []));
            if (verdict < 0) behind.Add(new(build, should, Between(name, build, should)));
        }
    }

    private ImmutableArray<Advisory> Between(string name, Nevra build, Nevra should) => _fixes.TryGetValue(name, out ImmutableArray<Fix> fixes)
        ? [.. fixes.Where(f => f.Arch == should.Arch && f.IsIn(should.Evr) && !f.IsIn(build.Evr)).Select(f => f.Advisory)]
        : [];

    // A fix counts in its own architecture; where the machine has the package in others only, in those, unless the advisory has a build for one of them
    // (a package that became noarch, i686 from i386).
    private static void AddOpen(ImmutableArray<Fix> fixes, List<Nevra> builds, DateOnly today, List<OpenFinding> open)
    {
        foreach (Nevra build in builds)
        {
            foreach (Fix fix in fixes)
            {
                if (fix.IsIn(build.Evr) || (fix.Advisory.Date is { } date && DateOnly.FromDateTime(date.UtcDateTime) > today)) continue;
                if (fix.Arch == build.Arch || IsInstead(fixes, fix, builds, build)) open.Add(new(build, fix.Evr, fix.Advisory));
            }
        }
    }

    private static bool IsInstead(ImmutableArray<Fix> fixes, Fix fix, List<Nevra> builds, Nevra build) =>
        builds.TrueForAll(b => b.Arch != fix.Arch)
        && !fixes.Any(f => ReferenceEquals(f.Advisory, fix.Advisory) && builds.Exists(b => b.Arch == f.Arch))
        && ReferenceEquals(builds.MaxBy(b => b.Evr), build);
}
