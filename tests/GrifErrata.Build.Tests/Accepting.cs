namespace GrifErrata.Build.Tests;

internal sealed class Accepting
{
    [Test]
    public void AcceptErrata_rewrites_drafts_and_deletes_orphans()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs();
        site.Edit(SiteProject.Draft, "openssl", "opensll");
        site.Write("templates/pan/el5-x86_64/rpms/errata/20100801.tpl", "template rpms/errata/20100801;\n");

        site.Build("-t:AcceptErrata").Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(before));
        site.Build().Succeeded();
        Assert.That(site.Build().Skipped, Is.True);
    }

    [Test]
    public void AcceptErrata_refuses_a_released_version_and_takes_it_only_with_GrifErrataAcceptReleased()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> right = site.Outputs();
        site.Edit(SiteProject.Released, "'gzip'", "'gunzip'");
        IReadOnlyList<string> before = site.Outputs(times: true);

        CommandResult refused = site.Build("-t:AcceptErrata").Failed();

        Assert.That(refused.Output, Does.Contain($"{site.At(SiteProject.Released)}(5,34): error GE1022: "));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));

        site.Build("-t:AcceptErrata", "-p:GrifErrataAcceptReleased=true").Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(right));
        site.Build().Succeeded();
    }

    [Test]
    public void An_empty_AcceptErrata_of_the_solution_does_not_replace_ours()
    {
        using SiteProject site = SiteProject.Built();
        site.Write("Directory.Build.targets", "<Project><Target Name=\"AcceptErrata\" /></Project>");
        site.Edit(SiteProject.Draft, "openssl", "opensll");

        site.Build("-t:AcceptErrata").Succeeded();

        Assert.That(site.Read(SiteProject.Draft), Does.Not.Contain("opensll"));
    }

    [Test]
    public void GrifErrataAcceptReleased_means_nothing_in_an_ordinary_build()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit(SiteProject.Released, "'gzip'", "'gunzip'");

        Assert.That(site.Build("-p:GrifErrataAcceptReleased=true").Failed().Output, Does.Contain("error GE1022: "));
    }
}
