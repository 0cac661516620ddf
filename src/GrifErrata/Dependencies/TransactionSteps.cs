using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Tells what a search found as the steps of a package manager.</summary>
internal static class TransactionSteps
{
    /// <summary>The steps from the machine to the result.</summary>
    public static ImmutableArray<TransactionStep> Of(Search search, CheckWorld world, InstalledPackages installed, CheckAnswer answer)
    {
        List<int> newcomers = [.. search.Added.Concat(search.Locked.Where(l => !installed.Has[l])).Order()];
        Dictionary<int, List<int>> replaced = newcomers.ToDictionary(n => n, _ => new List<int>());
        List<TransactionStep> steps = [];
        foreach (int leaving in installed.All.Where(p => !search.IsIn(p)).Order())
        {
            int by = newcomers.FindIndex(n => installed.NameOf(n) == installed.NameOf(leaving) && PackageArch.Displace(installed.Arch(n), installed.Arch(leaving)));
            if (by >= 0) replaced[newcomers[by]].Add(leaving);
            else if (search.ObsoletedBy(leaving) is { } obsoletes && replaced.TryGetValue(obsoletes.Package, out List<int>? there)) there.Add(leaving);
            else steps.Add(new(TransactionAction.Remove, installed.Nevra(leaving), null, [], [], Because(leaving)));
        }

        foreach ((int newcomer, List<int> leaving) in replaced)
        {
            List<int> same = [.. leaving.Where(l => installed.NameOf(l) == installed.NameOf(newcomer))], other = [.. leaving.Except(same)];
            TransactionAction action = same.Count == 0
                ? other.Count > 0 || search.Locked.Contains(newcomer) ? TransactionAction.Install : TransactionAction.InstallDependency
                : same.Exists(s => installed.Version(s).CompareTo(installed.Version(newcomer)) > 0) ? TransactionAction.Downgrade : TransactionAction.Upgrade;
            steps.Add(new(action, installed.Nevra(newcomer), world.Table.OriginOf(newcomer), [.. same.Select(installed.Nevra)], [.. other.Select(installed.Nevra)], Because(newcomer)));
        }

        return [.. steps.OrderBy(s => s.Action).ThenBy(s => s.Package.Name, StringComparer.Ordinal).ThenBy(s => s.Package.ToString(), StringComparer.Ordinal)];

        string? Because(int package)
        {
            Nevra nevra = installed.Nevra(package);
            return answer.Changes.FirstOrDefault(c => c.Package == nevra) is { } change ? string.Join("; ", change.Because) : null;
        }
    }
}
