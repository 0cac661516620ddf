using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>updateinfo.xml in its dialects.</summary>
internal sealed class UpdateInfoReaderTests
{
    [Test]
    public void All_that_selection_needs_is_read()
    {
        Advisory advisory = One("""
            <update status="final" from="security@example.org" version="2" type="security">
              <id>SLSA-2010:0793-1</id>
              <title>Important: glibc &amp; friends</title>
              <issued date="2010-10-25 00:00:00"/>
              <updated date="2010-10-26 12:30:00"/>
              <severity>Important</severity>
              <description>Long &lt;b&gt; text</description>
              <references>
                <reference href="https://example.org/CVE-2010-3856" id="CVE-2010-3856" type="CVE" title="CVE-2010-3856"/>
                <reference href="https://example.org/643341" id="643341" type="bugzilla"/>
              </references>
              <pkglist>
                <collection short="SL5">
                  <name>Scientific Linux 5</name>
                  <package name="glibc" version="2.5" release="49.el5_5.7" epoch="0" arch="i686" src="glibc-2.5-49.el5_5.7.src.rpm">
                    <filename>glibc-2.5-49.el5_5.7.i686.rpm</filename>
                    <sum type="md5">0</sum>
                  </package>
                  <package arch="x86_64" release="49.el5_5.7" version="2.5" name="glibc-devel"/>
                </collection>
              </pkglist>
            </update>
            """);
        Assert.Multiple(() =>
        {
            Assert.That(advisory.Id, Is.EqualTo("SLSA-2010:0793-1"));
            Assert.That(advisory.Title, Is.EqualTo("Important: glibc & friends"));
            Assert.That(advisory.Type, Is.EqualTo(AdvisoryType.Security));
            Assert.That(advisory.Severity, Is.EqualTo(AdvisorySeverity.Important));
            Assert.That((advisory.Status, advisory.Publisher, advisory.Version), Is.EqualTo(("final", "security@example.org", "2")));
            Assert.That(advisory.Issued, Is.EqualTo(Utc(2010, 10, 25)));
            Assert.That(advisory.Updated, Is.EqualTo(Utc(2010, 10, 26, 12, 30)));
            Assert.That(advisory.Cves, Is.EqualTo((string[])["CVE-2010-3856"]));
            Assert.That(advisory.References, Has.Length.EqualTo(2));
            Assert.That(advisory.Origin, Is.EqualTo(new SourceLocation("updateinfo.xml", 2, 1)));
            Assert.That(
                advisory.Packages.Select(p => p.Nevra.ToString()),
                Is.EqualTo((string[])["glibc-2.5-49.el5_5.7.i686", "glibc-devel-2.5-49.el5_5.7.x86_64"]));
            Assert.That(advisory.Packages.Select(p => p.Nevra.Evr.Epoch), Is.EqualTo((int?[])[0, null]), "a missing epoch is unknown, not 0");
        });
    }

    [TestCase("Important", AdvisorySeverity.Important)]
    [TestCase("important", AdvisorySeverity.Important)]
    [TestCase("MODERATE", AdvisorySeverity.Moderate)]
    [TestCase("medium", AdvisorySeverity.Moderate)]
    [TestCase("Low", AdvisorySeverity.Low)]
    [TestCase("critical", AdvisorySeverity.Critical)]
    [TestCase("None", AdvisorySeverity.Unknown)]
    [TestCase("severity_1", AdvisorySeverity.Unknown)]
    public void Severities_are_read_in_any_case_and_kept_as_written(string word, AdvisorySeverity severity)
    {
        Advisory advisory = One($"<update><id>A</id><severity>{word}</severity></update>");
        Assert.That((advisory.Severity, advisory.SeverityText), Is.EqualTo((severity, word)));
    }

    [TestCase("security", AdvisoryType.Security)]
    [TestCase("Bugfix", AdvisoryType.Bugfix)]
    [TestCase("enhancement", AdvisoryType.Enhancement)]
    [TestCase("newpackage", AdvisoryType.NewPackage)]
    [TestCase("optional", AdvisoryType.Unknown)]
    public void Kinds_that_are_not_known_are_no_error(string word, AdvisoryType type) =>
        Assert.That(One($"<update type='{word}'><id>A</id></update>").Type, Is.EqualTo(type));

    [TestCase("2021-07-22 18:25:24", "2021-07-22T18:25:24Z")]
    [TestCase("2023-02-17 20:41", "2023-02-17T20:41:00Z")]
    [TestCase("2025-06-11T19:52:52Z", "2025-06-11T19:52:52Z")]
    [TestCase("2025-06-11T19:52:52+02:00", "2025-06-11T17:52:52Z")]
    [TestCase("2015-09-17", "2015-09-17T00:00:00Z")]
    [TestCase("2015-09-17 12:01", "2015-09-17T12:01:00Z")]
    [TestCase("2010-05-05 10:00:00 UTC", "2010-05-05T10:00:00Z")]
    [TestCase("1363168830", "2013-03-13T10:00:30Z")]
    public void Dates_are_read_in_each_form_that_feeds_write(string written, string expected)
    {
        DateTimeOffset date = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(One($"<update><id>A</id><issued date=\"{written}\" /></update>").Issued, Is.EqualTo(date));
    }

