using System.Collections.Immutable;
using GrifErrata.Rpm;

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
        if (RpmFeatures.RpmOf(installed) is { } rpm)
        {
            foreach (int package in search.Locked.Concat(search.Added)) all.AddRange(OfFeatures(package, rpm));
        }

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

    private IEnumerable<CheckWarning> OfFeatures(int package, string rpm)
    {
        DependencyTable dependencies = world.Table.Dependencies;
        foreach (int feature in world.Table.RpmFeatures[package].ToArray())
        {
            string name = dependencies.Symbols.Text(dependencies.Name(feature));
            if (dependencies.Version(feature) is not { } version || RpmFeatures.Since(name, version.Version) is not { } since || RpmVersion.Compare(since, rpm) <= 0) continue;
            yield return new(DependencyDiagnostics.RpmFeature.Code, installed.Nevra(package),
                $"{installed.Nevra(package)} needs {name} of rpm {since}, and the machine has rpm {rpm}, which cannot install it; update rpm first, or leave it out");
        }
    }
}
