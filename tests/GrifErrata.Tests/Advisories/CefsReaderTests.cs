using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Cefs;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Advisories;

/// <summary>errata.latest.xml of CEFS.</summary>
internal sealed class CefsReaderTests
{
    [Test]
    public void The_sample_is_read_with_every_field_present_and_absent()
    {
        string folder = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Cefs");
        Snapshot.Matches(Path.Combine(folder, "centos.txt"), AdvisoryFacts.OfFile(Path.Combine(folder, "centos.xml")));
    }

    [Test]
    public void Case_8_of_one_id_with_the_files_of_two_releases_each_release_has_its_own()
    {
        Advisory advisory = Read("""
            <CEBA-2021--4003 type="Bug Fix Advisory"><os_release>7</os_release><os_release>8</os_release>
            <packages>tern-1-1.el7.noarch.rpm</packages><packages>tern-1-1.el8.noarch.rpm</packages></CEBA-2021--4003>
            """).Advisories.Single();
        Assert.That((advisory.Id, advisory.Type), Is.EqualTo(("CEBA-2021:4003", AdvisoryType.Bugfix)));
        Assert.That(
            advisory.Packages.Select(p => $"{p.Nevra} {p.Products.Single()}"),
            Is.EqualTo((string[])["tern-1-1.el7.noarch CentOS:7", "tern-1-1.el8.noarch CentOS:8"]));
        Assert.That(AdvisoryMerge.Merge([advisory, advisory], []).Single().Packages, Has.Length.EqualTo(2), "merging loses neither");
    }

    [Test]
    public void The_releases_may_stand_behind_the_packages() => Assert.That(
        Packages("<packages>tern-1-1.noarch.rpm</packages><packages>tern-1-1.el7.noarch.rpm</packages><os_release>7</os_release><os_release>8</os_release>"),
        Is.EqualTo((string[])["tern-1-1.noarch CentOS:7+CentOS:8", "tern-1-1.el7.noarch CentOS:7"]));

    [Test]
    public void An_advisory_without_releases_takes_them_from_the_file_names() =>
        Assert.That(Packages("<packages>a-1-1.el5_8.2.i386.rpm</packages><packages>b-1-1.i386.rpm</packages>"), Is.EqualTo((string[])["a-1-1.el5_8.2.i386 CentOS:5", "b-1-1.i386 "]));

    [Test]
    public void The_epoch_is_unknown_since_file_names_have_none() =>
        Assert.That(Read("<CESA-2010--0001><packages>a-1-1.noarch.rpm</packages></CESA-2010--0001>").Advisories.Single().Packages.Single().Nevra.Evr.Epoch, Is.Null);

    [Test]
    public void A_package_of_a_release_that_its_advisory_does_not_name_is_left_out_with_a_warning()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            "<CESA-2010--0001><os_release>5</os_release>\n <packages>a-1-1.el6.noarch.rpm</packages></CESA-2010--0001>");
        Assert.That(advisories.Single().Packages, Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith(
            "errata.latest.xml(3,2): warning GE2332: Advisory CESA-2010:0001 lists a-1-1.el6.noarch and names the releases 5, of which it is none."));
    }

    [TestCase("../../etc/x-1-1.noarch.rpm")]
    [TestCase("/x-1-1.noarch.rpm")]
    [TestCase("a b-1-1.noarch.rpm")]
    [TestCase("a'];-1-1.noarch.rpm")]
    [TestCase("x-1-1.noarch.deb")]
    [TestCase("x.rpm")]
    public void A_file_name_that_is_no_packages_is_left_out_with_a_warning(string file)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(
            $"<CESA-2010--0001>\n<packages>{file}</packages><packages>good-1-1.noarch.rpm</packages></CESA-2010--0001>");
        Assert.That(advisories.Single().Packages.Single().Nevra.Name, Is.EqualTo("good"));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE2321", new SourceLocation("errata.latest.xml", 3, 1))));
    }

    [Test]
    public void The_erratum_that_was_rebuilt_is_a_reference_of_its_own()
    {
        Advisory advisory = Read("<CESA-2012--0370 references='https://rhn.redhat.com/errata/RHSA-2012-0370.html https://access.redhat.com/errata/RHSA-2012:0371/  http://lists.example/000001.html'/>").Advisories.Single();
        Assert.That(advisory.References.Select(r => $"{r.Type} {r.Id}"), Is.EqualTo((string[])["erratum RHSA-2012:0370", "erratum RHSA-2012:0371", "web "]));
        Assert.That(AdvisoryId.Names("RHSA-2012:0371", advisory, []), Is.True);
    }

    [Test]
    public void References_beyond_the_limit_are_counted()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read($"<CESA-2010--0001 references='{string.Concat(Enumerable.Repeat("x ", 1_500))}'/>");
        Assert.That((advisories.Single().References.Length, diagnostics.Single().Code), Is.EqualTo((1_000, "GE2323")));
    }

    [Test]
    public void An_element_that_is_not_named_after_an_advisory_is_an_error_and_the_others_are_read()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read("<erratum><packages>a-1-1.noarch.rpm</packages></erratum><CESA-2010--0001/>");
        Assert.That(advisories.Single().Id, Is.EqualTo("CESA-2010:0001"));
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1322", new SourceLocation("errata.latest.xml", 2, 1))));
    }

    [Test]
    public void A_date_that_cannot_be_read_is_an_error_with_its_place()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read("<CESA-2010--0001 issue_date='17/09/2015'/>");
        Assert.That(advisories.Single().Date, Is.Null);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1321", new SourceLocation("errata.latest.xml", 2, 30))));
    }

    [Test]
    public void Another_document_is_an_error()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = ReadDocument("<?xml version='1.0'?>\n<options/>");
        Assert.That(advisories, Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1335", new SourceLocation("errata.latest.xml", 2, 1))));
    }

    [TestCase("<!DOCTYPE opt [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opt>&x;</opt>", "GE1302")]
    [TestCase("<opt><CESA-2010--0001><packages>a-1-1.noarch.rpm</packages></CESA-2010--0001>", "GE1305")]
    [TestCase("<opt><CESA-2010--0001 synopsis='a\u00FF'/></opt>", "GE1311")]
    public void Of_a_document_that_cannot_be_trusted_nothing_is_handed_out(string document, string code)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.Latin1.GetBytes(document));
        Assert.That(new CefsReader().Read(stream, "errata.latest.xml", diagnostics, CancellationToken.None), Is.Empty);
        Assert.That(diagnostics.Single().Code, Is.EqualTo(code));
    }

    private static IEnumerable<string> Packages(string children) => Read($"<CESA-2010--0001>{children}</CESA-2010--0001>").Advisories.Single().Packages
        .Select(p => $"{p.Nevra} {string.Join('+', p.Products)}");

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Read(string elements) => ReadDocument($"<opt>\n{elements}\n</opt>");

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) ReadDocument(string document)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(document));
        return (new CefsReader().Read(stream, "errata.latest.xml", diagnostics, CancellationToken.None), diagnostics);
    }
}
