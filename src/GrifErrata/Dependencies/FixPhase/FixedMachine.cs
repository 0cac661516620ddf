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
        List<Nevra> machine = [.. profile];
        foreach (UpdatePackage package in version.Packages) Raise(machine, package.Nevra);
        foreach (FixBlock block in fix.Blocks)
        {
            if (!Holds(block, machine)) continue;
            foreach (FixAction action in block.Actions) Do(machine, action, os.Arch);
        }

        return [.. machine.DistinctBy(n => n.ToString()).OrderBy(n => n.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Whether a block is called for on a machine.</summary>
    public static bool Holds(FixBlock block, IReadOnlyCollection<Nevra> machine) =>
        (block.When.IsEmpty || block.When.Any(w => w.All.All(p => Has(machine, p)))) && !block.Unless.Any(u => machine.Any(m => m.Name == u));

    private static bool Has(IReadOnlyCollection<Nevra> machine, FixPresence presence) => presence.Build is { } build
        ? machine.Any(m => m.Name == build.Name && m.Arch == build.Arch && m.Evr.VersionRelease == build.Evr.VersionRelease)
        : machine.Any(m => m.Name == presence.Name);

    private static void Do(List<Nevra> machine, FixAction action, string osArch)
    {
        switch (action)
        {
            case FixAction.Add add when !add.IfMissing || !machine.Any(m => m.Name == add.Package.Name):
                Set(machine, add.Package);
                break;
            case FixAction.Raise raise:
                Raise(machine, raise.Package);
                break;
            case FixAction.Delete delete:
                machine.RemoveAll(m => m.Name == delete.Name);
                break;
            case FixAction.Replace replace:
                string[] arches = [.. machine.Where(m => m.Name == replace.Name).Select(m => m.Arch)];
                if (arches.Length == 0) break;
                machine.RemoveAll(m => m.Name == replace.Name);
                foreach (Nevra by in replace.By.Where(b => b.Name == replace.Name || b.Arch == "noarch" || arches.Contains(b.Arch) || (b.Arch == osArch && arches.Contains("noarch"))))
                    Set(machine, by);
                break;
        }
    }

    private static void Raise(List<Nevra> machine, Nevra package)
    {
        if (machine.Any(m => m.Name == package.Name && m.Arch == package.Arch)) Set(machine, package);
    }

    private static void Set(List<Nevra> machine, Nevra package)
    {
        machine.RemoveAll(m => m.Name == package.Name && m.Arch == package.Arch);
        machine.Add(package);
    }
}
