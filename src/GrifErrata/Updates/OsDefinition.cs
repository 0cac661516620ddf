using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;

namespace GrifErrata.Updates;

/// <summary>What a maintainer writes about an operating system: <c>errata-input/&lt;os&gt;/os.yaml</c>.</summary>
public sealed record OsDefinition
{
    /// <summary>Name of the OS's folder, for example <c>sl5.5-x86_64</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Quattor's <c>NODE_OS_VERSION</c>, for example <c>sl550-x86_64</c>.</summary>
    public required string NodeOsVersion { get; init; }

    /// <summary>The OS's architecture, for example <c>x86_64</c>; its multilib architectures and noarch come with it.</summary>
    public required string Arch { get; init; }

    /// <summary>For which Pan compiler and package manager templates are written.</summary>
    public PanTarget Pan { get; init; } = PanTarget.Default;

    /// <summary>How packages are chosen.</summary>
    public Selection Selection { get; init; }

    /// <summary>Which packages are the kernel, and so held back.</summary>
    public KernelRule Kernel { get; init; } = KernelRule.Default;

    /// <summary>Packages that a site may keep as they are.</summary>
    public PackageFamilies Families { get; init; } = PackageFamilies.None;

    /// <summary>
    /// What feeds call this OS, as patterns with <c>*</c> (<c>AlmaLinux:9</c>, <c>cpe:/*:redhat:enterprise_linux:9*</c>); empty where no feed
    /// fixes a package at another version for each product.
    /// </summary>
    public ImmutableArray<string> Products { get; init; } = [];

    /// <summary>
    /// The module streams that the OS's machines use, <c>name:stream</c>; null where os.yaml does not say, and then none is taken to be in use.
    /// </summary>
    public ImmutableArray<string>? Modules { get; init; }

    /// <summary>Where the packages that the OS release shipped are listed.</summary>
    public ImmutableArray<SourcePattern> Base { get; init; } = [];

    /// <summary>Where the packages that can be deployed are listed.</summary>
    public ImmutableArray<SourcePattern> Errata { get; init; } = [];

    /// <summary>Other repositories that the OS's machines install from: an update may need their packages, and never takes an update from them.</summary>
    public ImmutableArray<SourcePattern> Other { get; init; } = [];

    /// <summary>Where advisories are.</summary>
    public ImmutableArray<SourcePattern> Advisories { get; init; } = [];

    /// <summary>What <c>grif-errata fetch</c> brings into the OS's <c>sources</c>.</summary>
    public ImmutableArray<FeedDefinition> Feeds { get; init; } = [];

    /// <summary>Where it was read.</summary>
    public SourceLocation Location { get; init; }

    /// <summary><see cref="NodeOsVersion"/> without its architecture: the key of <c>OS_KERNEL_VERSION_ERRATA</c> (<c>sl550</c>).</summary>
    public string OsKey => NodeOsVersion.EndsWith('-' + Arch, StringComparison.Ordinal)
        ? NodeOsVersion[..^(Arch.Length + 1)]
        : NodeOsVersion;
}

/// <summary>A glob pattern of files or folders below the OS's folder.</summary>
/// <param name="Pattern">The pattern, with <c>/</c>; never absolute and without <c>..</c>.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SourcePattern(string Pattern, SourceLocation Location);

/// <summary>How the packages of an update version are chosen.</summary>
public enum Selection
{
    /// <summary>The packages that security advisories name.</summary>
    Advisories,

    /// <summary>The newest of all packages that can be deployed, as GRIF did with Scientific Linux's security folder.</summary>
    Repository,
}
