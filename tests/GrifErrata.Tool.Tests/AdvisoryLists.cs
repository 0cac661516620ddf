using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>advisories</c>: what a feed holds.</summary>
[TestFixture]
public sealed class AdvisoryLists
{
    private const string Feed = "errata-input/sl5.5-x86_64/sources/advisories/rhel5-2010.xml";

    [Test]
    public void Each_advisory_is_a_line_and_the_last_line_counts()
    {
        using SiteFolder site = new();
        CommandRun run = CommandRun.Of("advisories", Path.Combine(site.OsFolder, "sources", "advisories"));
        Assert.That(run.Error, Is.Empty);
        Snapshot.Verify(run.Out);
    }

    [Test]
    public void The_list_in_json()
    {
        using SiteFolder site = new();
        string folder = Path.Combine(site.OsFolder, "sources", "advisories");
        Snapshot.Verify(CommandRun.Of("advisories", folder, "--json").Out.Replace(site.Root + "/", string.Empty, StringComparison.Ordinal), "json");
    }

    [Test]
    public void The_projects_own_feed_has_all_its_advisories()
    {
        CommandRun run = CommandRun.Of("advisories", Feed, "--json");
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.That(json.RootElement.GetProperty("advisories").GetArrayLength(), Is.EqualTo(114));
        Assert.That(run.Code, Is.Zero);
    }

    [Test]
    public void A_file_that_is_missing_or_of_no_known_format_is_exit_code_1()
    {
        CommandRun run = CommandRun.Of("advisories", "no-such-file", Feed, "LICENSE");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("no-such-file: error GE1").And.Contain("LICENSE: error GE1"));
        Assert.That(run.Out, Does.EndWith("114 advisories (114 security), 411 CVEs, 1009 packages\n"), "what can be read is listed");
    }
}
