using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary>The commands fetch and feed, with feeds that lie on this machine.</summary>
[TestFixture]
[NonParallelizable]
public sealed class Feeds
{
    private SiteFolder _site = null!;
    private string? _cache;

    private string Mirror => Path.Combine(_site.Root, "mirror", "errata.xml");

    [SetUp]
    public void MakeSite()
    {
        _site = new SiteFolder();
        _cache = Environment.GetEnvironmentVariable("GRIF_ERRATA_CACHE");
        Environment.SetEnvironmentVariable("GRIF_ERRATA_CACHE", Path.Combine(_site.Root, "cache"));
        Directory.CreateDirectory(Path.GetDirectoryName(Mirror)!);
        File.Copy(Path.Combine(_site.OsFolder, "sources/advisories/a.xml"), Mirror);
        File.AppendAllText(Path.Combine(_site.OsFolder, "os.yaml"), $"feeds: [{{ url: 'file://{Mirror}', to: security/errata.xml, type: file, expect: {{ newest: 30d }} }}]\n");
    }

    [TearDown]
    public void RemoveSite()
    {
        Environment.SetEnvironmentVariable("GRIF_ERRATA_CACHE", _cache);
        _site.Dispose();
    }

    [Test]
    public void A_feed_is_brought_once_and_then_unchanged()
    {
        Assert.That(_site.Run("fetch", "--date", "2010-12-20"), Is.EqualTo(
            new CommandRun(0, "brought  sl5.5-x86_64  security/errata.xml  3 advisories  0 packages  newest 2010-12-01\n", string.Empty)));
        Assert.That(File.ReadAllText(Path.Combine(_site.OsFolder, "sources/security/errata.xml")), Is.EqualTo(File.ReadAllText(Mirror)));
        Assert.That(_site.Run("fetch", "--date", "2010-12-20", "--os", "sl5.5-x86_64", "--feed", "security/errata.xml", "--offline").Out, Does.StartWith("unchanged  "));
    }

    [Test]
    public void A_build_without_the_feed_says_what_to_run_and_an_aged_feed_is_told_and_accepted()
    {
        Assert.That(_site.Run("generate", "--output", _site.Output, "--date", "2010-12-20").Error, Does.Contain("error GE1802: ").And.Contain("Run: grif-errata fetch --os sl5.5-x86_64 --feed security/errata.xml"));
        Assert.That(_site.Run("fetch", "--date", "2010-12-20").Code, Is.Zero);
        Assert.That(_site.Run("generate", "--output", _site.Output, "--date", "2010-12-20").Code, Is.Zero);
        Assert.That(_site.Run("generate", "--output", _site.Output, "--date", "2011-01-20").Error, Does.Contain("error GE1822: ").And.Contain("50 days before 2011-01-20; os.yaml allows 30"));
        Assert.That(_site.Run("fetch", "--date", "2011-01-20").Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(_site.Run("fetch", "--date", "2011-01-20", "--accept", "old-newest").Code, Is.Zero);
        Assert.That(_site.Run("generate", "--output", _site.Output, "--date", "2011-01-20").Code, Is.Zero);
    }

    [Test]
    public void A_feed_that_is_refused_is_shown_with_the_copy_that_stays()
    {
        Assert.That(_site.Run("fetch", "--date", "2010-12-20").Code, Is.Zero);
        File.WriteAllText(Mirror, "<updates/>\n");
        CommandRun run = _site.Run("fetch", "--date", "2010-12-20");
        Assert.That((run.Code, run.Out), Is.EqualTo((ExitCodes.Problems, "stays  sl5.5-x86_64  security/errata.xml  3 advisories  0 packages  newest 2010-12-01\n")));
        Assert.That(run.Error, Does.Contain("error GE1820: ").And.Contain("warning GE2801: "));
    }

    [Test]
    public void A_feed_that_no_os_yaml_names_is_a_problem_and_an_unknown_acceptance_wrong_use()
    {
        Assert.That(_site.Run("fetch", "--feed", "other"), Is.EqualTo(
            new CommandRun(ExitCodes.Problems, string.Empty, "grif-errata: error: There is no feed other: no entry of `feeds:` has it as `to`.\n")));
        Assert.That(_site.Run("fetch", "--accept", "everything").Code, Is.EqualTo(ExitCodes.WrongUse));
    }

    [Test]
    public void A_feeds_health_is_a_table_or_json()
    {
        File.WriteAllText(Mirror, """
            <updates>
            <update type="security"><id>ADV-1</id><issued date="2010-10-25"/><severity>Critical</severity><pkglist><collection>
              <package name="wren" version="1" release="2" arch="x86_64"/><package name="gull" epoch="0" version="1" release="1.module+el8+1" arch="x86_64"/></collection></pkglist></update>
            <update type="security"><id>ADV-1</id><issued date="2010-10-25"/><severity>Critical</severity></update>
            <update type="bugfix"><id>ADV-2</id></update>
            </updates>
            """);
        CommandRun run = CommandRun.Of("feed", "check", Mirror);
        Snapshot.Verify(run.Out);
        Assert.That((run.Code, run.Error), Is.EqualTo((0, string.Empty)));
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("feed", "check", Mirror, "--json").Out);
        Assert.That(json.RootElement.GetProperty("duplicates")[0].GetString(), Is.EqualTo("ADV-1"));
        Assert.That(json.RootElement.GetProperty("withoutStream")[0].GetString(), Is.EqualTo("ADV-1 gull-1-1.module+el8+1.x86_64"));
    }

