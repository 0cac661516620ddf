using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>The packages of repositories and what a check may take of them; shared by all machines.</summary>
internal sealed class CheckWorld
{
    private readonly HashSet<int> _installOnly;
    private readonly bool[] _isCandidate;

    public CheckWorld(PackageTable table, ArchitectureSet arches, CheckOptions options)
    {
        Table = table;
        Options = options;
        _installOnly = InstallOnly.Of(table);
        _isCandidate = new bool[table.Count];
        Dictionary<int, bool> archIsRight = [], isKernel = [];
        for (int package = 0; package < table.Count; package++)
        {
            int arch = table.ArchSymbol(package), name = table.NameOf(package);
            if (!archIsRight.TryGetValue(arch, out bool right)) archIsRight.Add(arch, right = arches.Contains(table.Arch(package)));
            if (!isKernel.TryGetValue(name, out bool kernel)) isKernel.Add(name, kernel = options.Kernel.Holds(table.Dependencies.Symbols.Text(name)));
            _isCandidate[package] = right && !kernel && (options.Cutoff is not { } cutoff || table.BuildTime(package) is not { } built || built <= cutoff);
        }
    }

    public PackageTable Table { get; }

    public CheckOptions Options { get; }

    /// <summary>Whether a package may be in a result.</summary>
    public bool IsAllowed(int package, InstalledPackages installed, HashSet<int> locked) =>
        installed.Has[package] || _isCandidate[package] || locked.Contains(package);

    public bool IsInstallOnly(int package) => _installOnly.Contains(package);

    /// <summary>Whether a package is left out as a kernel, for its architecture or for its build time.</summary>
    public bool IsCandidate(int package) => package < Table.Count && _isCandidate[package];

    /// <summary>The packages of a name, the machine's foreign ones among them.</summary>
    public IEnumerable<int> Named(int name, InstalledPackages installed)
    {
        if (name < 0) return [];
        int[] known = Table.ByName[name].ToArray();
        return installed.Count == Table.Count ? known : known.Concat(installed.ForeignOf(name));
    }

    /// <summary>Whether a version is in the range of a dependency.</summary>
    public bool Matches(DependencyVersion version, int dependency) => DependencyVersion.Overlap(
        Comparison.Equal, version, Table.Dependencies.Operator(dependency), Table.Dependencies.Version(dependency));

    /// <summary>Whether two packages of one name are multilib partners: the same library for 64 and for 32 bits.</summary>
    public static bool IsTwin(int left, int right, InstalledPackages installed) =>
        PackageArch.Colour(installed.Arch(left)) + PackageArch.Colour(installed.Arch(right)) == 3;

    /// <summary>What may take an installed package's place: its name at the same or a higher version, the update's own whatever its version, an obsoleter.</summary>
    public IEnumerable<int> Replacements(int package, InstalledPackages installed, HashSet<int> locked)
    {
        if (IsInstallOnly(package)) yield break;
        foreach (int other in Named(installed.NameOf(package), installed))
        {
            if (other == package || !IsAllowed(other, installed, locked) || !PackageArch.MayReplace(installed.Arch(package), installed.Arch(other))) continue;
            if (locked.Contains(other) || installed.Version(other).CompareTo(installed.Version(package)) >= 0) yield return other;
        }

        int name = installed.NameOf(package);
        if (name < 0) yield break;
        int last = -1;
        foreach (int other in Table.ObsoletesByName[name].ToArray())
        {
            if (other == last || Table.NameOf(other) == name || !IsAllowed(other, installed, locked)) continue;
            foreach (int dependency in Table.Obsoletes[other].ToArray())
            {
                if (Table.Dependencies.Name(dependency) != name || !Matches(installed.Version(package), dependency)) continue;
                last = other;
                yield return other;
                break;
            }
        }
    }

    /// <summary>Whether only filelists could say who has a file, and they were not given.</summary>
    public bool CannotKnow(int dependency) => !Table.HasFileLists && Table.Dependencies.IsFile(dependency)
        && !PrimaryFiles.Lists(Table.Dependencies.Symbols.Utf8(Table.Dependencies.Name(dependency)));
}
