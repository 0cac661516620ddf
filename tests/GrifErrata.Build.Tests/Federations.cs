namespace GrifErrata.Build.Tests;

internal sealed class Federations
{
    private const string Federation = "name: GRIF\nos: { el5-x86_64: { default: 20100906 } }\nfreezes:\n"
        + "  - { host: wn1.example.org, os: el5-x86_64, version: 20100906, reason: Lustre, owner: a@b, until: 2010-12-10 }\n";

    [Test]
    public void GrifErrataToday_says_against_which_day_freezes_are_held()
    {
        using SiteProject site = new();
        site.Write("errata-input/federation.yaml", Federation);

        site.Build("-p:GrifErrataToday=2010-10-01").Succeeded();
        Assert.That(site.Read("templates/pan/federation/errata/config.tpl"), Does.Contain("escape('wn1.example.org')"));
        Assert.That(site.Build("-p:GrifErrataToday=2010-10-01").Succeeded().Skipped, Is.True, "the same day");

        Assert.That(site.Build("-p:GrifErrataToday=2010-12-11").Failed().Output, Does.Contain("federation.yaml(4,5): error GE1708: "));
        Assert.That(site.Build().Failed().Output, Does.Contain("error GE1708: "), "without the property it is today");
        Assert.That(site.Build("-p:GrifErrataToday=soon").Failed().Output, Does.Contain("error GE1031: GrifErrataToday is `soon`."));
    }
}
