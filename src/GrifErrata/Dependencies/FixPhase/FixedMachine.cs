using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// What a machine's packages are once its profile was compiled with a version and its fix: the meaning of the two templates, and of what yum and dnf pull in for them.
/// </summary>
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
        ByName machine = new(profile);
        foreach (UpdatePackage package in version.Packages) machine.Raise(package.Nevra);
        foreach (FixBlock block in fix.Whole)
        {
            if (!Holds(block, machine)) continue;
            foreach (FixAction action in block.Actions) Do(machine, action, os.Arch);
        }

        return [.. machine.All.DistinctBy(n => n.ToString()).OrderBy(n => n.ToString(), StringComparer.Ordinal)];
    }

    private static bool Holds(FixBlock block, ByName machine) =>
        (block.When.IsEmpty || block.When.Any(w => w.All.All(machine.Has))) && !block.Unless.Any(u => machine.Of(u).Count > 0);

    private static void Do(ByName machine, FixAction action, string osArch)
    {
        switch (action)
        {
            case FixAction.Add add when !add.IfMissing || machine.Of(add.Package.Name).Count == 0:
                machine.Set(add.Package);
                break;
            case FixAction.Raise raise:
                machine.Raise(raise.Package);
                break;
            case FixAction.Delete delete:
                machine.Remove(delete.Name);
                break;
            case FixAction.Replace replace:
                string[] arches = [.. machine.Of(replace.Name).Select(m => m.Arch)];
                if (arches.Length == 0) break;
                machine.Remove(replace.Name);
                foreach (Nevra by in replace.By.Where(b => b.Name == replace.Name || b.Arch == "noarch" || arches.Contains(b.Arch) || (b.Arch == osArch && arches.Contains("noarch"))))
                    machine.Set(by);
                break;
        }
    }

    // A version of thousands of packages is tried on thousands of machines.
    private sealed class ByName
    {
        private readonly Dictionary<string, List<Nevra>> _names = new(StringComparer.Ordinal);

        public ByName(IEnumerable<Nevra> machine)
        {
            foreach (Nevra nevra in machine) Add(nevra);
        }

        public IEnumerable<Nevra> All => _names.Values.SelectMany(n => n);

        public List<Nevra> Of(string name) => _names.TryGetValue(name, out List<Nevra>? found) ? found : [];

        public bool Has(FixPresence presence) => presence.Build is { } build
            ? Of(build.Name).Any(m => m.Arch == build.Arch && m.Evr.VersionRelease == build.Evr.VersionRelease)
            : Of(presence.Name).Count > 0;

        public void Remove(string name) => _names.Remove(name);

        public void Raise(Nevra package)
        {
            if (Of(package.Name).Any(m => m.Arch == package.Arch)) Set(package);
        }

        public void Set(Nevra package)
        {
            if (_names.TryGetValue(package.Name, out List<Nevra>? found)) found.RemoveAll(m => m.Arch == package.Arch);
            Add(package);
        }

        private void Add(Nevra package)
        {
            if (!_names.TryGetValue(package.Name, out List<Nevra>? found)) _names.Add(package.Name, found = []);
            found.Add(package);
        }
    }
}
