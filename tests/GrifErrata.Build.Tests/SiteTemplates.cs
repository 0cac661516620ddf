using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

internal sealed class SiteTemplates
{
    [Test]
    public void A_sites_own_Scriban_template_overrides_ours_by_name_and_editing_it_causes_a_run()
    {
        using SiteProject site = SiteProject.Built();
        const string own = "scriban/init.tpl.scriban";
        string ours = File.ReadAllText(Path.Combine(Checkout.Root, "templates", own));
        File.Delete(site.At("templates/pan/el5-x86_64/config/os/errata/20100906-init.tpl"));
        site.Write(own, "# Site X.\n" + ours);

        site.Build("-p:GrifErrataTemplateDir=scriban", "-t:AcceptErrata").Succeeded();

        Assert.That(site.Read("templates/pan/el5-x86_64/config/os/errata/20101022-init.tpl"), Does.StartWith("# Site X.\n"));
        site.Build("-p:GrifErrataTemplateDir=scriban").Succeeded();
        Assert.That(site.Build("-p:GrifErrataTemplateDir=scriban").Skipped, Is.True);

        site.Edit(own, "{{", "{{{{{");

        CommandResult broken = site.Build("-p:GrifErrataTemplateDir=scriban").Failed();
        Assert.That(broken.Output, Does.Match($@"{System.Text.RegularExpressions.Regex.Escape(site.At(own))}\(\d+,\d+\): error GE1\d\d\d: "));
    }
}