    [Test]
    public void A_repositorys_health_names_packages_that_it_does_not_hold()
    {
        string folder = Path.Combine(_site.Root, "mirror", "repodata");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "u.xml"), "<updates><update type=\"security\"><id>ADV-1</id><issued date=\"2010-10-25\"/><pkglist><collection>"
            + "<package name=\"ibis\" epoch=\"0\" version=\"1\" release=\"2\" arch=\"x86_64\"/><package name=\"ibis-doc\" epoch=\"0\" version=\"1\" release=\"2\" arch=\"x86_64\"/>"
            + "<package name=\"ibis\" epoch=\"0\" version=\"1\" release=\"2\" arch=\"src\"/></collection></pkglist></update></updates>");
        File.WriteAllText(Path.Combine(folder, "p.xml"), "<metadata packages=\"1\"><package><name>ibis</name><arch>x86_64</arch><version epoch=\"0\" ver=\"1\" rel=\"2\"/></package></metadata>");
        File.WriteAllText(Path.Combine(folder, "repomd.xml"), "<repomd><data type=\"updateinfo\"><location href=\"repodata/u.xml\"/></data><data type=\"primary\"><location href=\"repodata/p.xml\"/></data></repomd>");
        Assert.That(CommandRun.Of("feed", "check", Path.Combine(_site.Root, "mirror")).Out, Does.Contain("packages not in the repository   1  ADV-1 ibis-doc-1-2.x86_64\n"));
    }

    [Test]
    public void A_repositorys_health_finds_streams_in_its_modules_yaml_and_tells_when_that_cannot_be_read()
    {
        string folder = Path.Combine(_site.Root, "mirror", "repodata"), repository = Path.Combine(_site.Root, "mirror");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "u.xml"), "<updates><update type=\"security\"><id>ADV-1</id><issued date=\"2010-10-25\"/><pkglist><collection>"
            + "<package name=\"gull\" epoch=\"0\" version=\"1\" release=\"1.module+el8+1\" arch=\"x86_64\"/></collection></pkglist></update></updates>");
        File.WriteAllText(Path.Combine(folder, "repomd.xml"), "<repomd><data type=\"updateinfo\"><location href=\"repodata/u.xml\"/></data><data type=\"modules\"><location href=\"repodata/m.yaml\"/></data></repomd>");
        string module = "document: modulemd\nversion: 2\ndata:\n  name: gull\n  stream: 1\n  version: 1\n  context: c\n  arch: x86_64\n  artifacts:\n    rpms:\n";
        File.WriteAllText(Path.Combine(folder, "m.yaml"), module + "    - gull-0:1-1.module+el8+1.x86_64\n");
        Assert.That(CommandRun.Of("feed", "check", repository).Out, Does.Contain("modular packages without stream  0\n"));
        File.WriteAllText(Path.Combine(folder, "m.yaml"), module + "    - gull-0:1-2.module+el8+1.x86_64\n");
        Assert.That(CommandRun.Of("feed", "check", repository).Out, Does.Contain("modular packages without stream  1  ADV-1 gull-1-1.module+el8+1.x86_64\n"));
        File.WriteAllText(Path.Combine(folder, "m.yaml"), "a: [");
        CommandRun run = CommandRun.Of("feed", "check", repository);
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("error GE1355: "));
    }

    [Test]
    public void A_feed_with_an_error_or_without_advisories_is_exit_code_1()
    {
        File.WriteAllText(Mirror, "<updates/>");
        CommandRun run = CommandRun.Of("feed", "check", Mirror);
        Assert.That((run.Code, run.Error), Is.EqualTo((ExitCodes.Problems, $"{Mirror}: error GE1820: The feed has 0 advisories. Check that it is the right one and was fetched whole.\n")));
        Assert.That(CommandRun.Of("feed", "check", "nowhere").Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(CommandRun.Of("feed", "check", "http://127.0.0.1:1/x").Error, Does.Contain("error GE1806: "));
    }
}
