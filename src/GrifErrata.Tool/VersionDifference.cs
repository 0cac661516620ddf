using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>What differs between two update versions of one OS.</summary>
/// <param name="From">The one that is compared with.</param>
/// <param name="To">The one that is compared.</param>
internal sealed record VersionDifference(UpdateVersion From, UpdateVersion To)
{
    /// <summary>Packages, in the order of the templates.</summary>
    public ImmutableArray<PackageChange> Packages { get; } = UpdateComparison.Compare(From.Packages, To.Packages);

    /// <summary>Held kernel packages, in the same order.</summary>
    public ImmutableArray<PackageChange> Held { get; } = UpdateComparison.Compare(From.Held, To.Held);

    /// <summary>The kernels that the versions set, where they differ; null for none.</summary>
    public (string? From, string? To)? Kernel { get; } = From.Definition.Kernel?.Version == To.Definition.Kernel?.Version
        ? null
        : (From.Definition.Kernel?.Version, To.Definition.Kernel?.Version);

    /// <summary>Variables that differ, in ordinal order of their names; null where a version does not set one.</summary>
    public ImmutableArray<(string Name, string? From, string? To)> Variables { get; } =
    [
        .. From.Definition.Variables.Keys.Union(To.Definition.Variables.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(n => (n, From.Definition.Variables.GetValueOrDefault(n), To.Definition.Variables.GetValueOrDefault(n)))
            .Where(v => v.Item2 != v.Item3),
    ];

    /// <summary>Advisories that the packages of the second fix and those of the first do not, oldest first.</summary>
    public ImmutableArray<Advisory> Gained { get; } = Beyond(To, From);

    /// <summary>Advisories that the packages of the first fix and those of the second do not, oldest first.</summary>
    public ImmutableArray<Advisory> Lost { get; } = Beyond(From, To);

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Packages.IsEmpty && Held.IsEmpty && Kernel is null && Variables.IsEmpty && Gained.IsEmpty && Lost.IsEmpty;

    private static ImmutableArray<Advisory> Beyond(UpdateVersion version, UpdateVersion other)
    {
        HashSet<string> there = [.. other.Packages.SelectMany(p => p.Advisories).Select(a => a.Id)];
        return
        [
            .. version.Packages.SelectMany(p => p.Advisories).Where(a => !there.Contains(a.Id)).DistinctBy(a => a.Id)
                .OrderBy(a => a.Date ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
    }
}
