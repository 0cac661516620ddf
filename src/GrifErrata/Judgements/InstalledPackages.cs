using GrifErrata.Rpm;

namespace GrifErrata.Judgements;

/// <summary>The installed packages of a machine by name and architecture; of several builds side by side the newest.</summary>
internal sealed class InstalledPackages
{
    private readonly SortedDictionary<string, List<Nevra>> _byName = new(StringComparer.Ordinal);

    /// <param name="packages">All installed builds.</param>
    /// <param name="running"><c>uname -r</c>, or null.</param>
    /// <param name="isHeld">Whether a name is a held kernel's: of those the running build counts, because the fix of a kernel works after the reboot.</param>
    public InstalledPackages(IEnumerable<Nevra> packages, string? running, Func<string, bool> isHeld)
    {
        Dictionary<string, bool> held = new(StringComparer.Ordinal);
        foreach (Nevra package in packages)
        {
            if (!_byName.TryGetValue(package.Name, out List<Nevra>? builds)) _byName.Add(package.Name, builds = []);
            int same = builds.FindIndex(b => b.Arch == package.Arch);
            if (same < 0) builds.Add(package);
            else if (IsBetter(package, builds[same])) builds[same] = package;
        }

        foreach (List<Nevra> builds in _byName.Values) builds.Sort(static (a, b) => string.CompareOrdinal(a.Arch, b.Arch));

        bool IsBetter(Nevra one, Nevra other)
        {
            if (running is not null && IsHeld(one.Name) && RunningKernel.Is(one, running) != RunningKernel.Is(other, running)) return RunningKernel.Is(one, running);
            return one.Evr.CompareTo(other.Evr) > 0;
        }

        bool IsHeld(string name)
        {
            if (!held.TryGetValue(name, out bool is_)) held.Add(name, is_ = isHeld(name));
            return is_;
        }
    }

    /// <summary>Each name with its newest build of each architecture, in ordinal order.</summary>
    public IEnumerable<KeyValuePair<string, List<Nevra>>> ByName => _byName;

    /// <summary>The newest build of each architecture of a name, in ordinal order of the architectures; empty where it is not installed.</summary>
    public IReadOnlyList<Nevra> Of(string name) => _byName.TryGetValue(name, out List<Nevra>? builds) ? builds : [];

    /// <summary>The newest build of a name and architecture, or null.</summary>
    public Nevra? Of(string name, string arch) => Of(name).FirstOrDefault(b => b.Arch == arch);
}
