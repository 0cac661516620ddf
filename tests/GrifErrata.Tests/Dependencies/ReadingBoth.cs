using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Packages and dependencies read in one pass are those that are read one after the other.</summary>
public sealed class ReadingBoth
{
    private const string Document = """
        <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="6">
        <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="1" ver="2.0" rel="3.el9"/><checksum type="sha256" pkgid="YES">aa11</checksum><time file="1" build="1600000000"/>
          <format><rpm:sourcerpm>a-src-2.0-3.el9.src.rpm</rpm:sourcerpm>
            <rpm:provides><rpm:entry name="liba.so" flags="EQ" epoch="0" ver="2"/></rpm:provides>
            <rpm:requires><rpm:entry name="b" flags="GE" ver="1" rel="1"/><rpm:entry name="(c if d)"/><rpm:entry name="rpmlib(X)"/><rpm:entry name="/opt/tool"/></rpm:requires>
            <rpm:conflicts><rpm:entry name="old"/></rpm:conflicts><rpm:obsoletes><rpm:entry name="older" flags="LT" ver="9"/></rpm:obsoletes>
            <rpm:suggests><rpm:entry name="s"/></rpm:suggests><file>/usr/bin/a</file></format></package>
        <package type="rpm"><name>no-format</name><arch>noarch</arch><version ver="1" rel="1"/><checksum>bb22</checksum></package>
        <package type="rpm"><format><file>/too/early</file></format><name>late</name><arch>noarch</arch><version ver="1" rel="1"/></package>
        <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="1" ver="2.0" rel="3.el9"/><checksum>cc33</checksum><format><file>/usr/bin/twice</file></format></package>
        <package type="rpm"><name>bäd name</name><arch>x86_64</arch><version ver="1" rel="1"/><checksum>dd44</checksum><format><file>/usr/bin/bad</file></format></package>
        <package type="rpm"><name>b</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><checksum>ee55</checksum><format><file>/usr/bin/b</file></format></package>
        </metadata>
        """;

    [Test]
    public void Packages_are_those_of_the_reader_of_packages()
    {
        DiagnosticBag alone = [], both = [];
        IReadOnlyList<Package> expected = new PrimaryReader().Read(Content(), "p.xml", alone, default);
        IReadOnlyList<Package> packages = new PrimaryReader { Beside = new DependenciesBeside(new PackageTableBuilder()) }.Read(Content(), "p.xml", both, default);
        Assert.That(packages, Is.EqualTo(expected));
        Assert.That(packages, Has.Count.EqualTo(5));
        Assert.That(both.Select(d => d.ToString()), Is.EqualTo(alone.Select(d => d.ToString())));
    }

    [Test]
    public void Dependencies_are_those_of_the_reader_of_dependencies()
    {
        PackageTableBuilder alone = new(), both = new();
        PrimaryDependencyReader.Read(Content(), "p.xml", alone, [], default);
        new PrimaryReader { Beside = new DependenciesBeside(both) }.Read(Content(), "p.xml", [], default);
        string[] expected = [.. Texts(alone).Where(t => !t.StartsWith("late", StringComparison.Ordinal))], found = [.. Texts(both).Where(t => !t.StartsWith("late", StringComparison.Ordinal))];
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(found, Has.Length.EqualTo(3));
        Assert.That(found[0], Does.Contain("b >= 1-1,(c if d),/opt/tool").And.Contain("a-src").And.Contain("liba.so").And.Contain("older < 9"));
    }

    // Where <format> is first nobody knows yet whose it is: the package is there, without what it says.
    [Test]
    public void A_package_whose_format_comes_first_is_there()
    {
        PackageTableBuilder both = new();
        new PrimaryReader { Beside = new DependenciesBeside(both) }.Read(Content(), "p.xml", [], default);
        Assert.That(Texts(both), Has.One.StartsWith("late-1-1.noarch").And.None.Contain("/too/early"));
    }

    private static MemoryStream Content() => new(Encoding.UTF8.GetBytes(Document));

    private static IEnumerable<string> Texts(PackageTableBuilder built)
    {
        PackageTable table = built.Build();
        for (int package = 0; package < table.Count; package++)
        {
            string Names(Csr lists) => string.Join(',', lists[package].ToArray().Select(table.Dependencies.Text));
            string files = string.Join(',', table.Files[package].ToArray().Select(table.Dependencies.Symbols.Text));
            string source = table.SourceOf(package) is >= 0 and int symbol ? table.Dependencies.Symbols.Text(symbol) : "-";
            yield return $"{table.Nevra(package)} {table.BuildTime(package):s} {source} {built.Ids[package]:x} {Names(table.Provides)} {Names(table.Requires)} {Names(table.Conflicts)} {Names(table.Obsoletes)} {files}";
        }
    }
}
