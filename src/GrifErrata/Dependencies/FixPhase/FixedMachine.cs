using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>What a machine's packages are once its profile was compiled with a version and its fix: the meaning of the two templates.</summary>
public static class FixedMachine
{
    /// <summary>Applies the packages of a version, then its fix.</summary>
    /// <param name="profile">The packages of the profile before.</param>
    /// <param name="version">The version.</param>
    /// <param name="fix">Its fix.</param>
    /// <param name="os">Its OS.</param>
    /// <returns>The packages after, in ordinal order of their texts; epochs as they were given.</returns>
    public static ImmutableArray<Nevra> Apply(IEnumerable<Nevra> profile, UpdateVersion version, FixPlan fix, OsDefinition os)
    {
        Dictionary<string, List<Nevra>> machine = profile.GroupBy(n => n.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (UpdatePackage package in version.Packages) Raise(machine, package.Nevra);
        foreach (FixBlock block in fix.Blocks)
        {
            if (!Holds(block, machine)) continue;
            foreach (FixAction action in block.Actions) Do(machine, action, os.Arch);
        }

        return [.. machine.Values.SelectMany(b => b).DistinctBy(n => n.ToString()).OrderBy(n => n.ToString(), StringComparer.Ordinal)];
    }

    private static bool Holds(FixBlock block, Dictionary<string, List<Nevra>> machine) =>
        (block.When.IsEmpty || block.When.Any(w => w.All.All(p => Has(machine, p)))) && !block.Unless.Any(machine.ContainsKey);

    private static bool Has(Dictionary<string, List<Nevra>> machine, FixPresence presence) => machine.TryGetValue(presence.Name, out List<Nevra>? builds)
        && (presence.Build is not { } build || builds.Exists(m => m.Arch == build.Arch && m.Evr.VersionRelease == build.Evr.VersionRelease));

    private static void Do(Dictionary<string, List<Nevra>> machine, FixAction action, string osArch)
    {
        switch (action)
        {
            case FixAction.Add add when !add.IfMissing || !machine.ContainsKey(add.Package.Name):
                Set(machine, add.Package);
                break;
            case FixAction.Raise raise:
                Raise(machine, raise.Package);
                break;
            case FixAction.Delete delete:
                machine.Remove(delete.Name);
                break;
            case FixAction.Replace replace:
                if (!machine.Remove(replace.Name, out List<Nevra>? gone)) break;
                foreach (Nevra by in replace.By.Where(b => b.Name == replace.Name || b.Arch == "noarch" || gone.Exists(g => g.Arch == b.Arch || (b.Arch == osArch && g.Arch == "noarch"))))
                    Set(machine, by);
                break;
        }
    }

    private static void Raise(Dictionary<string, List<Nevra>> machine, Nevra package)
    {
        if (machine.TryGetValue(package.Name, out List<Nevra>? builds) && builds.Exists(m => m.Arch == package.Arch)) Set(machine, package);
    }

    private static void Set(Dictionary<string, List<Nevra>> machine, Nevra package)
    {
        if (!machine.TryGetValue(package.Name, out List<Nevra>? builds)) machine.Add(package.Name, builds = []);
        builds.RemoveAll(m => m.Arch == package.Arch);
        builds.Add(package);
    }
}
