using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Time;

namespace GrifErrata.Repositories;

/// <summary>Puts the packages of several sources together; the result and the errors depend on the packages alone, not on their order.</summary>
/// <remarks>
/// One package: the same name, version, release and architecture, and the same epoch or none. What one source leaves out (epoch,
/// build time, source package) is taken from the one that has it. The origin is the first by file, line and column.
/// </remarks>
internal static class RepositoryMerge
{
    /// <summary>Merges.</summary>
    /// <returns>Each package once, in <see cref="PackageOrder"/>.</returns>
    public static ImmutableArray<Package> Merge(IEnumerable<Package> packages, DiagnosticBag diagnostics)
    {
        List<Package> sorted = [.. packages];
        sorted.Sort(ForMerging);
        List<Package> merged = new(sorted.Count);
        ReadOnlySpan<Package> rest = CollectionsMarshal.AsSpan(sorted);
        while (!rest.IsEmpty)
        {
            int same = 1;
            while (same < rest.Length && SameButEpoch(rest[0].Nevra, rest[same].Nevra)) same++;
            MergeEpochs(rest[..same], merged, diagnostics);
            rest = rest[same..];
        }

        merged.Sort(PackageOrder.Instance);
        return [.. merged];
    }

    // Every field takes part, so that equal input in another order is sorted into the same sequence.
    private static int ForMerging(Package x, Package y)
    {
        int order = string.CompareOrdinal(x.Nevra.Name, y.Nevra.Name);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Arch, y.Nevra.Arch);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Evr.Version, y.Nevra.Evr.Version);
        if (order == 0) order = string.CompareOrdinal(x.Nevra.Evr.Release, y.Nevra.Evr.Release);
        if (order == 0) order = Nullable.Compare(x.Nevra.Evr.Epoch, y.Nevra.Evr.Epoch);
        if (order == 0) order = PackageOrder.ByOrigin(x.Origin, y.Origin);
        if (order == 0) order = Nullable.Compare(x.BuildTime, y.BuildTime);
        return order != 0 ? order : string.CompareOrdinal(x.SourceRpm, y.SourceRpm);
    }

    private static bool SameButEpoch(Nevra x, Nevra y) =>
        x.Name == y.Name && x.Arch == y.Arch && x.Evr.Version == y.Evr.Version && x.Evr.Release == y.Evr.Release;

    // The packages without epoch come first.
    private static void MergeEpochs(ReadOnlySpan<Package> packages, List<Package> merged, DiagnosticBag diagnostics)
    {
        if (packages.Length == 1)
        {
            merged.Add(packages[0]);
            return;
        }

        int without = 0;
        while (without < packages.Length && packages[without].Nevra.Evr.Epoch is null) without++;
        int? firstEpoch = without < packages.Length ? packages[without].Nevra.Evr.Epoch : null;
        int? lastEpoch = packages[^1].Nevra.Evr.Epoch;
        if (firstEpoch == lastEpoch)
        {
            merged.Add(MergeOne(packages, diagnostics));
            return;
        }

        if (without > 0)
        {
            Package first = packages[without], last = packages[^1];
            diagnostics.Add(RepositoryDiagnostics.EpochUnclear, packages[0].Origin,
                $"{packages[0].Nevra} has no epoch here, and {first.Origin} and {last.Origin} list it with the epochs {firstEpoch} and {lastEpoch}. " +
                "Write the epoch here.");
        }

        for (int start = without; start < packages.Length;)
        {
            int end = start + 1;
            while (end < packages.Length && packages[end].Nevra.Evr.Epoch == packages[start].Nevra.Evr.Epoch) end++;
            merged.Add(MergeOne(packages[start..end], diagnostics));
            start = end;
        }
    }

    private static Package MergeOne(ReadOnlySpan<Package> packages, DiagnosticBag diagnostics)
    {
        Package[] byOrigin = packages.ToArray();
        Array.Sort(byOrigin, static (x, y) => PackageOrder.ByOrigin(x.Origin, y.Origin) is var order and not 0 ? order : ForMerging(x, y));
        Package[] timed = Array.FindAll(byOrigin, package => package.BuildTime is not null);
        foreach (Package other in timed.DistinctBy(package => package.BuildTime).Skip(1))
        {
            diagnostics.Add(RepositoryDiagnostics.BuildTimesDiffer, other.Origin,
                $"{other.Nevra} was built {Show(other)} here, but {Show(timed[0])} at {timed[0].Origin}. " +
                "Two builds must not have one name: correct the build time, or remove the wrong one.");
        }

        Package first = byOrigin[0];
        return first with
        {
            Nevra = packages[^1].Nevra,
            BuildTime = timed.Length > 0 ? timed.Min(package => package.BuildTime) : null,
            SourceRpm = byOrigin.Select(package => package.SourceRpm).Where(source => source is not null).Order(StringComparer.Ordinal).FirstOrDefault(),
        };
    }

    private static string Show(Package package) =>
        UtcText.Second(package.BuildTime!.Value);
}
