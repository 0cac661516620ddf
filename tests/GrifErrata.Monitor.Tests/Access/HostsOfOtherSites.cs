using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Findings;
using GrifErrata.Monitor.Tests.Expectations;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>To which site a host belongs before anybody reported it.</summary>
public sealed class HostsOfOtherSites
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("wn1.lal.example.org", "lal", TestName = "the profile says it, under an alias")]
    [TestCase("wn1.llr.example.org", "llr", TestName = "the federation's pattern says it")]
    [TestCase("wn1.irfu.example.org", null, TestName = "a site that the settings do not know takes no name away")]
    [TestCase("wn1.elsewhere.example.org", null, TestName = "nobody says it")]
    public async Task A_host_is_of_the_site_that_says(string host, string? site)
    {
        _folder.Write("profiles/wn1.json", Profile.Json("wn1.lal.example.org").Replace("\"lal\"", "\"GRIF-LAL\"", StringComparison.Ordinal));
        _folder.Write("input/federation.yaml", "name: GRIF\nsites: [{ name: llr, hosts: ['*.llr.example.org'], stage: default }, { name: irfu, hosts: ['*.irfu.example.org'], stage: default }]\n");
        _folder.Write("input/el5/os.yaml", "broken");
        ExpectationOptions options = new() { Input = Path.Combine(_folder.Path, "input"), Profiles = Path.Combine(_folder.Path, "profiles") };
        using ExpectationWatch watch = new(options, TimeProvider.System, NullLogger<ExpectationWatch>.Instance);
        await watch.PollAsync(CancellationToken.None);
        AccessRules rules = AccessRules.None with { Sites = [new() { Name = "lal", Aliases = ["GRIF-LAL"] }, new() { Name = "llr" }] };
        Assert.That(new ExpectedSites(watch, rules).Of(host), Is.EqualTo(site));
    }
}
