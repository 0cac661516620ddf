using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Updates;

namespace GrifErrata.Reviews;

/// <summary>The step from one update version of an OS to any other, forwards or back.</summary>
public sealed record VersionStep
{
    /// <summary>The OS's facts.</summary>
    public required OsErrata Errata { get; init; }

    /// <summary>All versions of the OS, as planned.</summary>
    public required ImmutableArray<UpdateVersion> Versions { get; init; }

    /// <summary>The version that machines have, or null for the base release.</summary>
    public required UpdateVersion? Before { get; init; }

    /// <summary>The version that they get.</summary>
    public required UpdateVersion After { get; init; }

    /// <summary>What happens to each package, with the advisories that its step fixes.</summary>
    public required ImmutableArray<PackageChange> Changes { get; init; }

    /// <summary>Advisories that the step takes back, because packages are lowered or leave; with those packages.</summary>
    public required ImmutableArray<PackageChange> TakenBack { get; init; }

    /// <summary>Changes to and from noarch.</summary>
    public required ImmutableArray<ArchChange> ArchChanges { get; init; }

    /// <summary>Kernel and variables that differ; none where the base release is before.</summary>
    public required ImmutableArray<SettingChange> Settings { get; init; }

    /// <summary>
    /// The decisions by hand of the version, and of the versions between where it builds on the other one; with the version
    /// that has each.
    /// </summary>
    public required ImmutableArray<(string Version, PackageDecision Decision)> Decisions { get; init; }

    /// <summary>What the version needs besides itself.</summary>
    public FixPlan Fix { get; init; } = FixPlan.Empty;

    /// <summary>What the other version needed besides itself.</summary>
    public FixPlan FixBefore { get; init; } = FixPlan.Empty;

    /// <summary>Compares two versions.</summary>
    /// <param name="errata">The OS's facts.</param>
    /// <param name="versions">All its versions, as planned.</param>
    /// <param name="before">The version that machines have, or null for the base release.</param>
    /// <param name="after">The version that they get.</param>
    public static VersionStep Of(OsErrata errata, ImmutableArray<UpdateVersion> versions, UpdateVersion? before, UpdateVersion after) => new()
    {
        Errata = errata,
        Versions = versions,
        Before = before,
        After = after,
        Changes = UpdateComparison.Compare(errata, before, after),
        TakenBack = before is null
            ? []
            : [.. UpdateComparison.Compare(errata, after, before).Where(c => c.Advisories.Length > 0)],
        ArchChanges = Updates.ArchChanges.Find(after.Packages, before?.Packages ?? [], errata.Base),
        Settings = before is null ? [] : SettingChange.Find(after.Definition, before.Definition),
        Decisions = [.. Chain(versions, before, after).SelectMany(v => v.Definition.Decisions.Select(d => (v.Name, d)))],
    };

    /// <summary>The versions after the one and up to the other, oldest first; only the other where it does not build on the one.</summary>
    private static List<UpdateVersion> Chain(ImmutableArray<UpdateVersion> versions, UpdateVersion? before, UpdateVersion after)
    {
        List<UpdateVersion> chain = [];
        for (UpdateVersion? step = after; step is not null && step.Name != before?.Name; step = Find(step.Previous))
        {
            chain.Insert(0, step);
            if (step.Previous is null && before is not null) return [after];
        }

        return chain;

        UpdateVersion? Find(string? name) => versions.FirstOrDefault(v => v.Name == name);
    }

    /// <summary>The advisories that the step fixes, oldest first.</summary>
    internal IEnumerable<Advisory> Advisories => Changes.SelectMany(c => c.Advisories).DistinctBy(a => a.Id)
        .OrderBy(a => a.Date ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal);
}
