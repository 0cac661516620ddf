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

    [Test]
    public void A_feed_that_was_not_fetched_stops_the_build_with_the_command_that_fetches_it()
    {
        using SiteProject site = new();
        string os = site.Read("errata-input/el5-x86_64/os.yaml");
        site.Write("errata-input/el5-x86_64/os.yaml", os.TrimEnd() + "\nfeeds: [{ url: 'https://example.org/el5', to: el5 }]\n");
        Assert.That(site.Build().Failed().Output, Does.Contain("error GE1802: ").And.Contain("Run: grif-errata fetch --os el5-x86_64 --feed el5"));
    }
}