    [Test]
    public void A_date_of_another_form_is_an_error_with_its_place_and_the_advisory_stays_undated()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read("<update>\n<id>ADV-3</id>\n<issued date=\"17/09/2015\"/></update>");
        Diagnostic error = diagnostics.Single();
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1321", new SourceLocation("updateinfo.xml", 4, 15))));
        Assert.That(error.Message, Does.StartWith("Advisory ADV-3 has the issued date '17/09/2015'"));
        Assert.That(advisories.Single().Date, Is.Null);
    }

    [Test]
    public void Without_issued_the_date_is_that_of_updated_and_without_both_it_is_none()
    {
        Advisory advisory = One("<update><id>ADV-4</id><updated date=\"2015-08-11 13:04:12\"/></update>");
        Assert.That((advisory.Issued, advisory.Date), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)new DateTimeOffset(2015, 8, 11, 13, 4, 12, TimeSpan.Zero))));
        Assert.That(One("<update><id>ADV-4</id><issued date=''/></update>").Date, Is.Null);
    }

    [TestCase("1970-01-01 00:00:00", "before there were errata")]
    [TestCase("2016-01-01 00:00:00", "after the feed itself was made")]
    public void An_unlikely_date_is_a_warning(string date, string why)
    {
        DiagnosticBag diagnostics = [];
        UpdateInfoReader reader = new() { FeedRevision = Utc(2015, 12, 1) };
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"<updates>\n<update><id>A</id><issued date='{date}'/></update></updates>"));
        Assert.That(reader.Read(stream, "u.xml", diagnostics, CancellationToken.None).Single().Issued, Is.Not.Null);
        Diagnostic warning = diagnostics.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2322", new SourceLocation("u.xml", 2, 33))));
        Assert.That(warning.Message, Does.Contain(why));
    }

    [TestCase("<reboot_suggested/>", true)]
    [TestCase("<reboot_suggested></reboot_suggested>", true)]
    [TestCase("<reboot_suggested>True</reboot_suggested>", true)]
    [TestCase("<reboot_suggested>1</reboot_suggested>", true)]
    [TestCase("<reboot_suggested>False</reboot_suggested>", false)]
    [TestCase("", false)]
    public void A_flag_is_yes_when_it_is_empty_True_or_1(string element, bool expected)
    {
        Advisory advisory = One($"<update><id>A</id>{element}<pkglist><collection><package name='a' version='1' release='1' arch='src'>{element}</package></collection></pkglist></update>");
        Assert.That((advisory.RebootSuggested, advisory.Packages.Single().RebootSuggested), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void Modules_belong_to_the_packages_of_their_collection_alone()
    {
        Advisory advisory = One("""
            <update><id>A</id><pkglist>
            <collection short="one"><module name="perl-DBI" stream="2.10" version="8010020190322125337" context="2c" arch="x86_64"/>
              <module name="non" stream="existing" version="2" context="m" arch="x86_64"/>
              <package name="a" version="1" release="1" arch="x86_64"/><package name="b" version="1" release="1" arch="x86_64"/></collection>
            <collection><package name="c" version="1" release="1" arch="src"/></collection>
            </pkglist><pkglist><collection><package name="d" version="1" release="1" arch="noarch"/></collection></pkglist></update>
            """);
        Assert.That(
            advisory.Packages.Select(p => $"{p.Nevra.Name} {string.Join('+', p.Modules.Select(m => $"{m.Name}:{m.Stream}:{m.Version}:{m.Context}"))}"),
            Is.EqualTo((string[])
            [
                "a perl-DBI:2.10:8010020190322125337:2c+non:existing:2:m",
                "b perl-DBI:2.10:8010020190322125337:2c+non:existing:2:m",
                "c ",
                "d ",
            ]));
    }

    [TestCase("name=\"a'];\" version='1' release='1' arch='x86_64'", "name 'a'];'")]
    [TestCase("name='a b' version='1' release='1' arch='x86_64'", "name 'a b'")]
    [TestCase("name='a' version='1&#10;' release='1' arch='x86_64'", "version '1?'")]
    [TestCase("name='a' version='1' release='1-2' arch='x86_64'", "release '1-2'")]
    [TestCase("name='a' version='1' release='1' arch='X86'", "arch 'X86'")]
    [TestCase("name='a' version='1' release='1' arch='x86_64' epoch='-1'", "epoch '-1'")]
    [TestCase("name='a' version='1' release='1' arch='x86_64' epoch='2147483648'", "epoch '2147483648'")]
    [TestCase("version='1' release='1' arch='x86_64'", "name ''")]
    public void A_package_outside_rpms_alphabet_is_left_out_with_a_warning_and_the_advisory_stays(string attributes, string part)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            $"<update><id>ADV-1</id><pkglist><collection>\n  <package {attributes}/><package name='good' version='1' release='1' arch='noarch'/></collection></pkglist></update>");
        Assert.That(advisories.Single().Packages.Single().Nevra.Name, Is.EqualTo("good"));
        Diagnostic warning = diagnostics.Single();
        Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2321", new SourceLocation("updateinfo.xml", 3, 3))));
        Assert.That(warning.Message, Does.StartWith($"Advisory ADV-1 lists a package with the {part},"));
    }

    [Test]
    public void A_control_byte_in_a_description_is_a_warning_with_the_id_and_in_a_name_it_refuses_the_package()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            "<update><id>ADV-5</id>\n<description>a\u001Bb</description></update><update><id>ADV-5b</id></update>");
        Assert.That(advisories.Select(a => a.Id), Is.EqualTo((string[])["ADV-5", "ADV-5b"]));
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("updateinfo.xml(3,15): warning GE2301: A control byte in advisory ADV-5 was read as U+FFFD"));

        (advisories, diagnostics) = Read("<update><id>A</id><pkglist><collection><package name='a\u001B' version='1' release='1' arch='noarch'/></collection></pkglist></update>");
        Assert.That(advisories.Single().Packages, Is.Empty);
        Assert.That(diagnostics.Select(d => d.Code), Is.EquivalentTo((string[])["GE2301", "GE2321"]));
    }

    [Test]
    public void An_advisory_without_id_is_an_error()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read("<update><title>t</title></update>\n<update><id>B</id></update>");
        Assert.That(advisories.Single().Id, Is.EqualTo("B"));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1322", new SourceLocation("updateinfo.xml", 2, 1))));
    }

    [Test]
    public void The_same_id_twice_stays_twice_and_in_order() =>
        Assert.That(
            Read("<update version='2'><id>A</id></update><update version='1'><id>A</id></update>").Advisories.Select(a => a.Version),
            Is.EqualTo((string[])["2", "1"]));

    [Test]
    public void A_bare_update_is_read() => Assert.That(ReadDocument("<update><id>A</id></update>").Advisories.Single().Id, Is.EqualTo("A"));

    [Test]
    public void Another_document_is_an_error()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadDocument("<?xml version='1.0'?>\n<metadata/>");
        Assert.That(advisories, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1324", new SourceLocation("updateinfo.xml", 2, 1))));
    }

    [Test]
    public void Of_a_broken_document_nothing_is_handed_out()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadDocument("<updates><update><id>A</id></update>");
        Assert.That(advisories, Is.Empty);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1305"));
    }

    [Test]
    public void A_million_references_are_counted_and_the_packages_after_them_are_read()
    {
        string references = string.Concat(Enumerable.Repeat("<reference type='cve' id='CVE-1'/>", 1_000_000));
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            $"<update><id>A</id><references>{references}</references><pkglist><collection><package name='a' version='1' release='1' arch='noarch'/></collection></pkglist></update>");
        Assert.That((advisories.Single().References.Length, advisories.Single().Packages.Length), Is.EqualTo((10_000, 1)));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2323", new SourceLocation("updateinfo.xml", 2, 1))));
        Assert.That(diagnostics.Single().Message, Does.Contain("990000"));
    }

    [TestCase("<updates/>", true)]
    [TestCase("\uFEFF<?xml version='1.0'?>\n<!-- <metadata> -->\n<?p q?><updates>", true)]
    [TestCase("<update type='security'>", true)]
    [TestCase("<!DOCTYPE updates><updates>", true)]
    [TestCase("<metadata xmlns='x'>", false)]
    [TestCase("<updatesx/>", false)]
    [TestCase("updates", false)]
    [TestCase("", false)]
    [TestCase("<!-- never ends", false)]
    public void The_format_is_told_by_the_root_element(string head, bool expected) =>
        Assert.That(new UpdateInfoReader().Recognises(Encoding.UTF8.GetBytes(head)), Is.EqualTo(expected));

    [Test]
    public void Strings_of_packages_are_shared()
    {
        Advisory advisory = One("<update><id>A</id><pkglist><collection><package name='aa' version='1' release='7' arch='noarch'/><package name='aa' version='1' release='7' arch='src'/></collection></pkglist></update>");
        Assert.That(advisory.Packages[0].Nevra.Name, Is.SameAs(advisory.Packages[1].Nevra.Name));
    }

    [Test]
    public void A_file_of_no_known_format_is_an_error()
    {
        using Input.TemporaryFolder folder = new();
        string path = folder.Write("list.txt", "a-1-1.noarch.rpm"u8.ToArray());
        DiagnosticBag diagnostics = [];
        Assert.That(AdvisorySources.Read(path, diagnostics, CancellationToken.None), Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1020", new SourceLocation(path))));
    }

    private static DateTimeOffset Utc(int year, int month, int day, int hour = 0, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    private static Advisory One(string update)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(update);
        Assert.That(diagnostics, Is.Empty);
        return advisories.Single();
    }

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Read(string updates) =>
        ReadDocument($"<updates>\n{updates}\n</updates>");

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) ReadDocument(string document)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(document));
        return (new UpdateInfoReader().Read(stream, "updateinfo.xml", diagnostics, CancellationToken.None), diagnostics);
    }
}
