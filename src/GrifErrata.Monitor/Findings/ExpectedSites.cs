using GrifErrata.Federation;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Findings;

/// <summary>The site that a host's profile says, else the one whose pattern in the federation it matches.</summary>
/// <param name="expectations">Profiles and federation.</param>
/// <param name="rules">The sites of the settings with their other names.</param>
internal sealed class ExpectedSites(ExpectationWatch expectations, AccessRules rules) : IExpectedSites
{
    /// <inheritdoc/>
    public string? Of(string host)
    {
        Expectation expectation = expectations.Current;
        string? site = expectation.Profiles.GetValueOrDefault(host)?.Site
            ?? expectation.Federation?.Sites.FirstOrDefault(s => s.Hosts.Any(h => HostPattern.Matches(h.Name, host)))?.Name;
        return site is null ? null : rules.Site(site)?.Name;
    }
}
