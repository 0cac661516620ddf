using System.Collections.Immutable;
using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>What a maintainer writes about one update version: <c>errata-input/&lt;os&gt;/updates/&lt;version&gt;.yaml</c>.</summary>
public sealed record UpdateDefinition
{
    /// <summary>Name of the version, its date: <c>20101028</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Why it was withdrawn, or null; only where <see cref="State"/> is withdrawn.</summary>
    public string? WithdrawnReason { get; init; }

    /// <summary>The version that machines take instead, or null; only where <see cref="State"/> is withdrawn.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>
    /// Versions that this one was made to replace. Its own words: whether they are withdrawn is written in their definitions, at a
    /// time when this version's files may be final.
    /// </summary>
    public ImmutableArray<NamedItem> Replaces { get; init; } = [];

    /// <summary>Monthly or unscheduled.</summary>
    public required UpdateKind Kind { get; init; }

    /// <summary>Draft, released or withdrawn.</summary>
    public required UpdateState State { get; init; }

    /// <summary>The version that this one builds on as written; null means the newest before it.</summary>
    public NamedItem? Previous { get; init; }

    /// <summary>Advisories issued and packages built up to here count, UTC, the moment itself included.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>Where the cutoff was written; the file itself for the default.</summary>
    public SourceLocation CutoffLocation { get; init; }

    /// <summary>Ids of advisories or CVEs that the version adds.</summary>
    public ImmutableArray<NamedItem> Advisories { get; init; } = [];

    /// <summary>The kernel that machines run, or null if the version says nothing of it.</summary>
    public KernelChoice? Kernel { get; init; }

    /// <summary>Pan variables that the version sets, in ordinal order of their names.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Decisions by hand.</summary>
    public ImmutableArray<PackageDecision> Decisions { get; init; } = [];

    /// <summary>Blocks of the -fix template by hand.</summary>
    public ImmutableArray<FixDefinition> Fixes { get; init; } = [];

    /// <summary>The file.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A word that a maintainer wrote, with its place.</summary>
/// <param name="Name">The word.</param>
/// <param name="Location">Where it was written.</param>
public sealed record NamedItem(string Name, SourceLocation Location);

/// <summary>The kernel that a version sets.</summary>
/// <param name="Version"><c>version-release</c>, for example <c>2.6.18-194.11.4.el5</c>.</param>
/// <param name="Reason">Why; needed where the kernel goes back.</param>
/// <param name="Location">Where it was written.</param>
public sealed record KernelChoice(string Version, string? Reason, SourceLocation Location);

/// <summary>How a version came about.</summary>
public enum UpdateKind
{
    /// <summary>All that has become available since the previous version.</summary>
    Monthly,

    /// <summary>The previous version and the named advisories, nothing else.</summary>
    Unscheduled,
}

/// <summary>Where a version is in its life.</summary>
public enum UpdateState
{
    /// <summary>In the making: the build rewrites its files.</summary>
    Draft,

    /// <summary>Deployed: its files never change again.</summary>
    Released,

    /// <summary>Taken back: its files stay, no machine may select it.</summary>
    Withdrawn,
}
