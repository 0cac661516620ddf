using System.Collections.Immutable;
using GrifErrata.Federation;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the templates of the federation see: tables whose keys are sites, stages, hosts and Quattor's NODE_OS_VERSION.</summary>
/// <param name="Name">The federation.</param>
/// <param name="Backends">What ncm-spma drives on the machines of each OS.</param>
/// <param name="LocksKernel">Whether one of the OSes has yum or dnf, whose locks may name <c>kernel*</c>.</param>
/// <param name="Stages">Versions of each stage.</param>
/// <param name="SiteStages">The stage of each site.</param>
/// <param name="SiteVersions">Versions that sites chose themselves, or have before their stage.</param>
/// <param name="SiteFreezes">Freezes of sites, open rows of kernel plans among them.</param>
/// <param name="Freezes">Freezes of machines.</param>
public sealed record FederationModel(
    string Name,
    ImmutableArray<FederationBackend> Backends,
    bool LocksKernel,
    ImmutableArray<FederationVersions> Stages,
    ImmutableArray<FederationSiteStage> SiteStages,
    ImmutableArray<FederationVersions> SiteVersions,
    ImmutableArray<FederationSiteFreezes> SiteFreezes,
    ImmutableArray<FederationFreeze> Freezes)
{
    /// <summary>The model of a federation.</summary>
    /// <param name="federation">A federation without errors.</param>
    /// <param name="resolution">Its look-up.</param>
    /// <param name="definitions">Its OSes.</param>
    public static FederationModel Of(
        FederationDefinition federation, FederationResolution resolution, IReadOnlyCollection<OsDefinition> definitions)
    {
        Dictionary<string, string> nodeOsVersions = definitions.ToDictionary(o => o.Name, o => o.NodeOsVersion, StringComparer.Ordinal);
        ImmutableArray<string> oses = [.. nodeOsVersions.Keys.OrderBy(os => nodeOsVersions[os], StringComparer.Ordinal)];
        ImmutableArray<Site> sites = [.. federation.Sites.OrderBy(s => s.Name, StringComparer.Ordinal)];
        return new(
            federation.Name,
            [.. definitions.OrderBy(o => o.NodeOsVersion, StringComparer.Ordinal).Select(o => new FederationBackend(o.NodeOsVersion, o.Pan.BackendText))],
            definitions.Any(o => o.Pan.FollowsRepositories),
            [.. federation.Stages.Select(stage => Versions(stage, os => federation.StageVersions.FirstOrDefault(v => v.Os == os && v.Stage == stage)?.Version))],
            [.. sites.Select(s => new FederationSiteStage(s.Name, s.Stage))],
            [.. sites.Select(s => Versions(s.Name, os => resolution.SiteChoice(s.Name, os))).Where(v => v.Versions.Length > 0)],
            [.. sites.Select(s => new FederationSiteFreezes(s.Name,
                    [.. oses.Select(os => (Os: os, Freeze: resolution.SiteFreeze(s.Name, os))).Where(p => p.Freeze is not null)
                        .Select(p => Freeze(nodeOsVersions[p.Os], p.Os, p.Freeze!))]))
                .Where(s => s.Freezes.Length > 0)],
            [.. federation.Freezes.Where(f => f.Host is not null).OrderBy(f => f.Host, StringComparer.Ordinal)
                .Select(f => Freeze(f.Host!, f.Os, resolution.MachineFreeze(f.Host!, f.Os)!))]);

        FederationVersions Versions(string name, Func<string, string?> version) => new(name,
            [.. oses.Select(os => (Os: os, Version: version(os))).Where(p => p.Version is not null)
                .Select(p => new FederationVersion(nodeOsVersions[p.Os], p.Version!))]);

        FederationFreeze Freeze(string key, string os, SelectedFreeze freeze) => new(key, nodeOsVersions[os], freeze.Version, freeze.Kernel,
            freeze.Reason, freeze.Owner, freeze.Until is { } until ? UtcText.Day(until) : null);
    }
}

/// <summary>What ncm-spma drives on the machines of an OS.</summary>
/// <param name="Os">NODE_OS_VERSION.</param>
/// <param name="Backend"><c>spma</c>, <c>yum</c> or <c>yumdnf</c>.</param>
public sealed record FederationBackend(string Os, string Backend);

/// <summary>The versions of a stage or a site.</summary>
/// <param name="Name">Stage or site.</param>
/// <param name="Versions">One an OS.</param>
public sealed record FederationVersions(string Name, ImmutableArray<FederationVersion> Versions);

/// <summary>The version of an OS.</summary>
/// <param name="Os">NODE_OS_VERSION.</param>
/// <param name="Version">Update version.</param>
public sealed record FederationVersion(string Os, string Version);

/// <summary>The stage of a site.</summary>
/// <param name="Site">Site.</param>
/// <param name="Stage">Stage.</param>
public sealed record FederationSiteStage(string Site, string Stage);

/// <summary>The freezes of a site.</summary>
/// <param name="Site">Site.</param>
/// <param name="Freezes">One an OS; the key is its NODE_OS_VERSION.</param>
public sealed record FederationSiteFreezes(string Site, ImmutableArray<FederationFreeze> Freezes);

/// <summary>A freeze.</summary>
/// <param name="Key">Host, or NODE_OS_VERSION in a site's freezes.</param>
/// <param name="Os">NODE_OS_VERSION for which it holds.</param>
/// <param name="Version">Update version.</param>
/// <param name="Kernel">Kernel, or null.</param>
/// <param name="Reason">Reason.</param>
/// <param name="Owner">Owner.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record FederationFreeze(string Key, string Os, string Version, string? Kernel, string Reason, string Owner, string? Until);
