using System.Collections.Immutable;
using GrifErrata.Updates;

namespace GrifErrata.Federation;

/// <summary>What a machine gets, and why.</summary>
/// <param name="Version">Update version, or null where the federation has none for the OS.</param>
/// <param name="Kernel">The kernel that a freeze keeps, or null.</param>
/// <param name="Source">What decided.</param>
/// <param name="Stage">The stage that the machine's site follows.</param>
/// <param name="Freeze">The freeze that decided, or null.</param>
public sealed record SelectedVersion(string? Version, string? Kernel, SelectionSource Source, string Stage, SelectedFreeze? Freeze);

/// <summary>A freeze as it reaches a machine's profile: written as one, or a site's open row of a kernel plan.</summary>
/// <param name="Version">Update version.</param>
/// <param name="Kernel">Kernel that stays too, or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">The last day, or null for a row of a kernel plan without a day.</param>
public sealed record SelectedFreeze(string Version, string? Kernel, string Reason, string Owner, DateOnly? Until);

/// <summary>What decides a machine's version, the strongest first.</summary>
public enum SelectionSource
{
    /// <summary>A freeze of the machine.</summary>
    Machine,

    /// <summary>A freeze, a kernel plan or a choice of the site, or a version that it has before its stage.</summary>
    Site,

    /// <summary>The stage that the site follows.</summary>
    Stage,

    /// <summary>The last stage, where the site's own has no version of the OS.</summary>
    Default,

    /// <summary>Nothing: the federation has no version of the OS.</summary>
    None,
}

/// <summary>
/// Decides which version a machine gets: machine freeze, site freeze, open kernel plan of the site, the site's own choice or
/// its version before its stage, its stage, the default stage, none. The generated Pan decides the same in the same order.
/// </summary>
public sealed class FederationResolution
{
    private readonly FederationDefinition _federation;
    private readonly DateOnly _today;
    private readonly Dictionary<string, Site> _sites;
    private readonly Dictionary<(string Os, string Stage), string> _stages;

    /// <summary>Prepares the look-up.</summary>
    /// <param name="federation">A federation without errors.</param>
    /// <param name="today">The day for which sites that lag behind are counted.</param>
    public FederationResolution(FederationDefinition federation, DateOnly today)
    {
        _federation = federation;
        _today = today;
        _sites = federation.Sites.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _stages = federation.StageVersions.ToDictionary(v => (v.Os, v.Stage), v => v.Version);
    }

    /// <summary>The site to which a host belongs, or null.</summary>
    public Site? SiteOf(string host) => _federation.Sites.FirstOrDefault(s => s.Hosts.Any(h => HostPattern.Matches(h.Name, host)));

    /// <summary>What a machine gets.</summary>
    /// <param name="host">Full name in lower case.</param>
    /// <param name="site">Name of its site, or null for none; a name that the federation does not know counts as none.</param>
    /// <param name="os">Name of its OS's folder.</param>
    public SelectedVersion Resolve(string host, string? site, string os)
    {
        string stage = site is not null && _sites.TryGetValue(site, out Site? known) ? known.Stage : FederationDefinition.DefaultStage;
        if (MachineFreeze(host, os) is { } machine) return new(machine.Version, machine.Kernel, SelectionSource.Machine, stage, machine);
        if (site is not null && SiteFreeze(site, os) is { } frozen) return new(frozen.Version, frozen.Kernel, SelectionSource.Site, stage, frozen);
        if (site is not null && SiteChoice(site, os) is { } choice) return new(choice, null, SelectionSource.Site, stage, null);
        (string? version, SelectionSource source) = Followed(stage, os);
        return new(version, null, source, stage, null);
    }

    /// <summary>The freeze of a machine, or null.</summary>
    public SelectedFreeze? MachineFreeze(string host, string os) =>
        _federation.Freezes.FirstOrDefault(f => f.Host == host && f.Os == os) is { } freeze ? Selected(freeze) : null;

    /// <summary>The freeze of a site, or its open row of a kernel plan, or null.</summary>
    public SelectedFreeze? SiteFreeze(string site, string os)
    {
        if (_federation.Freezes.FirstOrDefault(f => f.Site == site && f.Os == os) is { } freeze) return Selected(freeze);
        foreach (KernelPlan plan in _federation.Kernels.Where(p => p.Os == os))
        {
            if (plan.Sites.FirstOrDefault(s => s.Site == site && s.Done is null) is not { } row) continue;
            string owner = row.Owner.Length > 0 ? row.Owner : _sites.GetValueOrDefault(site)?.Contact ?? string.Empty;
            return new(row.Version, row.Kernel, $"reboot into kernel {plan.Kernel}", owner.Length > 0 ? owner : _federation.Contact, row.Date ?? plan.Deadline);
        }

        return null;
    }

    /// <summary>What those who follow a stage get of an OS: the stage's version, else the default's.</summary>
    public (string? Version, SelectionSource Source) Followed(string stage, string os)
    {
        if (stage != FederationDefinition.DefaultStage && _stages.TryGetValue((os, stage), out string? version)) return (version, SelectionSource.Stage);
        return _stages.TryGetValue((os, FederationDefinition.DefaultStage), out version) ? (version, SelectionSource.Default) : (null, SelectionSource.None);
    }

    /// <summary>The version that a site has before its stage; null where there is none, or where what it follows is no longer lower.</summary>
    public string? Early(string site, string os) =>
        _sites.TryGetValue(site, out Site? known) && known.Earlies.FirstOrDefault(e => e.Os == os) is { } early
            && UpdateVersionName.Compare(early.Version, Followed(known.Stage, os).Version) > 0 ? early.Version : null;

    /// <summary>The version of a site alone: it stays on one, has one before its stage or follows its stage later; or null.</summary>
    public string? SiteChoice(string site, string os)
    {
        if (!_sites.TryGetValue(site, out Site? known)) return null;
        if (known.Stays.FirstOrDefault(s => s.Os == os) is { } stay) return stay.Version;
        if (Early(site, os) is { } early) return early;
        if (known.Lags.FirstOrDefault(l => l.Os == os) is not { } lag) return null;
        ImmutableArray<Promotion> promotions = [.. _federation.History.Where(p => p.Os == os && p.Stage == known.Stage && p.Site is null).OrderBy(p => p.Date)];

        // Before the first promotion is old enough the site has what the stage had before it, or, where nothing is known, the first.
        return promotions.LastOrDefault(p => p.Date <= _today.AddDays(-lag.Days))?.Version
            ?? (promotions.FirstOrDefault() is { } first ? first.Before ?? first.Version : null);
    }

    private static SelectedFreeze Selected(Freeze freeze) => new(freeze.Version, freeze.Kernel, freeze.Reason, freeze.Owner, freeze.Until);
}
