namespace GrifErrata.Build.Tests;

internal sealed class FetchedFeeds
{
    [Test]
    public void A_build_never_fetches()
    {
        using SiteProject site = new();
        site.Build("-p:GrifErrataOffline=true").Succeeded();
        Assert.That(site.Build("-p:GrifErrataOffline=false").Failed().Output, Does.Contain("error GE1839: GrifErrataOffline is `false`"));
    }
}
