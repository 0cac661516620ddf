using System.Security.Cryptography;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Repodata;

/// <summary>repomd.xml and the files that it names.</summary>
internal sealed class RepodataReaderTests
{
    private const string Primary = """
        <?xml version="1.0" encoding="UTF-8"?>
        <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="2">
        <package type="rpm">
          <name>heron-libs</name><arch>x86_64</arch><version epoch="1" ver="3.2" rel="4"/>
          <summary>s</summary><description>d &amp; e</description><time file="1288180000" build="1288180800"/>
          <location href="Packages/heron-libs-3.2-4.x86_64.rpm"/>
          <format><rpm:license>GPL</rpm:license><rpm:sourcerpm>heron-3.2-4.src.rpm</rpm:sourcerpm>
            <rpm:provides><rpm:entry name="heron-libs" flags="EQ" epoch="1" ver="3.2" rel="4"/></rpm:provides><file>/usr/bin/heron</file></format>
        </package>
        <package type="rpm"><name>gull</name><arch>noarch</arch><version epoch="0" ver="1" rel="1"/><format/></package>
        </metadata>
        """;

    private const string UpdateInfo = "<updates><update type='security'><id>ADV-1</id><issued date='2010-10-27 20:00:00'/></update></updates>";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("gzip")]
    [TestCase("zstd")]
    [TestCase("plain")]
    public void Packages_are_read_from_a_folder_or_its_repomd(string compression)
    {
        Publish("primary", Primary, compression);
        foreach (string path in (string[])[_folder.Path, Path.Combine(_folder.Path, "repodata", "repomd.xml")])
        {
            (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(path);
            Assert.That(diagnostics, Is.Empty);
            Assert.That(packages.Select(p => p.Nevra.ToString()), Is.EqualTo((string[])["heron-libs-1:3.2-4.x86_64", "gull-1-1.noarch"]));
            Assert.That(packages[0].BuildTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1288180800)));
            Assert.That(packages[0].SourceRpm, Is.EqualTo("heron-3.2-4.src.rpm"));
            Assert.That((packages[0].Origin.Line, packages[1].Origin.Line), Is.EqualTo((3, 10)));
            Assert.That((packages[1].BuildTime, packages[1].SourceRpm), Is.EqualTo(((DateTimeOffset?)null, (string?)null)));
        }
    }

    [Test]
    public void Advisories_are_those_of_the_updateinfo_entry_and_copies_for_other_readers_are_skipped()
    {
        string zck = "<data type='updateinfo_zck'><checksum type='blake9'>x</checksum><location href='../../etc/passwd'/><size>?</size></data>";
        Publish("updateinfo", UpdateInfo, "gzip", extra: zck + zck.Replace("updateinfo_zck", "primary_db", StringComparison.Ordinal));
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = new RepodataReader().ReadAdvisories(_folder.Path, diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(advisories.Single().Id, Is.EqualTo("ADV-1"));
    }

    [Test]
    public void A_repository_without_updateinfo_is_an_error_and_not_without_advisories()
    {
        Publish("primary", Primary, "gzip");
        DiagnosticBag diagnostics = [];
        Assert.That(new RepodataReader().ReadAdvisories(_folder.Path, diagnostics, CancellationToken.None), Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1253", At(2, 1))));
    }

    [Test]
    public void A_repository_without_primary_is_an_error()
    {
        Publish("updateinfo", UpdateInfo, "gzip");
        (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(_folder.Path);
        Assert.That(packages, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1255", At(2, 1))));
    }

    [Test]
    public void A_folder_without_repomd_is_an_error() => Assert.That(Packages(_folder.Path).Diagnostics.Single().Code, Is.EqualTo("GE1001"));

    [Test]
    public void Of_a_file_with_a_wrong_checksum_nothing_is_handed_out_though_it_can_be_read()
    {
        Publish("primary", Primary, "plain");
        string file = Path.Combine(_folder.Path, "repodata", "primary.xml");
        File.WriteAllText(file, Primary.Replace("heron", "raven", StringComparison.Ordinal));
        (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(_folder.Path);
        Assert.That(packages, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1009", new SourceLocation(file))));
        Assert.That(diagnostics.Single().Message, Does.Contain("repomd.xml(3,1) states"));
    }

    [Test]
    public void A_short_file_is_refused_for_its_size_and_not_for_its_XML()
    {
        Publish("primary", Primary, "plain");
        string file = Path.Combine(_folder.Path, "repodata", "primary.xml");
        File.WriteAllText(file, Primary[..300]);
        Assert.That(Packages(_folder.Path).Diagnostics.Single().Code, Is.EqualTo("GE1008"));
    }

    [TestCase("../secret.xml")]
    [TestCase("repodata/../../secret.xml")]
    [TestCase("/etc/passwd")]
    [TestCase("https://example.org/primary.xml")]
    [TestCase("file:///etc/passwd")]
    [TestCase("repodata\\primary.xml")]
    public void A_file_outside_the_repository_is_refused_before_it_is_opened(string href)
    {
        Index($"<data type='primary'><location href='{href}'/></data>");
        Diagnostic error = Packages(_folder.Path).Diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1252", At(3, 1))));
    }

    [Test]
    public void A_name_with_a_NUL_is_refused() =>
        Assert.That(RepodataPath.Resolve(_folder.Path, "a\0b", out _), Is.Null);

    [TestCase("file")]
    [TestCase("folder")]
    [TestCase("chain")]
    public void A_link_out_of_the_repository_is_refused(string kind)
    {
        using TemporaryFolder outside = new();
        outside.Write("primary.xml", Encoding.UTF8.GetBytes(Primary));
        Index($"<data type='primary'><location href='{(kind == "folder" ? "out/primary.xml" : "repodata/primary.xml")}'/></data>");
        if (kind == "folder")
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "out"), outside.Path);
        }
        else if (kind == "chain")
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "repodata", "primary.xml"), "../step");
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "step"), Path.Combine(outside.Path, "primary.xml"));
        }
        else
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "repodata", "primary.xml"), Path.Combine(outside.Path, "primary.xml"));
        }

        Diagnostic error = Packages(_folder.Path).Diagnostics.Single();
        Assert.That(error.Code, Is.EqualTo("GE1252"));
        Assert.That(error.Message, Does.Contain("leads out of the repository through a link"));
    }

    [Test]
    public void A_link_inside_the_repository_and_a_linked_repository_are_read()
    {
        Publish("primary", Primary, "plain");
        string repodata = Path.Combine(_folder.Path, "repodata");
        File.Move(Path.Combine(repodata, "primary.xml"), Path.Combine(repodata, "0-primary.xml"));
        File.CreateSymbolicLink(Path.Combine(repodata, "primary.xml"), "0-primary.xml");
        using TemporaryFolder elsewhere = new();
        string link = Path.Combine(elsewhere.Path, "repository");
        Directory.CreateSymbolicLink(link, _folder.Path);
        Assert.That(Packages(link).Packages, Has.Count.EqualTo(2));
    }

    [Test]
    public void Links_in_a_circle_are_refused()
    {
        Index("<data type='primary'><location href='a'/></data>");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "b"), "a");
        Assert.That(Packages(_folder.Path).Diagnostics.Single().Code, Is.EqualTo("GE1252"));
    }

    [Test]
    public void Weak_checksums_are_verified_with_a_note()
    {
#pragma warning disable CA5350 // Old repositories have nothing else.
        string sum = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Primary)));
