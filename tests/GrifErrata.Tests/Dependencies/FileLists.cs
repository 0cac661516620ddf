using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Requirements of files that primary.xml does not list.</summary>
public sealed class FileLists
{
    private const string Data = "/usr/share/data/x", IdOfB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", NoSuchId = "cccccccccccccccccccccccccccccccccccccccc";
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("grif-errata-filelists-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(Data)]
    [TestCase("(/usr/share/data/x if a)")]
    [TestCase("(none or /usr/share/data/x)")]
    public void A_file_that_only_filelists_have_meets_a_requirement(string requirement) =>
        Assert.That(Check(Repository("r", requirement, FileList(IdOfB, "b", Data))), Is.EqualTo($"fix\nadd b-1-1.x86_64: a-2-1.x86_64 requires {requirement}\n"));

    [TestCase("", "b")]
    [TestCase(NoSuchId, "b")]
    [TestCase(IdOfB, "another-name")]
    public void A_package_is_found_by_its_pkgid_or_else_by_its_nevra(string id, string name) =>
        Assert.That(Check(Repository("r", Data, FileList(id, name, Data))), Does.StartWith("fix\nadd b-1-1.x86_64"));

    [TestCase("", "another-name")]
    [TestCase(NoSuchId, "another-name")]
    public void The_files_of_a_package_that_primary_does_not_have_are_passed_over(string id, string name) =>
        Assert.That(Check(Repository("r", Data, FileList(id, name, Data))), Does.StartWith("impossible"));

    [Test]
    public void Where_no_package_has_the_file_the_update_is_impossible() =>
        Assert.That(Check(Repository("r", Data, FileList(IdOfB, "b", "/usr/share/data/xy"))), Does.Contain("a-2-1.x86_64 requires /usr/share/data/x; nothing provides it"));

    [TestCase(Data)]
    [TestCase("(none or /usr/share/data/x)")]
    public void Without_filelists_the_file_counts_as_there_and_the_answer_says_so(string requirement) => Assert.That(
        Check(Repository("r", requirement, null)), Is.EqualTo($"ok\nGE2853 whether {Data} is there is not known: primary.xml does not list it; give filelists\n"));

    [Test]
    public void Metadata_that_name_filelists_without_having_them_are_as_without()
    {
        string repository = Repository("r", Data, FileList(IdOfB, "b", Data));
        File.Delete(Path.Combine(repository, "repodata", "filelists.xml"));
        Assert.That(Check(repository), Does.StartWith("ok\nGE2853"));
    }

    [Test]
    public void Where_one_repository_has_no_filelists_what_the_others_do_not_have_is_not_known() => Assert.That(
        Check(Repository("r", Data, FileList(IdOfB, "b", "/usr/share/data/xy")), Repository("s", Data, null)), Does.StartWith("ok\nGE2853"));

    [Test]
    public void The_files_of_a_package_that_an_earlier_repository_has_too_are_the_earlier_ones() => Assert.That(
        Check(Repository("r", Data, FileList(IdOfB, "b", "/usr/share/data/xy")), Repository("s", Data, FileList(IdOfB, "b", Data))), Does.StartWith("impossible"));

    [TestCase("/usr/bin/x")]
    [TestCase("b")]
    [TestCase("(b or /etc/x)")]
    public void Filelists_are_not_read_where_primary_answers_all(string requirement)
    {
        DiagnosticBag diagnostics = [];
        PackageTables.Read([Repository("r", requirement, "no xml at all")], diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        PackageTables.Read([Repository("s", Data, "no xml at all")], diagnostics, default);
        Assert.That(diagnostics.HasErrors, Is.True);
    }

    private static string Check(params string[] repositories)
    {
        DiagnosticBag diagnostics = [];
        PackageTable table = PackageTables.Read(repositories, diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return DependencyCase.Describe(new UpdateCheck(table, new()).Check([NevraParser.Parse("a-1-1.x86_64", out _)!], [NevraParser.Parse("a-2-1.x86_64", out _)!]));
    }

    private static string FileList(string id, string name, string path) => $"""
        <filelists xmlns="http://linux.duke.edu/metadata/filelists" packages="1">
          <package{(id.Length > 0 ? $" pkgid=\"{id}\"" : "")} name="{name}" arch="x86_64"><version epoch="0" ver="1" rel="1"/><file type="dir">/usr/share/data</file><file>{path}</file></package>
        </filelists>
        """;

    private string Repository(string name, string requirement, string? fileLists)
    {
        string folder = Path.Combine(_folder, name);
        string repodata = Directory.CreateDirectory(Path.Combine(folder, "repodata")).FullName;
        File.WriteAllText(Path.Combine(repodata, "primary.xml"), $"""
            <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
            <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><checksum type="sha" pkgid="YES">aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</checksum><format/></package>
            <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="0" ver="2" rel="1"/><format><rpm:requires><rpm:entry name="{requirement}"/></rpm:requires></format></package>
            <package type="rpm"><name>b</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><checksum type="sha" pkgid="YES">{IdOfB}</checksum><format/></package>
            </metadata>
            """);
        if (fileLists is not null) File.WriteAllText(Path.Combine(repodata, "filelists.xml"), fileLists);
        string entry = fileLists is null ? "" : "<data type=\"filelists\"><location href=\"repodata/filelists.xml\"/></data>";
        File.WriteAllText(Path.Combine(repodata, "repomd.xml"), $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><data type=\"primary\"><location href=\"repodata/primary.xml\"/></data>{entry}</repomd>");
        return folder;
    }
}
