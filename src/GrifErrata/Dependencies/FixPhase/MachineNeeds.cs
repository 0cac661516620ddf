using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>What machines that are known still need after a version and its fix.</summary>
/// <param name="When">The package of the machine whose requirement is broken.</param>
/// <param name="Add">Builds that cure it; empty where nothing does.</param>
/// <param name="Remove">Names that must go for it.</param>
/// <param name="Because">What is broken.</param>
/// <param name="Machines">The machines, in ordinal order.</param>
public sealed record MachineNeed(string When, ImmutableArray<Nevra> Add, ImmutableArray<string> Remove, ImmutableArray<string> Because, ImmutableArray<string> Machines);

/// <summary>Tries a version and its fix on machines that are known.</summary>
public static class MachineNeeds
{
    /// <summary>What is broken after it that was not before, and the fewest changes that cure it; machines with the same need are told together.</summary>
    /// <param name="table">The packages of the OS's sources.</param>
    /// <param name="version">The version.</param>
    /// <param name="plan">Its fix.</param>
    /// <param name="os">Its OS.</param>
    /// <param name="machines">Each machine's name and packages.</param>
    /// <param name="cancellationToken">Cancels between machines.</param>
    public static ImmutableArray<MachineNeed> Find(
        PackageTable table, UpdateVersion version, FixPlan plan, OsDefinition os, IEnumerable<(string Name, IReadOnlyCollection<Nevra> Packages)> machines, CancellationToken cancellationToken)
    {
        UpdateCheck check = new(table, new CheckOptions { Cutoff = version.Definition.Cutoff, Kernel = os.Kernel, Streams = os.Modules });
        Nevra[] update = [.. version.Packages.Select(p => p.Nevra)];
        SortedDictionary<string, (MachineNeed Need, SortedSet<string> Machines)> found = new(StringComparer.Ordinal);

        // Machines of a site are mostly alike: what is alike is decided once.
        foreach (var alike in machines.GroupBy(m => string.Join('\n', m.Packages.Select(p => p.ToString()).Order(StringComparer.Ordinal)), StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyCollection<Nevra> before = alike.First().Packages;
            ImmutableArray<Nevra> after = FixedMachine.Apply(before, version, plan, os);
            IReadOnlyList<BrokenRule> now = BrokenRules.Between(table, before, after);
            if (now.Count == 0) continue;
            CheckAnswer answer = check.Check(before, update);
            HashSet<string> there = [.. after.Select(n => n.ToString())];
            CheckChange[] left = [.. answer.Changes.Where(c => c.Action == CheckAction.Remove ? after.Any(a => a.Name == c.Package.Name) : !there.Contains(c.Package.ToString()) && !IsBelow(c.Package, version))];
            IGrouping<string, BrokenRule>[] groups = [.. now.GroupBy(b => b.Package.Name, StringComparer.Ordinal)];
            foreach (IGrouping<string, BrokenRule> rules in groups)
            {
                CheckChange[] own = [.. left.Where(c => Owner(c, answer.Changes, groups) is not { } owner || owner == rules.Key)];
                ImmutableArray<Nevra> add = [.. own.Where(c => c.Action != CheckAction.Remove).Select(c => c.Package)];
                ImmutableArray<string> remove = [.. own.Where(c => c.Action == CheckAction.Remove).Select(c => c.Package.Name).Distinct()];
                MachineNeed need = new(rules.Key, add, remove, [.. rules.Select(r => r.Text)], []);
                string key = $"{need.When} {string.Join(' ', need.Add)} {string.Join(' ', need.Remove)} {string.Join(' ', need.Because)}";
                if (!found.TryGetValue(key, out (MachineNeed Need, SortedSet<string> Machines) same)) found.Add(key, same = (need, new(StringComparer.Ordinal)));
                same.Machines.UnionWith(alike.Select(m => m.Name));
            }
        }

        return [.. found.Values.Select(f => f.Need with { Machines = [.. f.Machines] })];
    }

    // Which broken package a change is for: the one that its reason names, or that the reason of the change that it is for names. Null where none does.
    private static string? Owner(CheckChange change, ImmutableArray<CheckChange> all, IGrouping<string, BrokenRule>[] groups)
    {
        for (int steps = 0; steps <= all.Length; steps++)
        {
            string because = change.Because.FirstOrDefault() ?? string.Empty;
            if (groups.FirstOrDefault(g => g.Any(r => because.StartsWith(r.Package + " ", StringComparison.Ordinal))) is { } group) return group.Key;
            if (all.FirstOrDefault(c => c != change && because.StartsWith(c.Package + " ", StringComparison.Ordinal)) is not { } before) return null;
            change = before;
        }

        return null;
    }

    // A fix never sets a build below the version's own.
    private static bool IsBelow(Nevra package, UpdateVersion version) =>
        version.Packages.Any(p => p.Nevra.Name == package.Name && p.Nevra.Arch == package.Arch && Fix.Compare(package.Evr, p.Nevra.Evr) < 0);
}
