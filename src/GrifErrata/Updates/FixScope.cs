using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>Which fixes are about packages of an OS: one rule for what is planned and for what is proposed.</summary>
/// <param name="errata">The facts.</param>
/// <param name="fixes">The fixes of its advisories.</param>
/// <param name="cutoff">Builds that can be deployed count up to this time; null for all.</param>
/// <param name="find">The EVR that an update version has of a name and architecture, held kernels included, or null.</param>
internal sealed class FixScope(OsErrata errata, Fixes fixes, DateTimeOffset? cutoff, Func<string, string, Evr?> find)
{
    /// <summary>The OS's architectures.</summary>
    public ArchitectureSet Architectures { get; } = ArchitectureSet.Of(errata.Os.Arch)
        ?? throw new ArgumentException($"{errata.Os.Arch} is not the architecture of an OS; the reader of os.yaml refuses it.", nameof(errata));

    /// <summary>
    /// Whether a fix is about a package of the OS: shipped with the release, deployable up to the cutoff, or in the version. A fix for
    /// another architecture than the OS has the package in counts only if its advisory names none of those (a package that became
    /// noarch, or i686 from i386).
    /// </summary>
    public bool IsOfOs(Fix fix)
    {
        if (!Architectures.Contains(fix.Arch)) return false;
        if (Has(fix.Name, fix.Arch)) return true;
        List<string> there = [.. OtherArches(fix)];
        return there.Count > 0 && !fixes.Of(fix.Advisory).Any(f => f.Name == fix.Name && there.Contains(f.Arch));
    }

    /// <summary>
    /// Whether the version, or what the release shipped, has a fix: in the fix's architecture, or, where the OS has the package in
    /// others only, in all of those.
    /// </summary>
    public bool IsFixed(Fix fix)
    {
        List<string> there = [.. ArchesOf(fix)];
        return there.Count > 0 && there.TrueForAll(arch => IsFixedIn(fix, arch));
    }

    /// <summary>The architectures in which the OS has a fix's package: the fix's own, or else the others.</summary>
    public IEnumerable<string> ArchesOf(Fix fix) => Has(fix.Name, fix.Arch) ? [fix.Arch] : OtherArches(fix);

    /// <summary>Whether the version, or what the release shipped, has a fix in an architecture.</summary>
    public bool IsFixedIn(Fix fix, string arch) =>
        (find(fix.Name, arch) is { } chosen && fix.IsIn(chosen)) || IsShipped(fix, arch);

    /// <summary>Whether what the release shipped has a fix in an architecture.</summary>
    public bool IsShipped(Fix fix, string arch) => errata.Base.Newest(fix.Name, arch) is { } shipped && fix.IsIn(shipped.Nevra.Evr);

    /// <summary>Whether the OS has a package of a name, in an architecture or in any that it can install.</summary>
    public bool HasName(string name, string? arch) => arch is null ? Architectures.All.Any(a => Has(name, a)) : Architectures.Contains(arch) && Has(name, arch);

    private IEnumerable<string> OtherArches(Fix fix) => Architectures.All.Where(arch => arch != fix.Arch && Has(fix.Name, arch));

    private bool Has(string name, string arch) => errata.Base.Newest(name, arch) is not null
        || errata.Errata.Newest(name, arch, cutoff) is not null
        || find(name, arch) is not null;
}
