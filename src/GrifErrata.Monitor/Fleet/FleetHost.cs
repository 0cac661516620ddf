using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Fleet;

/// <summary>A host with all that is known and concluded: from its report, its profile, or both.</summary>
public sealed record FleetHost
{
    /// <summary>Full name in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Its site: of the profile, else of the federation's patterns, else of the report; null where none says it.</summary>
    public required string? Site { get; init; }

    /// <summary>Name of its OS's folder in the input, or null where it is none of those.</summary>
    public required string? Os { get; init; }

    /// <summary>What it last reported, or null where it never did.</summary>
    public required HostRecord? Report { get; init; }

    /// <summary>Its compiled profile, or null where none is known.</summary>
    public required Machine? Profile { get; init; }

    /// <summary>The update version that it should have, or null.</summary>
    public required string? Version { get; init; }

    /// <summary>What decided <see cref="Version"/>: <c>profile</c>, or where the profile says none <c>machine</c>, <c>site</c>, <c>stage</c>, <c>default</c>, <c>none</c> of the federation.</summary>
    public required string VersionSource { get; init; }

    /// <summary>The version that the federation gives those who follow the host's stage: what it would have if nothing kept it; null where the federation has none.</summary>
    public required string? Followed { get; init; }

    /// <summary>The freeze that keeps it, whether it still holds or not; null for none.</summary>
    public required SelectedFreeze? Freeze { get; init; }

    /// <summary>What there is to say.</summary>
    public required HostVerdict Verdict { get; init; }

    /// <summary>Its packages against its version; null where it never reported, or is of no known OS. Shared by hosts with the same packages.</summary>
    public required Judgement? Judgement { get; init; }

    /// <summary>Its packages against its profile. Shared by hosts with the same packages and profile.</summary>
    public required ImmutableArray<ProfileDifference> Differences { get; init; }

    /// <summary>The kernel that it should run, <c>version-release</c>, or null where nothing says one.</summary>
    public required string? ExpectedKernel { get; init; }

    /// <summary>An installed kernel that waits for a reboot, or null.</summary>
    public required Nevra? NewerKernel { get; init; }

    /// <summary>The day (UTC) since which it should have the version that it is behind of; null where it is not behind.</summary>
    public required DateOnly? BehindSince { get; init; }

    /// <summary>The OS as people name it: the input's name, else what the machine says, else what its profile says.</summary>
    public string OsText => Os ?? Report?.System ?? Profile?.NodeOsVersion ?? string.Empty;
}
