using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the template of kernel and variables sees.</summary>
/// <param name="Version">Update version.</param>
/// <param name="NodeOsVersion">Quattor's NODE_OS_VERSION.</param>
/// <param name="Backend">What ncm-spma drives on the machines: <c>spma</c>, <c>yum</c> or <c>yumdnf</c>.</param>
/// <param name="OsKey">The OS without its architecture, the key of OS_KERNEL_VERSION_ERRATA.</param>
/// <param name="Kernel">The kernel that machines run, or null.</param>
/// <param name="Variables">Variables in ordinal order.</param>
public sealed record InitModel(
    string Version, string NodeOsVersion, string Backend, string OsKey, string? Kernel, ImmutableArray<PanVariable> Variables)
{
    /// <summary>The model of a version.</summary>
    public static InitModel Of(UpdateVersion version, OsDefinition os) => new(version.Name, os.NodeOsVersion, os.Pan.BackendText, os.OsKey,
        version.Definition.Kernel?.Version, [.. version.Definition.Variables.Select(v => new PanVariable(v.Key, v.Value))]);
}

/// <summary>A Pan variable with a text as its value.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
public sealed record PanVariable(string Name, string Value);