#pragma warning restore CA5350
        _folder.Write("repodata/primary.xml", Encoding.UTF8.GetBytes(Primary));
        Index($"<data type='primary'><checksum type='sha'>{sum}</checksum>\n <open-checksum type='sha'>{sum}</open-checksum><location href='repodata/primary.xml'/></data>");
        (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(_folder.Path);
        Assert.That(packages, Has.Count.EqualTo(2));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2251", At(3, 22))));
    }

    [TestCase("GE1254", 4, 1, "<data type='primary'>\n<checksum type='crc'>00</checksum><location href='a'/></data>")]
    [TestCase("GE1256", 4, 1, "<data type='primary'>\n<size>many</size><location href='a'/></data>")]
    [TestCase("GE1257", 3, 1, "<data type='primary'><size>1</size></data>")]
    [TestCase("GE1305", 3, 23, "<data type='primary'>")]
    public void A_wrong_repomd_is_an_error_with_its_place(string code, int line, int column, string data)
    {
        Index(data);
        if (code == "GE1305") File.WriteAllText(Path.Combine(_folder.Path, "repodata", "repomd.xml"), "<?xml version='1.0'?>\n<repomd>\n<data type='primary'> ");
        Diagnostic error = Packages(_folder.Path).Diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo((code, At(line, column))));
    }

    [Test]
    public void Another_document_is_no_repomd()
    {
        _folder.Write("repodata/repomd.xml", "<html/>"u8.ToArray());
        Diagnostic error = Packages(_folder.Path).Diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1251", At(1, 1))));
    }

    [TestCase("GE1258", 1, 1, "<updates/>")]
    [TestCase("GE1259", 1, 1, "<metadata packages='2'><package><name>a</name><arch>noarch</arch><version ver='1' rel='1'/></package></metadata>")]
    [TestCase("GE2252", 2, 2, "<metadata>\n <package><name>a'];</name><arch>noarch</arch><version ver='1' rel='1'/></package></metadata>")]
    [TestCase("GE1256", 2, 23, "<metadata><package><name>a</name><arch>noarch</arch><version ver='1' rel='1'/>\n<time file='1' build='soon'/></package></metadata>")]
    public void A_wrong_primary_is_reported_with_its_place(string code, int line, int column, string document)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(document));
        new PrimaryReader().Read(stream, "primary.xml", diagnostics, CancellationToken.None);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo((code, new SourceLocation("primary.xml", line, column))));
    }

    [Test]
    public void A_bare_primary_is_told_by_its_root()
    {
        Assert.That(new PrimaryReader().Recognises(Encoding.UTF8.GetBytes(Primary)), Is.True);
        Assert.That(new PrimaryReader().Recognises("<updates/>"u8), Is.False);
    }

    [TestCase("distribution-x86_64/base", 3453)]
    [TestCase("distribution-x86_64/updates", 3534)]
    public void A_real_repository_is_read_whole(string name, int count)
    {
        (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(SharedData.Path($"repodata/{name}"));
        Assert.That(diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        Assert.That(packages, Has.Count.EqualTo(count));
    }

    [Test]
    public void Rockys_repository_without_updateinfo_is_an_error()
    {
        byte[] repomd = File.ReadAllBytes(SharedData.Path("repodata/rocky84-no-updateinfo/repomd.xml"));
        _folder.Write("repodata/repomd.xml", repomd);
        DiagnosticBag diagnostics = [];
        new RepodataReader().ReadAdvisories(_folder.Path, diagnostics, CancellationToken.None);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1253"));
    }

    [Test]
    public void A_real_el7_repository_is_read_and_its_checksums_hold()
    {
        string source = SharedData.Path("repodata/el7-small");
        foreach (string file in Directory.GetFiles(source)) _folder.Write($"repodata/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        (IReadOnlyList<Package> packages, DiagnosticBag diagnostics) = Packages(_folder.Path);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(packages, Is.Not.Empty);
        Assert.That(packages.Where(p => p.BuildTime is null || p.SourceRpm is null), Is.Empty);
    }

    private static (IReadOnlyList<Package> Packages, DiagnosticBag Diagnostics) Packages(string path)
    {
        DiagnosticBag diagnostics = [];
        return (new RepodataReader().ReadPackages(path, diagnostics, CancellationToken.None), diagnostics);
    }

    private SourceLocation At(int line, int column) => new(Path.Combine(_folder.Path, "repodata", "repomd.xml"), line, column);

    private void Index(string data) => _folder.Write(
        "repodata/repomd.xml",
        Encoding.UTF8.GetBytes($"<?xml version='1.0'?>\n<repomd xmlns='http://linux.duke.edu/metadata/repo'><revision>1288300000</revision>\n{data}</repomd>"));

    private void Publish(string type, string document, string compression, string extra = "")
    {
        byte[] open = Encoding.UTF8.GetBytes(document);
        byte[] stored = compression switch { "gzip" => Compress.Gzip(open), "zstd" => Compress.Zstd(open), _ => open };
        _folder.Write($"repodata/{type}.xml", stored);
        Index(
            $"<data type='{type}'><checksum type='sha256'>{Convert.ToHexStringLower(SHA256.HashData(stored))}</checksum>"
            + $"<open-checksum type='sha512'>{Convert.ToHexStringLower(SHA512.HashData(open))}</open-checksum>"
            + $"<location href='repodata/{type}.xml'/><timestamp>1288300000</timestamp><size>{stored.Length}</size><open-size>{open.Length}</open-size></data>{extra}");
    }
}
