namespace GrifErrata.Tool.Tests;

/// <summary><c>grif-errata snapshot</c> and <c>snapshots</c>.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RepositorySnapshots : IDisposable
{
    private const string Version = "20260901";
    private readonly DependencySite _site = new();

    private string Output => Path.Combine(_site.Root, "served");

    public void Dispose() => _site.Dispose();

    [Test]
    public void GE1980_an_OS_without_repodata_is_told_which_options_it_needs()
    {
        CommandRun run = _site.Run("snapshot", Version, "--output", Output);
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.Contain("error GE1980").And.Contain("--metadata NAME=DIR").And.Contain("--repository NAME=URL"));
        Assert.That(Directory.Exists(Output), Is.False);
    }

    [Test]
    public void GE1981_a_repository_without_address_is_told_the_option()
    {
        CommandRun run = _site.Run("snapshot", Version, "--output", Output, "--metadata", "all=" + Mirror());
        Assert.That(run.Error, Does.Contain("error GE1981").And.Contain("Say it with --repository all=URL"));
    }

    [TestCase("ftp://mirror.example.org/all", "is not one of the kinds")]
    [TestCase("https://me:secret@mirror.example.org/all", "has a user or password")]
    [TestCase("https://mirror.example.org/all?x=1", "has a '?'")]
    [TestCase("https://mirror.example.org/a b", "has a character")]
    public void GE1981_an_address_that_machines_could_not_use_is_refused(string address, string reason)
    {
        CommandRun run = _site.Run("snapshot", Version, "--output", Output, "--metadata", "all=" + Mirror(), "--repository", "all=" + address);
        Assert.That(run.Error, Does.Contain("error GE1981").And.Contain(reason));
    }

    [Test]
    public void GE1987_a_name_that_would_lead_out_of_the_folder_is_refused()
    {
        CommandRun run = _site.Run("snapshot", Version, "--output", Output, "--metadata", "../x=" + Mirror(), "--repository", "../x=https://m.example.org");
        Assert.That(run.Error, Does.Contain("error GE1987"));
        Assert.That(Directory.Exists(Path.Combine(_site.Root, "x")), Is.False);
    }

    [Test]
    public void It_is_made_once_and_then_is_there()
    {
        CommandRun run = Make();
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Fine), run.Error);
        Assert.That(run.Out, Does.StartWith("snapshot 20260901 of el9-x86_64: made, ").And.Contain("all  10 of 12 packages"));
        Assert.That(File.Exists(Path.Combine(Output, Version, "el9x-x86_64", "all", "repodata", "repomd.xml")), Is.True);
        Assert.That(Make().Out, Does.Contain(": is there, "));
    }

    [Test]
    public void Snapshots_shows_why_each_stays_and_removes_only_when_asked()
    {
        Make();
        _site.Write("errata-input/el9-x86_64/updates/20261001.yaml", "kind: monthly\nstate: draft\n");
        Assert.That(_site.Run("snapshot", "20261001", "--output", Output, "--metadata", "all=" + Mirror(), "--repository", "all=https://mirror.example.org/all").Code, Is.Zero);
        string[] options = ["snapshots", "--output", Output, "--keep", "1", "--keep-days", "10", "--date", "2026-11-26"];
        const string told = "el9-x86_64  20260901  goes   nobody has it, and it is old\nel9-x86_64  20261001  stays  it is the newest\n";
        Assert.That(_site.Run(options).Out, Is.EqualTo(told));
        Assert.That(Directory.Exists(Path.Combine(Output, Version)), Is.True);
        CommandRun pruned = _site.Run([.. options, "--prune"]);
        Assert.That((pruned.Code, pruned.Out), Is.EqualTo((ExitCodes.Fine, "el9-x86_64  20260901  removed  nobody has it, and it is old\nel9-x86_64  20261001  stays    it is the newest\n")));
        Assert.That(Directory.Exists(Path.Combine(Output, Version)), Is.False);
        Assert.That(Directory.Exists(Path.Combine(Output, "20261001/el9x-x86_64/all")), Is.True);
    }

    [Test]
    public void One_of_output_and_pan_is_needed()
    {
        Assert.That(_site.Run("snapshot", Version).Code, Is.EqualTo(ExitCodes.WrongUse));
        Assert.That(_site.Run("snapshot", Version, "--output", Output, "--pan", Output).Error, Does.Contain("one of --output DIR and --pan DIR"));
        Assert.That(_site.Run("snapshot", Version, "--output", Output, "--repository", "all").Error, Does.Contain("Write NAME=URL"));
    }

    [Test]
    public void Pan_that_limits_repositories_is_written_into_a_folder()
    {
        CommandRun run = _site.Run("snapshot", Version, "--pan", Output, "--metadata", "all=" + Mirror(), "--repository", "all=https://mirror.example.org/all");
        Assert.That(run.Code, Is.Zero, run.Error);
        string text = File.ReadAllText(Path.Combine(Output, "el9-x86_64/repository/errata/20260901.pan"));
        Assert.That(text, Does.Contain("    'all', list(\n").And.Contain("        'foo-libs-0:2-1.x86_64',\n").And.Not.Contain("kernel-0:5.14-2"));
    }

    private CommandRun Make() => _site.Run("snapshot", Version, "--output", Output, "--metadata", "all=" + Mirror(), "--repository", "all=https://mirror.example.org/all");

    // All packages of the site's sources as one repository.
    private string Mirror()
    {
        string folder = Path.Combine(_site.Root, "mirror"), sources = Path.Combine(_site.Input, "el9-x86_64", "sources");
        Directory.CreateDirectory(Path.Combine(folder, "repodata"));
        string[] packages = [.. ((string[])["base", "errata", "site"]).SelectMany(n => File.ReadAllText(Path.Combine(sources, n, "primary.xml")).Split("<package ")[1..])
            .Select(p => "<package " + p[..(p.IndexOf("</package>", StringComparison.Ordinal))] + "<checksum type=\"sha256\" pkgid=\"YES\">0</checksum><location href=\"a.rpm\"/></package>")];
        File.WriteAllText(Path.Combine(folder, "primary.xml"), "<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n" + string.Join('\n', packages) + "</metadata>");
        File.WriteAllText(Path.Combine(folder, "filelists.xml"), "<filelists>" + string.Concat(packages.Select(_ => "<package pkgid=\"0\"/>")) + "</filelists>");
        File.WriteAllText(Path.Combine(folder, "repodata/repomd.xml"), "<repomd><data type=\"primary\"><location href=\"primary.xml\"/></data><data type=\"filelists\"><location href=\"filelists.xml\"/></data></repomd>");
        return folder;
    }
}
