using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>A package that differs between two sets.</summary>
/// <param name="Package">Name.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="Change"><c>added</c>, <c>removed</c>, <c>raised</c>, <c>lowered</c>, or <c>rewritten</c> for another text of the same version.</param>
/// <param name="Before">Builds that were there before and are no more.</param>
/// <param name="After">Builds that are there now and were not.</param>
public sealed record SetChange(string Package, string Arch, string Change, ImmutableArray<Evr> Before, ImmutableArray<Evr> After)
{
    /// <summary>What changed from one set to another, in ordinal order of names and architectures.</summary>
    public static ImmutableArray<SetChange> Between(IReadOnlyCollection<Nevra> before, IReadOnlyCollection<Nevra> after)
    {
        HashSet<Nevra> old = [.. before], now = [.. after];
        return
        [
            .. old.Where(p => !now.Contains(p)).Select(p => (p, IsNew: false)).Concat(now.Where(p => !old.Contains(p)).Select(p => (p, IsNew: true)))
                .GroupBy(c => (c.p.Name, c.p.Arch)).OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Arch, StringComparer.Ordinal)
                .Select(g => Of(g.Key.Name, g.Key.Arch, [.. g.Where(c => !c.IsNew).Select(c => c.p.Evr).Order()], [.. g.Where(c => c.IsNew).Select(c => c.p.Evr).Order()])),
        ];
    }

    private static SetChange Of(string name, string arch, ImmutableArray<Evr> before, ImmutableArray<Evr> after)
    {
        string change = before.IsEmpty ? "added" : after.IsEmpty ? "removed" : after[^1].CompareTo(before[^1]) switch { > 0 => "raised", < 0 => "lowered", _ => "rewritten" };
        return new(name, arch, change, before, after);
    }
}

/// <summary>A time at which a host got other packages or another kernel.</summary>
/// <param name="Since">From when it had them, UTC.</param>
/// <param name="Packages">How many packages.</param>
/// <param name="Kernel">The kernel that ran.</param>
/// <param name="Set">Content hash of the packages.</param>
/// <param name="Before">Content hash of what it had before; null for its first, and where only the kernel changed.</param>
public sealed record HistoryRow(DateTimeOffset Since, int Packages, string Kernel, string Set, string? Before)
{
    /// <summary>A host's, newest first.</summary>
    public static ImmutableArray<HistoryRow> Of(ImmutableArray<Storage.HostChange> changes) =>
    [
        .. changes.Select((c, i) => new HistoryRow(c.Since, c.PackageCount, c.Kernel, c.SetHash, i + 1 < changes.Length && changes[i + 1].SetHash != c.SetHash ? changes[i + 1].SetHash : null)),
    ];
}
