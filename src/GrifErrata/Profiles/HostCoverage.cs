using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Updates;

namespace GrifErrata.Profiles;

/// <summary>Holds the hosts of a federation against the machines that there are.</summary>
public static class HostCoverage
{
    /// <summary>Warns of each host or pattern of a site, and of each frozen host, that no machine matches; once each.</summary>
    /// <param name="federation">A federation without errors.</param>
    /// <param name="machines">All machines of the federation; of a part of them much would be warned of that is right.</param>
    /// <param name="diagnostics">Takes GE2721 at the pattern, or at the freeze.</param>
    public static void Check(FederationDefinition federation, IReadOnlyCollection<Machine> machines, DiagnosticBag diagnostics)
    {
        HashSet<string> hosts = [.. machines.Select(m => m.Host)], told = [];
        foreach (Site site in federation.Sites)
        {
            foreach (NamedItem pattern in site.Hosts.Where(p => IsNew(p.Name)))
            {
                diagnostics.Add(FederationDiagnostics.HostUnmatched, pattern.Location,
                    $"`{pattern.Name}` of the site {site.Name} matches no machine of the profiles ({machines.Count}). Correct it, or take it out if these machines are gone.");
            }
        }

        foreach (Freeze freeze in federation.Freezes.Where(f => f.Host is not null && IsNew(f.Host)))
        {
            diagnostics.Add(FederationDiagnostics.HostUnmatched, freeze.Location,
                $"{freeze.Host} is frozen and is no machine of the profiles ({machines.Count}). Correct the name, or take the freeze out if the machine is gone.");
        }

        bool IsNew(string pattern) => !hosts.Contains(pattern) && !hosts.Any(h => HostPattern.Matches(pattern, h)) && told.Add(pattern);
    }
}
