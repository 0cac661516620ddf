using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>select</c> and the filters of <c>advisories</c>.</summary>
[TestFixture]
public sealed class MachineSelections
{
    private const string Primary = """
        <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="3">
        <package type="rpm"><name>heron</name><arch>x86_64</arch><version epoch="1" ver="1" rel="2"/><format/></package>
        <package type="rpm"><name>heron</name><arch>x86_64</arch><version epoch="1" ver="1" rel="3"/><format/></package>
        <package type="rpm"><name>gull</name><arch>noarch</arch><version epoch="0" ver="2" rel="1"/>
        <format><rpm:obsoletes><rpm:entry name="tern" flags="LT" epoch="0" ver="2"/></rpm:obsoletes></format></package>
        </metadata>
        """;

    private const string UpdateInfo = """
        <updates><update type="security"><id>ADV-1</id><severity>Important</severity><issued date="2020-01-01"/>
        <references><reference type="cve" id="CVE-2020-0001"/></references>
        <pkglist><collection><package name="heron" version="1" release="2" epoch="1" arch="x86_64"/></collection></pkglist></update>
        <update type="bugfix"><id>ADV-2</id><issued date="2020-02-01"/>
        <pkglist><collection><package name="gull" version="2" release="1" epoch="0" arch="noarch"/></collection></pkglist></update></updates>
        """;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        Repository("updates", UpdateInfo);
        Repository("base", null);
        Write("wn1.txt", "heron-1-1.x86_64\ntern-1-1.x86_64\n");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_packages_are_printed_one_a_line_in_order()
    {
        Assert.That(Select("updates"), Is.EqualTo((0, "gull-2-1.noarch\nheron-1:1-3.x86_64\n", "")));
        Assert.That(Select("updates", "--security"), Is.EqualTo((0, "heron-1:1-3.x86_64\n", "")));
        Assert.That(Select("updates", "--security", "--minimal"), Is.EqualTo((0, "heron-1:1-2.x86_64\n", "")));
        Assert.That(Select("updates", "--bugfix", "--no-obsoletes"), Is.EqualTo((0, "", "")));
        Assert.That(Select("updates", "--bugfix", "--cve", "CVE-2020-0001"), Is.EqualTo((0, "gull-2-1.noarch\nheron-1:1-3.x86_64\n", "")));
    }

    [Test]
    public void Json_says_rule_source_replaced_packages_and_fixes()
    {
        using JsonDocument json = JsonDocument.Parse(Select("updates", "--advisory", "ADV-1", "--json").Out);
        JsonElement package = json.RootElement.GetProperty("packages").EnumerateArray().Single(), reason = package.GetProperty("reasons").EnumerateArray().Single();
        Assert.That(json.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        Assert.That((package.GetProperty("nevra").GetString(), package.GetProperty("rule").GetString(), package.GetProperty("replaces")[0].GetString()),
            Is.EqualTo(("heron-1:1-3.x86_64", "newest", "heron-1-1.x86_64")));
        Assert.That((reason.GetProperty("id").GetString(), reason.GetProperty("fixed").GetString(), reason.GetProperty("cves")[0].GetString()), Is.EqualTo(("ADV-1", "1:1-2", "CVE-2020-0001")));
    }

    [Test]
    public void A_repository_without_advisories_is_warned_of_beside_others_and_an_error_alone()
    {
        (int code, string output, string error) = Select("updates", "--source", At("base") + ",priority=1", "--security");
        Assert.That((code, output), Is.EqualTo((0, "heron-1:1-3.x86_64\n")));
        Assert.That(error, Does.Contain("base/repodata/repomd.xml(1,1): warning GE2904:"));
        (code, output, error) = Select("base", "--security");
        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("error GE1253:"));
    }

    [Test]
    public void A_package_without_version_in_the_list_is_told()
    {
        Write("wn1.txt", "heron-1-9\nheron-1-1.x86_64\n");
        Write("updates/repodata/primary.xml", Primary.Replace("<arch>x86_64</arch><version epoch=\"1\" ver=\"1\" rel=\"2\"/>", "<arch>i686</arch><version epoch=\"1\" ver=\"1\" rel=\"2\"/>", StringComparison.Ordinal));
        Assert.That(Select("updates").Error, Does.Contain("wn1.txt: warning GE2903:"));
    }

    [Test]
    public void What_nobody_has_is_exit_code_1_and_prints_nothing()
    {
        (int code, string output, string error) = Select("updates", "--advisory", "ADV-9", "--security");
        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("select: error GE1901: "));
        Assert.That(CommandRun.Of("select", "--source", "x,priority=high", "--installed", "y").Code, Is.EqualTo(ExitCodes.WrongUse));
    }

    [TestCase("ADV-1 ADV-2")]
    [TestCase("ADV-2", "--since", "2020-02-01")]
    [TestCase("ADV-1", "--severity", "IMPORTANT")]
    [TestCase("ADV-2", "--severity", "unknown")]
    [TestCase("ADV-1", "--cve", "cve-2020-0001")]
    [TestCase("ADV-2", "--package", "gull", "--package", "auk")]
    [TestCase("", "--package", "gull", "--severity", "Important")]
    public void Advisories_are_listed_by_date_severity_cve_and_package(string expected, params string[] filters)
    {
        CommandRun run = CommandRun.Of(["advisories", At("updates"), "--json", .. filters]);
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.That(string.Join(' ', json.RootElement.GetProperty("advisories").EnumerateArray().Select(a => a.GetProperty("id").GetString())), Is.EqualTo(expected));
    }

    private (int Code, string Out, string Error) Select(string source, params string[] more)
    {
        CommandRun run = CommandRun.Of(["select", "--source", At(source), "--installed", At("wn1.txt"), .. more]);
        return (run.Code, run.Out, run.Error);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    private void Repository(string name, string? updateInfo)
    {
        Write($"{name}/repodata/primary.xml", Primary);
        if (updateInfo is not null) Write($"{name}/repodata/updateinfo.xml", updateInfo);
        string[] types = updateInfo is null ? ["primary"] : ["primary", "updateinfo"];
        Write($"{name}/repodata/repomd.xml", "<repomd>" + string.Concat(types.Select(t => $"<data type=\"{t}\"><location href=\"repodata/{t}.xml\"/></data>")) + "</repomd>");
    }
}
