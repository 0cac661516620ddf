using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the template of the packages sees.</summary>
/// <param name="Version">Update version.</param>
/// <param name="NodeOsVersion">Quattor's NODE_OS_VERSION.</param>
/// <param name="Lines">Packages and held kernels together, in the order of <see cref="GrifOrder"/>.</param>
public sealed record ErrataModel(string Version, string NodeOsVersion, ImmutableArray<ErrataLine> Lines)
{
    /// <summary>The model of a version.</summary>
    public static ErrataModel Of(UpdateVersion version, OsDefinition os) => new(version.Name, os.NodeOsVersion,
    [
        .. version.Packages.Concat(version.Held)
            .OrderBy(p => (p.Nevra.Name, p.Nevra.Arch), GrifOrder.Instance)
            // Pan has no epochs: ncm-spma's names do not, and one in a version fails the host.
            .Select(p => new ErrataLine(p.Nevra.Name, p.Nevra.Evr.VersionRelease, p.Nevra.Arch, p.Rule == PackageRule.Held)),
    ]);
}

/// <summary>A line of the packages.</summary>
/// <param name="Name">Package name.</param>
/// <param name="Version">Version and release, without epoch.</param>
/// <param name="Arch">Architecture.</param>
/// <param name="IsHeld">A kernel, which is listed but not deployed.</param>
public sealed record ErrataLine(string Name, string Version, string Arch, bool IsHeld);

/// <summary>What the template of kernel and variables sees.</summary>
/// <param name="Version">Update version.</param>
/// <param name="NodeOsVersion">Quattor's NODE_OS_VERSION.</param>
/// <param name="OsKey">The OS without its architecture, the key of OS_KERNEL_VERSION_ERRATA.</param>
/// <param name="Kernel">The kernel that machines run, or null.</param>
/// <param name="Variables">Variables in ordinal order.</param>
public sealed record InitModel(
    string Version, string NodeOsVersion, string OsKey, string? Kernel, ImmutableArray<PanVariable> Variables)
{
    /// <summary>The model of a version.</summary>
    public static InitModel Of(UpdateVersion version, OsDefinition os) => new(version.Name, os.NodeOsVersion, os.OsKey,
        version.Definition.Kernel?.Version, [.. version.Definition.Variables.Select(v => new PanVariable(v.Key, v.Value))]);
}

/// <summary>A Pan variable with a text as its value.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
public sealed record PanVariable(string Name, string Value);
