namespace GrifErrata.Build.Tests;

internal sealed class NothingChanged
{
    [Test]
    public void A_second_build_runs_nothing_and_touches_no_file()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs(times: true);

        CommandResult second = site.Build().Succeeded();

        Assert.That(second.Skipped, Is.True, second.Output);
        Assert.That(second.Generated, Is.False, second.Output);
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }

    [Test]
    public void A_run_that_finds_every_file_right_leaves_their_times_and_the_next_build_runs_nothing()
    {
        using SiteProject site = SiteProject.Built();
        IReadOnlyList<string> before = site.Outputs(times: true);
        site.Edit(SiteProject.DraftDefinition, "kind: monthly", "kind: monthly # as always");

        CommandResult again = site.Build().Succeeded();
        CommandResult last = site.Build().Succeeded();

        Assert.That(again.Generated, Is.True, again.Output);
        Assert.That(again.Output, Does.Contain(" 0 written"));
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        Assert.That(last.Skipped, Is.True, last.Output);
    }
}
