using GrifErrata.Diagnostics;

namespace GrifErrata.Federation;

/// <summary>Checks that what a federation's file names inside itself exists, once each.</summary>
internal static class FederationReferences
{
    public static void Check(FederationDefinition federation, DiagnosticBag diagnostics)
    {
        HashSet<string> stages = [.. federation.Stages];
        HashSet<string> sites = [];
        foreach (StageVersion version in federation.StageVersions) Known(stages, version.Stage, "stage", version.Location, diagnostics);
        foreach (Site site in federation.Sites)
        {
            if (!sites.Add(site.Name))
                diagnostics.Add(FederationDiagnostics.Twice, site.Location, $"The site `{site.Name}` stands twice. Remove one.");
            Known(stages, site.Stage, "stage", site.Location, diagnostics);
            foreach (string os in site.Stays.Select(s => s.Os).Intersect(site.Lags.Select(l => l.Os), StringComparer.Ordinal))
            {
                diagnostics.Add(FederationDiagnostics.Twice, site.Location,
                    $"The site `{site.Name}` both stays on a version of {os} and lags behind. Keep one of `stay` and `lag`.");
            }

            foreach (string os in site.Earlies.Select(e => e.Os).Intersect(site.Stays.Select(s => s.Os).Concat(site.Lags.Select(l => l.Os)), StringComparer.Ordinal))
            {
                diagnostics.Add(FederationDiagnostics.Twice, site.Location,
                    $"The site `{site.Name}` has a version of {os} before its stage, and stays or lags behind as well. Keep one of `early`, `stay` and `lag`.");
            }
        }

        CheckHosts(federation, diagnostics);
        HashSet<(string?, string?, string)> frozen = [];
        foreach (Freeze freeze in federation.Freezes)
        {
            if (freeze.Site is { } site) Known(sites, site, "site", freeze.Location, diagnostics);
            if (!frozen.Add((freeze.Host, freeze.Site, freeze.Host is null ? freeze.Os : string.Empty)))
            {
                diagnostics.Add(FederationDiagnostics.Twice, freeze.Location,
                    $"{freeze.Host ?? freeze.Site} is frozen twice. Keep the freeze that is meant.");
            }
        }

        foreach (KernelPlan plan in federation.Kernels)
        {
            HashSet<string> planned = [];
            foreach (KernelPlanSite site in plan.Sites)
            {
                Known(sites, site.Site, "site", site.Location, diagnostics);
                if (!planned.Add(site.Site))
                    diagnostics.Add(FederationDiagnostics.Twice, site.Location, $"The site `{site.Site}` stands twice in this plan. Remove one row.");
            }
        }

        foreach (IGrouping<string, KernelPlan> plans in federation.Kernels.GroupBy(p => p.Os).Where(g => g.Count(p => p.Sites.Any(s => s.Done is null)) > 1))
        {
            diagnostics.Add(FederationDiagnostics.Twice, plans.Last().Location,
                $"Two kernel plans of {plans.Key} are open. Finish or remove the first: a site can stay on one version only.");
        }
    }

    private static void CheckHosts(FederationDefinition federation, DiagnosticBag diagnostics)
    {
        // Sites may list thousands of names: those are looked up, and only patterns are held against each other.
        ReadOnlySpan<(HashSet<string> Names, List<string> Patterns)> hosts = ((HashSet<string> Names, List<string> Patterns)[])
        [
            .. federation.Sites.Select(s => (
                s.Hosts.Where(h => HostPattern.IsHost(h.Name)).Select(h => h.Name).ToHashSet(StringComparer.Ordinal),
                s.Hosts.Where(h => !HostPattern.IsHost(h.Name)).Select(h => h.Name).ToList())),
        ];
        for (int i = 0; i < federation.Sites.Length; i++)
        {
            foreach (Updates.NamedItem host in federation.Sites[i].Hosts)
            {
                if (Claimant(hosts[..i], host.Name) is not (>= 0 and int first)) continue;
                Updates.NamedItem other = federation.Sites[first].Hosts.First(o => HostPattern.Overlap(o.Name, host.Name));
                diagnostics.Add(FederationDiagnostics.HostTwice, host.Location,
                    $"`{host.Name}` of the site {federation.Sites[i].Name} and `{other.Name}` of {federation.Sites[first].Name} match the same hosts. "
                    + "A host belongs to one site: make the patterns narrower.");
            }
        }
    }

    // The first is enough: a pattern pasted into a thousand sites would be half a million messages.
    private static int Claimant(ReadOnlySpan<(HashSet<string> Names, List<string> Patterns)> sites, string host)
    {
        bool isHost = HostPattern.IsHost(host);
        for (int i = 0; i < sites.Length; i++)
        {
            foreach (string pattern in sites[i].Patterns)
            {
                if (HostPattern.Overlap(pattern, host)) return i;
            }

            if (isHost && sites[i].Names.Contains(host)) return i;
            if (isHost) continue;
            foreach (string name in sites[i].Names)
            {
                if (HostPattern.Matches(host, name)) return i;
            }
        }

        return -1;
    }

    private static void Known(HashSet<string> known, string name, string what, SourceLocation location, DiagnosticBag diagnostics)
    {
        if (known.Contains(name)) return;
        string list = known.Count == 0 ? "there is none" : $"there are: {string.Join(", ", known.Order(StringComparer.Ordinal))}";
        diagnostics.Add(FederationDiagnostics.Unknown, location, $"There is no {what} `{name}`; {list}.");
    }
}
