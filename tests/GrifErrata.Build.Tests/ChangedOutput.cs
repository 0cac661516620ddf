namespace GrifErrata.Build.Tests;

internal sealed class ChangedOutput
{
    [Test]
    public void A_removed_template_is_made_again()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs();
        File.Delete(site.At(SiteProject.Released));

        site.Build().Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(before));
    }

    [Test]
    public void A_draft_edited_by_hand_is_rewritten()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs();
        site.Edit(SiteProject.Draft, "openssl", "opensll");

        site.Build().Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(before));
    }

    [Test]
    public void A_released_version_edited_by_hand_stops_every_build_at_its_line_and_column_and_stays_as_it_is()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit(SiteProject.Released, "'gzip'", "'gunzip'");
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (CommandResult build in (CommandResult[])[site.Build().Failed(), site.Build().Failed()])
        {
            Assert.That(build.Output, Does.Contain($"{site.At(SiteProject.Released)}(5,34): error GE1022: "));
            string received = site.At($"{SiteProject.Intermediate}/received/el5-x86_64/rpms/errata/20100906.received.tpl");
            Assert.That(build.Output, Does.Contain(received));
            Assert.That(File.ReadAllText(received), Does.Contain("'gzip'"));
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }
    }

    [Test]
    public void Inputs_that_would_change_a_released_version_stop_the_build()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs(times: true);
        site.Edit($"{SiteProject.Listings}/august.csv", "11.el5_4.1", "11.el5_4.2");

        CommandResult build = site.Build().Failed();

        Assert.That(build.Output, Does.Contain($"{site.At(SiteProject.Released)}(5,55): error GE1022: "));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }
}
