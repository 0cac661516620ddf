using GrifErrata.Federation;
using GrifErrata.Profiles;

namespace GrifErrata.Reviews;

/// <summary>What a review takes from a federation.</summary>
/// <param name="federation">A federation without errors.</param>
/// <param name="today">The day on which freezes must still hold to be shown.</param>
public sealed class ReviewFederation(FederationDefinition federation, DateOnly today)
{
    // ERRATA_SITE's default in the generated Pan.
    private const string NoSite = "none";

    private readonly FederationResolution _resolution = new(federation, today);

    /// <summary>The freezes of an OS that hold: those of machines and sites, and the open rows of kernel plans, each under the name of its machine or site.</summary>
    internal IEnumerable<(string? Host, string? Site, SelectedFreeze Freeze)> Freezes(string os)
    {
        foreach (string host in federation.Freezes.Select(f => f.Host).OfType<string>())
        {
            if (OfHost(host, os) is { } freeze) yield return (host, SiteOf(host), freeze);
        }

        foreach (Site site in federation.Sites)
        {
            if (OfSite(site.Name, os) is { } freeze) yield return (null, site.Name, freeze);
        }
    }

    /// <summary>The site of a host by the sites' patterns, or null.</summary>
    internal string? SiteOf(string host) => _resolution.SiteOf(host)?.Name;

    /// <summary>What holds a machine back, or null: its own freeze, or its site's where the look-up in Pan knows the site too.</summary>
    internal SelectedFreeze? Of(Machine machine, string os)
    {
        string? site = machine.Site ?? SiteOf(machine.Host);
        return OfHost(machine.Host, os) ?? (site is null ? null : OfSite(site, os));
    }

    /// <summary>What a profile says of its site; null where it says none.</summary>
    internal static string? Said(Machine machine) => machine.Site is NoSite ? null : machine.Site;

    private SelectedFreeze? OfHost(string host, string os) => _resolution.MachineFreeze(host, os) is { } freeze && freeze.Until >= today ? freeze : null;

    // The row of a kernel plan holds until it is done, whatever its day.
    private SelectedFreeze? OfSite(string site, string os) =>
        federation.Freezes.Any(f => f.Site == site && f.Os == os && f.Until < today) ? null : _resolution.SiteFreeze(site, os);
}
