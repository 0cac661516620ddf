namespace GrifErrata.Dependencies;

/// <summary>
/// Which of several packages is tried first: one of a source package of the update, then of the earlier repository, of the machine's own
/// architecture, the newest, by name.
/// </summary>
internal sealed class PackageRank : IComparer<int>
{
    private readonly InstalledPackages _installed;
    private readonly HashSet<int> _sources;
    private readonly HashSet<string> _arches;

    public PackageRank(CheckWorld world, InstalledPackages installed, IReadOnlyCollection<int> locked)
    {
        _installed = installed;
        _sources = [.. locked.Select(world.Table.SourceOf).Where(s => s >= 0)];
        int native = installed.All.Select(p => PackageArch.Colour(installed.Arch(p))).Contains(2) ? 2 : 1;
        _arches = [.. installed.All.Select(installed.Arch).Where(a => (PackageArch.Colour(a) & native) != 0), "noarch"];
    }

    public int Compare(int left, int right)
    {
        if (left == right) return 0;
        int order = IsOfUpdate(right).CompareTo(IsOfUpdate(left));
        if (order == 0) order = IsNative(right).CompareTo(IsNative(left));
        if (order == 0) order = OriginOf(left).CompareTo(OriginOf(right));
        if (order == 0) order = RepositoryOf(left).CompareTo(RepositoryOf(right));
        if (order == 0 && _installed.NameOf(left) == _installed.NameOf(right)) order = _installed.Version(right).CompareTo(_installed.Version(left));
        return order != 0 ? order : string.CompareOrdinal(_installed.Nevra(left).ToString(), _installed.Nevra(right).ToString());
    }

    private bool IsOfUpdate(int package) => !_installed.IsForeign(package) && _sources.Contains(_installed.Table.SourceOf(package));

    private bool IsNative(int package) => _arches.Contains(_installed.Arch(package));

    private PackageOrigin OriginOf(int package) => _installed.IsForeign(package) ? PackageOrigin.Other : _installed.Table.OriginOf(package);

    private int RepositoryOf(int package) => _installed.IsForeign(package) ? int.MaxValue : _installed.Table.RepositoryOf(package);
}
