using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Tells what a search found as changes of a machine.</summary>
internal static class CheckChanges
{
    /// <summary>The changes: what is updated, added and removed, each by name.</summary>
    public static ImmutableArray<CheckChange> Of(Search search, CheckWorld world, InstalledPackages installed)
    {
        RuleText text = new(search, world, installed);
        List<CheckChange> changes = [];
        foreach (int package in search.Added)
        {
            int? old = world.Named(installed.NameOf(package), installed)
                .Where(o => o != package && installed.Has[o] && !search.IsIn(o) && PackageArch.Displace(installed.Arch(o), installed.Arch(package)))
                .Select(o => (int?)o).FirstOrDefault();
            Nevra? oldNevra = old is { } o ? installed.Nevra(o) : null;
            changes.Add(new(old is null ? CheckAction.Add : CheckAction.Update, installed.Nevra(package), oldNevra, [text.Because(package)]) { SameSource = SameSource(package) });
        }

        foreach (int package in search.Left) changes.Add(new(CheckAction.Remove, installed.Nevra(package), null, [text.Because(package)]));
        return
        [
            .. changes.OrderBy(c => c.Action == CheckAction.Remove).ThenBy(c => c.Package.Name, StringComparer.Ordinal).ThenBy(c => c.Package.ToString(), StringComparer.Ordinal),
        ];

        string? SameSource(int package) => installed.IsForeign(package) || world.Table.SourceOf(package) is not (>= 0 and int source) ? null
            : search.Locked.Where(l => world.Table.SourceOf(l) == source).Select(l => installed.Nevra(l).Name).Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
