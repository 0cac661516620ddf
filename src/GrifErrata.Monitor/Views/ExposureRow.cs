using System.Collections.Immutable;
using GrifErrata.Judgements;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>A package of a host that lacks a published fix.</summary>
public sealed record ExposureRow
{
    /// <summary>Host.</summary>
    public required string Host { get; init; }

    /// <summary>Site.</summary>
    public required string? Site { get; init; }

    /// <summary>OS.</summary>
    public required string? Os { get; init; }

    /// <summary>Package.</summary>
    public required string Package { get; init; }

    /// <summary>Architecture.</summary>
    public required string Arch { get; init; }

    /// <summary>The newest installed build, <c>[epoch:]version-release</c>.</summary>
    public required Evr Installed { get; init; }

    /// <summary>The first build that is fixed.</summary>
    public required Evr Fixed { get; init; }

    /// <summary>The advisory that brings it.</summary>
    public required string Advisory { get; init; }

    /// <summary>The update version that the host should have.</summary>
    public required string? Version { get; init; }

    /// <summary>Whether that version has the fix, so that it only has to be installed.</summary>
    public required bool VersionHasIt { get; init; }

    /// <summary>Who lacks some advisories, in ordinal order of the hosts' names.</summary>
    public static ImmutableArray<ExposureRow> Of(FleetSnapshot fleet, IReadOnlySet<string> advisories)
    {
        // Of a few sets for thousands of hosts.
        Dictionary<Judgement, (OpenFinding Finding, bool VersionHasIt)[]> found = new(ReferenceEqualityComparer.Instance);
        ImmutableArray<ExposureRow>.Builder rows = ImmutableArray.CreateBuilder<ExposureRow>();
        foreach (FleetHost host in fleet.Hosts)
        {
            if (host.Judgement is not { } judgement) continue;
            if (!found.TryGetValue(judgement, out (OpenFinding Finding, bool VersionHasIt)[]? open))
                found.Add(judgement, open = [.. judgement.Open.Where(f => advisories.Contains(f.Advisory.Id)).Select(f => (f, HasIt(judgement, f)))]);
            foreach ((OpenFinding finding, bool versionHasIt) in open) rows.Add(Row(host, finding, versionHasIt));
        }

        return rows.DrainToImmutable();
    }

    private static ExposureRow Row(FleetHost host, OpenFinding finding, bool versionHasIt) => new()
    {
        Host = host.Name, Site = host.Site, Os = host.OsText is { Length: > 0 } os ? os : null, Package = finding.Installed.Name, Arch = finding.Installed.Arch,
        Installed = finding.Installed.Evr, Fixed = finding.Fixed, Advisory = finding.Advisory.Id, Version = host.Version,
        VersionHasIt = versionHasIt,
    };

    private static bool HasIt(Judgement judgement, OpenFinding finding) =>
        judgement.Behind.Any(b => b.Installed.Name == finding.Installed.Name && b.Expected.Evr.CompareTo(finding.Fixed) >= 0);
}
