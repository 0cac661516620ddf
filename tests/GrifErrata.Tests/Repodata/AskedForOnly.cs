using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Repodata;

/// <summary>What is read from a repository only when somebody asks for it: filelists.xml and obsoletes.</summary>
internal sealed class AskedForOnly
{
    [Test]
    public void The_files_of_packages_are_handed_out_one_by_one()
    {
        using TemporaryFolder folder = new();
        folder.Write("repodata/repomd.xml", "<repomd><data type='filelists'><location href='repodata/f.xml'/></data></repomd>"u8.ToArray());
        folder.Write("repodata/f.xml", """
            <filelists packages="2"><package pkgid="1" name="heron" arch="x86_64"><version epoch="1" ver="2" rel="3"/><file>/usr/bin/heron</file><file type="dir">/etc/heron</file></package>
            <package pkgid="2" name="a'];" arch="x86_64"><version epoch="1" ver="2" rel="3"/></package></filelists>
            """u8.ToArray());
        DiagnosticBag diagnostics = [];
        List<PackageFiles> found = [];
        Assert.That(new RepodataReader().ReadFileLists(folder.Path, found.Add, diagnostics, default), Is.EqualTo(2));
        Assert.That(found.Single().Nevra.ToString(), Is.EqualTo("heron-1:2-3.x86_64"));
        Assert.That(found.Single().Paths, Is.EqualTo((string[])["/usr/bin/heron", "/etc/heron"]));
        Assert.That(diagnostics.Select(d => (d.Code, d.Location.Line)), Is.EqualTo(((string, int?)[])[("GE2252", 2)]));
    }

    [TestCase(false, "")]
    [TestCase(true, "heron LT 2.0;gull  ")]
    public void Obsoletes_are_read_when_asked_and_entries_that_rpm_cannot_name_are_left_out(bool asked, string expected)
    {
        using MemoryStream stream = new("""
            <metadata xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="1"><package><name>tern</name><arch>noarch</arch><version epoch="0" ver="1" rel="1"/><format><rpm:obsoletes>
            <rpm:entry name="heron" flags="LT" epoch="0" ver="2.0"/><rpm:entry name="gull"/><rpm:entry name="a b"/><rpm:entry name="x" flags="??" ver="1"/>
            </rpm:obsoletes></format></package></metadata>
            """u8.ToArray());
        Package package = new PrimaryReader { WithObsoletes = asked }.Read(stream, "primary.xml", [], default).Single();
        Assert.That(string.Join(';', package.Obsoletes.Select(o => $"{o.Name} {o.Comparison} {o.Bound.Version}")), Is.EqualTo(expected));
    }

    [TestCase(false, "20480", null)]
    [TestCase(true, "20480", 20480L)]
    [TestCase(true, "-1", null)]
    [TestCase(true, "99999999999999999999", null)]
    public void Sizes_are_read_when_asked_and_what_is_no_number_of_bytes_is_passed_over(bool asked, string written, long? expected)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"<metadata><package><name>tern</name><arch>noarch</arch><version epoch='0' ver='1' rel='1'/><size archive='1' package='{written}' installed='2'/></package></metadata>"));
        Assert.That(new PrimaryReader { WithSizes = asked }.Read(stream, "primary.xml", [], default).Single().Size, Is.EqualTo(expected));
    }

    [TestCase("", "", "9-9", true)]
    [TestCase("LT", "2-1", "1-9", true)]
    [TestCase("LT", "2-1", "2-1", false)]
    [TestCase("LE", "2", "2-7", true)]
    [TestCase("EQ", "2", "2-7", true)]
    [TestCase("GT", "2", "2-7", false)]
    [TestCase("GE", "2-8", "2-7", false)]
    public void A_bound_without_release_stands_for_every_release(string comparison, string bound, string evr, bool expected)
    {
        static Evr Of(string text) => new(0, text.Split('-')[0], text.Contains('-', StringComparison.Ordinal) ? text.Split('-')[1] : string.Empty);
        Assert.That(new PackageRelation("x", comparison, Of(bound)).Includes(Of(evr)), Is.EqualTo(expected));
    }
}
