using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Profiles;

/// <summary>A machine as its compiled profile or its package list shows it; null is what that source does not say.</summary>
public sealed record Machine
{
    /// <summary>Full name in lower case.</summary>
    public required string Host { get; init; }

    /// <summary>Site.</summary>
    public string? Site { get; init; }

    /// <summary>The OS as Quattor names it, <c>NODE_OS_VERSION</c> (<c>sl550-x86_64</c>), only in profiles that GrifErrata's Pan made.</summary>
    public string? NodeOsVersion { get; init; }

    /// <summary>The OS as the machine names it (<c>Scientific Linux release 6.4 (Carbon)</c>), only in Pakiti's reports.</summary>
    public string? System { get; init; }

    /// <summary>The update version that the profile selects.</summary>
    public string? UpdateVersion { get; init; }

    /// <summary>What selected it: <c>profile</c>, <c>machine</c>, <c>site</c>, <c>stage</c>, <c>default</c>, <c>none</c>.</summary>
    public string? Source { get; init; }

    /// <summary>The stage that the machine follows.</summary>
    public string? Stage { get; init; }

    /// <summary>The kernel: of a profile the one that it sets, of a report the one that runs.</summary>
    public string? Kernel { get; init; }

    /// <summary>Why and until when the machine stays on its version.</summary>
    public MachineFreeze? Freeze { get; init; }

    /// <summary>Packages in ordinal order of name and architecture.</summary>
    public ImmutableArray<MachinePackage> Packages { get; init; } = [];

    /// <summary>The file.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A package of a machine.</summary>
/// <param name="Name">Name.</param>
/// <param name="Evr">EVR; null for a package that a profile wants in any version.</param>
/// <param name="Arch">Architecture; null where the source does not say.</param>
public sealed record MachinePackage(string Name, Evr? Evr, string? Arch);

/// <summary>A freeze as a machine's profile has it.</summary>
/// <param name="Version">Update version.</param>
/// <param name="Kernel">Kernel that stays too, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">The last day on which it holds.</param>
public sealed record MachineFreeze(string Version, string? Kernel, string Reason, string Owner, DateOnly Until);
