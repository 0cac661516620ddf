namespace GrifErrata.Tool.Tests;

/// <summary><c>review</c>.</summary>
[TestFixture]
public sealed class Reviews
{
    private static string Expected(string name) =>
        File.ReadAllText(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Reviews", "Expected", name));

    [TestCase("md")]
    [TestCase("html")]
    public void The_review_is_written_to_standard_output(string format) =>
        Assert.That(CommandRun.Of("review", "20101125", "--against", "20101028", "--format", format),
            Is.EqualTo(new CommandRun(0, Expected($"20101125-against-20101028.verified.{format}"), string.Empty)));

    [Test]
    public void Without_against_it_is_the_version_that_it_builds_on_and_the_files_name_says_the_format()
    {
        using SiteFolder site = new();
        string path = Path.Combine(site.Root, "r.html");
        Assert.That(CommandRun.Of("review", "20101125", "--output", path), Is.EqualTo(new CommandRun(0, path + "\n", string.Empty)));
        Assert.That(File.ReadAllText(path), Is.EqualTo(Expected("20101125-against-20101028.verified.html")));
    }

    [Test]
    public void The_first_version_is_compared_with_the_base_release() =>
        Assert.That(CommandRun.Of("review", "20100906").Out, Does.StartWith("# sl5.5-x86_64: review of 20100906 against the base release\n"));

    [Test]
    public void Machines_of_the_folder_are_shown_by_site()
    {
        using SiteFolder site = new();
        string profiles = Directory.CreateDirectory(Path.Combine(site.Root, "profiles")).FullName;
        File.WriteAllText(Path.Combine(profiles, "wn1.lal.example.org.txt"), "glibc-2.5-49.x86_64\nbash-3.2-24.x86_64\n");
        CommandRun run = site.Run("review", "20101125", "--profiles", profiles);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("## Machines\n").And.Contain("| lal.example.org | 1 |"));
    }

    [Test]
    public void Machines_that_the_monitor_says_need_somebody_are_a_risk()
    {
        string document = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Monitoring", "hosts.json");
        CommandRun run = CommandRun.Of("review", "20101125", "--monitor", document);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("### Machines that need somebody: 3\n").And.Contain("As the monitor said at 2010-12-10T12:00:00Z")
            .And.Contain("| db01.lal.example.org | lal | forgotten, kernel behind | 20100927 |  | 2010-12-10T10:00:00Z |").And.Not.Contain("right.lal.example.org"));
        CommandRun wrong = CommandRun.Of("review", "20101125", "--monitor", typeof(Reviews).Assembly.Location);
        Assert.That((wrong.Code, wrong.Error), Is.EqualTo((1, wrong.Error)));
        Assert.That(wrong.Error, Does.Contain("error GE1911: "));
    }

    [Test]
    public void Freezes_that_hold_on_the_day_and_the_sites_of_the_federation_are_shown()
    {
        using SiteFolder site = new();
        string profiles = Directory.CreateDirectory(Path.Combine(site.Root, "profiles")).FullName;
        string list = Path.Combine(profiles, "wn1.lal.example.org.txt");
        File.WriteAllText(list, "glibc-2.5-49.x86_64\nbash-3.2-24.x86_64\n");
        File.WriteAllText(Path.Combine(site.Input, "federation.yaml"), """
            name: GRIF
            sites:
              - { name: lal, hosts: ['*.lal.example.org'] }
            freezes:
              - { host: wn1.lal.example.org, os: sl5.5-x86_64, version: 20101022, reason: Lustre, owner: a@b, until: 2010-12-15 }

            """);
        CommandRun run = site.Run("review", "20101125", "--date", "2010-12-15", "--profiles", list);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(run.Out, Does.Contain("### Freezes touched: 1\n").And.Contain("| wn1.lal.example.org | lal | 20101022 |  | 2010-12-15 | a@b | Lustre |").And.Contain("| lal | 1 | 0 | 1 |"));
        Assert.That(site.Run("review", "20101125", "--date", "2010-12-16", "--profiles", profiles).Out, Does.Not.Contain("Freezes touched").And.Contain("| lal | 1 | 1 | 0 |"));

        File.WriteAllText(Path.Combine(site.Input, "federation.yaml"), "name: GRIF\nfrozen: []\n");
        run = site.Run("review", "20101125");
        Assert.That((run.Code, run.Out), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Error, Does.Contain("errata-input/federation.yaml(2,1): error "));
    }

    [Test]
    public void What_cannot_be_read_or_written_is_a_problem()
    {
        using SiteFolder site = new();
        Assert.Multiple(() =>
        {
            CommandRun run = site.Run("review", "20101125", "--profiles", Path.Combine(site.Root, "none"));
            Assert.That((run.Code, run.Out), Is.EqualTo((1, string.Empty)));
            Assert.That(run.Error, Does.Contain("none: error GE1002"));
            run = site.Run("review", "20101125", "--output", Path.Combine(site.Root, "none", "r.md"));
            Assert.That(run.Code, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("none/r.md: error GE1025"));
            run = site.Run("review", "20101125", "--against", "20101231");
            Assert.That(run.Code, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("error GE1026"));
        });
    }
}
