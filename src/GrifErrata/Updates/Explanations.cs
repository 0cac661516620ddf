using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Answers why a package is in an update version, or why not.</summary>
public static class Explanations
{
    /// <summary>Explains one package.</summary>
    /// <param name="errata">The facts.</param>
    /// <param name="versions">All versions as <see cref="UpdatePlanner"/> planned them from these facts.</param>
    /// <param name="version">Which of them.</param>
    /// <param name="name">Package name.</param>
    /// <param name="arch">Only this architecture, or null for all that are known.</param>
    public static Explanation Explain(
        OsErrata errata, ImmutableArray<UpdateVersion> versions, UpdateVersion version, string name, string? arch = null)
    {
        // What is wrong with the advisories was reported when the versions were planned.
        Fixes fixes = Fixes.Of(errata.Advisories, [errata.Errata, errata.Base], []);
        ImmutableArray<UpdateVersion> chain = Chain(versions, version);
        ImmutableArray<ArchExplanation> answers =
        [
            .. Architectures(errata, fixes, chain, name).Where(a => arch is null || a == arch)
                .Select(a => ExplainArch(errata, fixes, chain, name, a)),
        ];
        ImmutableArray<string> similar = answers.Length > 0 ? [] : ExplanationNames.Similar(name, Names(errata, fixes));
        return new(name, version, answers, similar);
    }

    /// <summary>The version and those that it builds on, the newest first.</summary>
    private static ImmutableArray<UpdateVersion> Chain(ImmutableArray<UpdateVersion> versions, UpdateVersion version)
    {
        ImmutableArray<UpdateVersion>.Builder chain = ImmutableArray.CreateBuilder<UpdateVersion>();
        for (UpdateVersion? at = version; at is not null; at = versions.FirstOrDefault(v => v.Name == at.Previous)) chain.Add(at);
        return chain.ToImmutable();
    }

    private static IEnumerable<string> Architectures(OsErrata errata, Fixes fixes, ImmutableArray<UpdateVersion> chain, string name) =>
        errata.Base.NamesAndArchitectures.Concat(errata.Errata.NamesAndArchitectures)
            .Concat(fixes.All.Select(f => (f.Name, f.Arch)))
            .Concat(chain[0].Packages.Concat(chain[0].Held).Select(p => (p.Nevra.Name, p.Nevra.Arch)))
            .Where(p => p.Item1 == name).Select(p => p.Item2).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(OsErrata errata, Fixes fixes) =>
        errata.Base.Packages.Concat(errata.Errata.Packages).Select(p => p.Nevra.Name).Concat(fixes.All.Select(f => f.Name));

    private static ArchExplanation ExplainArch(
        OsErrata errata, Fixes fixes, ImmutableArray<UpdateVersion> chain, string name, string arch)
    {
        UpdateVersion version = chain[0];
        DateTimeOffset cutoff = version.Definition.Cutoff;
        UpdatePackage? package = version.Packages.Concat(version.Held).FirstOrDefault(p => p.Nevra.Name == name && p.Nevra.Arch == arch);
        Package? shipped = errata.Base.Newest(name, arch);
        Evr? installed = package?.Nevra.Evr ?? shipped?.Nevra.Evr;
        ImmutableArray<Package> newer =
        [
            .. errata.Errata.Builds(name, arch).ToArray().Where(b => installed is not { } evr || Fix.Compare(b.Nevra.Evr, evr) > 0),
        ];

        // With what the version has: a fix that it, or the OS release, brings is no longer open.
        ImmutableArray<Fix> open =
        [
            .. fixes.Of(name, arch).Where(f => !(package is not null && f.IsIn(package.Nevra.Evr)) && !(shipped is not null && f.IsIn(shipped.Nevra.Evr))),
        ];
        Package? deployable = errata.Errata.Newest(name, arch, cutoff);
        ILookup<bool, MissingFix> due = open.Where(f => f.Advisory.Type == AdvisoryType.Security && f.Advisory.Date <= cutoff)
            .ToLookup(f => deployable is not null && f.IsIn(deployable.Nevra.Evr), f => Missing(f, deployable ?? shipped));
        ArchExplanation facts = new()
        {
            Arch = arch,
            Package = package,
            Base = shipped,
            Decision = Decision(chain, package, name, arch),
            AfterCutoff = [.. newer.Where(b => b.BuildTime > cutoff)],
            NotTaken = [.. newer.Where(b => b.BuildTime is null || b.BuildTime <= cutoff)],
            Missing = [.. due[false]],
            Waiting = [.. due[true]],
            Later = [.. open.Where(f => f.Advisory.Date > cutoff).Select(f => Missing(f, deployable ?? shipped))],
            Debt = package?.Rule == PackageRule.Held
                ? [.. version.KernelDebt.Where(a => package.Advisories.Any(p => ReferenceEquals(p, a)))]
                : [],
        };
        return package is null ? facts with { Absence = WhyAbsent(errata, fixes, version, name, facts) } : facts;
    }

    private static MissingFix Missing(Fix fix, Package? deployable) =>
        new(fix.Name, fix.Arch, fix.Evr, fix.Advisory, deployable?.Nevra.Evr);

    /// <summary>The newest decision that made the package what it is: the one of its rule, or the exclusion.</summary>
    private static PackageDecision? Decision(ImmutableArray<UpdateVersion> chain, UpdatePackage? package, string name, string arch)
    {
        foreach (UpdateVersion version in chain)
        {
            PackageDecision? decision = version.Definition.Decisions
                .LastOrDefault(d => d.Name == name && (d.Arch is null || d.Arch == arch));
            if (decision is not null) return IsBehind(decision, package) ? decision : null;

            // An unscheduled version carries over what the one before it left out; a monthly one chooses anew.
            if (package is null ? version.Definition.Kind == UpdateKind.Monthly : version.Name == package.Since) return null;
        }

        return null;
    }

    private static bool IsBehind(PackageDecision decision, UpdatePackage? package) => decision.Action switch
    {
        PackageAction.Exclude => package is null,
        PackageAction.Pin => package?.Rule == PackageRule.Pinned,
        _ => package?.Rule == PackageRule.Added,
    };

    private static AbsenceReason WhyAbsent(OsErrata errata, Fixes fixes, UpdateVersion version, string name, ArchExplanation facts)
    {
        string arch = facts.Arch;
        if (facts.Decision is not null) return AbsenceReason.Excluded;
        if (arch is "src" or "nosrc") return AbsenceReason.SourcePackage;
        if (ArchitectureSet.Of(errata.Os.Arch) is { } set && !set.Contains(arch)) return AbsenceReason.ForeignArchitecture;
        bool inErrata = !errata.Errata.Builds(name, arch).IsEmpty;
        if (!inErrata && facts.Base is null) return AbsenceReason.OtherProduct;
        if (facts.Waiting.Length > 0) return AbsenceReason.NotNamed;
        if (facts.Missing.Length > 0 && facts.AfterCutoff.Length == 0) return AbsenceReason.NotDeployable;
        if (inErrata && errata.Errata.Newest(name, arch, version.Definition.Cutoff) is null) return AbsenceReason.AfterCutoff;
        if (facts.Missing.Length > 0) return AbsenceReason.NotDeployable;
        if (facts.Base is not null && fixes.Of(name, arch).Any(f => f.Advisory.Date <= version.Definition.Cutoff)) return AbsenceReason.FixedInBase;
        if (!inErrata) return AbsenceReason.BaseOnly;
        return version.Definition.Kind == UpdateKind.Unscheduled ? AbsenceReason.NotNamed : AbsenceReason.NoAdvisory;
    }
}
