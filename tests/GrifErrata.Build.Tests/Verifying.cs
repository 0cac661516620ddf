namespace GrifErrata.Build.Tests;

internal sealed class Verifying
{
    [Test]
    public void In_continuous_integration_right_templates_pass_and_a_second_build_runs_nothing()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs(times: true);

        CommandResult first = site.Build("-p:ContinuousIntegrationBuild=true").Succeeded();
        CommandResult second = site.Build("-p:ContinuousIntegrationBuild=true").Succeeded();

        Assert.That(first.Generated, Is.True, "The mode is another, so the last run proves nothing.");
        Assert.That(second.Skipped, Is.True, second.Output);
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }

    [Test]
    public void A_draft_that_differs_is_an_error_at_its_line_and_column_and_is_not_rewritten()
    {
        using SiteProject site = SiteProject.Built();
        site.Edit(SiteProject.Draft, "'openssl'", "'opensll'");
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (CommandResult build in (CommandResult[])[Verify(site).Failed(), Verify(site).Failed()])
        {
            Assert.That(build.Output, Does.Contain($"{site.At(SiteProject.Draft)}(6,38): error GE1021: "));
            Assert.That(site.Read($"{SiteProject.Intermediate}/received/el5-x86_64/rpms/errata/20101022.received.tpl"), Does.Contain("'openssl'"));
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }
    }

    [Test]
    public void A_missing_template_is_an_error_and_is_not_made()
    {
        using SiteProject site = SiteProject.Built();
        File.Delete(site.At(SiteProject.Draft));

        Assert.That(Verify(site).Failed().Output, Does.Contain($"{site.At(SiteProject.Draft)} : error GE1023: "));
        Assert.That(File.Exists(site.At(SiteProject.Draft)), Is.False);
    }

    [TestCase("Verfiy")]
    [TestCase("Accept")]
    public void A_mode_that_does_not_exist_is_an_error_at_the_project(string mode)
    {
        using SiteProject site = new();

        CommandResult build = site.Build($"-p:GrifErrataMode={mode}").Failed();

        Assert.That(build.Output, Does.Match($@"GrifErrata\.Build\.targets\(\d+,\d+\): error GE1030: GrifErrataMode is `{mode}`"));
    }

    private static CommandResult Verify(SiteProject site) => site.Build("-p:GrifErrataMode=Verify");
}
