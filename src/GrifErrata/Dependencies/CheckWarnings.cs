using System.Collections.Immutable;

namespace GrifErrata.Dependencies;

/// <summary>What a check could not see, and what was broken before.</summary>
internal sealed class CheckWarnings(InstalledPackages installed, CheckWorld world)
{
    /// <summary>All of it, in a fixed order.</summary>
    public ImmutableArray<CheckWarning> All(Search search, bool exact)
    {
        List<CheckWarning> all = [];
        foreach (int package in installed.Foreign)
        {
            all.Add(new(DependencyDiagnostics.Foreign.Code, installed.Nevra(package),
                $"no repository has {installed.Nevra(package)}, so what it requires is not known"));
        }

        DependencyTable dependencies = world.Table.Dependencies;
        foreach (int package in installed.All.Where(p => !installed.IsForeign(p)))
        {
            foreach (int dependency in world.Table.Requires[package])
            {
                if (dependencies.IsRich(dependency) ? search.MeetsRich(dependency) : installed.Meets(dependency) || world.CannotKnow(dependency)) continue;
                all.Add(new(DependencyDiagnostics.BrokenBefore.Code, installed.Nevra(package),
                    $"{installed.Nevra(package)} requires {dependencies.Text(dependency)}, which the machine does not have today; that is left as it is"));
            }
        }

        foreach (string file in search.UnknownFiles.Select(dependencies.Text).Distinct().Order(StringComparer.Ordinal))
            all.Add(new(DependencyDiagnostics.FileLists.Code, null, $"whether {file} is there is not known: primary.xml does not list it; give filelists"));
        if (!exact)
        {
            all.Add(new(DependencyDiagnostics.NotExact.Code, null,
                $"the search was cut short after {world.Options.MaxSteps} steps: the changes may not be the fewest, or none were found; leave part of the update out and check the rest"));
        }

        return
        [
            .. all.DistinctBy(w => (w.Code, w.Text)).OrderBy(w => w.Code, StringComparer.Ordinal)
                .ThenBy(w => w.Package?.ToString(), StringComparer.Ordinal).ThenBy(w => w.Text, StringComparer.Ordinal),
        ];
    }
}
