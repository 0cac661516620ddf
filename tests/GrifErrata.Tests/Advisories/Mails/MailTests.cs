using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Mails;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Advisories.Mails;

/// <summary>Mails, single and many.</summary>
internal sealed class MailTests
{
    private const string Head = "From: a@birds.example\nSubject: Security ERRATA Important: wren on SL5.x\n\n";

    [TestCase("Security ERRATA Important: glibc on SL5.x i386/x86_64", "SL-2010-10-21-glibc")]
    [TestCase("[LIST] Re: Security ERRATA for glibc, nscd on SL 5.x", "SL-2010-10-21-glibc-nscd")]
    [TestCase("Security ERRATA Moderate: libstdc++ on SL4.x, SL5.x", "SL-2010-10-21-libstdc++")]
    [TestCase("FASTBUGS ERRATA <script>", "SL-2010-10-21-script")]
    [TestCase("Security ERRATA", null)]
    public void An_id_is_made_of_the_day_and_the_packages_of_the_subject(string subject, string? id) =>
        Assert.That(MailId.Of(subject, new DateTimeOffset(2010, 10, 21, 23, 0, 0, TimeSpan.Zero)), Is.EqualTo(id));

    [Test]
    public void A_mail_without_id_date_and_package_is_an_error() => AssertTold(
        Head + "Synopsis:\tImportant: wren\n", "m.eml(1): error GE1353: The erratum has no Advisory ID: line");

    [Test]
    public void A_mail_that_is_too_large_is_an_error_and_the_next_is_read()
    {
        string large = "From a\n" + Head + new string('x', 3000) + "\n\n", good = "From b\n" + Head + "Synopsis: w\nIssue date: 2010-10-21\nSL 5.x\ni386:\nwren-1-1.i386.rpm\n";
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Read(large + good, 2000);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("m.eml(2): error GE1351: The mail has more than 2000 bytes"));
        Assert.That(advisories.Single().Packages.Single().Nevra.ToString(), Is.EqualTo("wren-1-1.i386"));
    }

    [Test]
    public void A_file_without_erratum_is_an_error() => AssertTold(Head + "Hello\n", "m.eml(1): error GE1352: None of the 1 mails of the file has a Synopsis: line");

    [Test]
    public void Mails_that_are_no_errata_are_counted() => AssertTold(
        $"From a\n{Head}Hello\n\nFrom b\n{Head}Synopsis: w\nIssue date: 2010-10-21\nSL 5.x\ni386:\nwren-1-1.i386.rpm\n",
        "m.eml(2): warning GE2351: 1 mails of the file, of which this is the first, have no Synopsis: line");

    [Test]
    public void An_erratum_without_packages_is_told() => AssertTold(
        Head + "Synopsis: w\nIssue date: 2010-10-21\ni386:\nwren-1-1.i386.rpm\n", "m.eml(1): warning GE2352: Advisory SL-2010-10-21-wren lists no package file");

    [TestCase("Issue date: someday", "m.eml(1): error GE1321: Advisory SLSA-2013:0621-1 has the Issue date 'someday'")]
    [TestCase("Issue date: 1970-01-01", "m.eml(1): warning GE2322: Advisory SLSA-2013:0621-1 has the Issue date '1970-01-01'")]
    public void A_date_that_is_none_or_unlikely_is_told(string line, string message) => AssertTold(
        Head + $"Synopsis: w\nAdvisory ID: SLSA-2013:0621-1\n{line}\nSL 5.x\ni386:\nwren-1-1.i386.rpm\n", message);

    [TestCase("../wren-1-1.i386.rpm")]
    [TestCase("/wren-1-1.i386.rpm")]
    [TestCase("wren'];-1-1.i386.rpm")]
    [TestCase("wren.rpm")]
    public void A_file_name_that_rpm_does_not_allow_is_refused(string file) => AssertTold(
        Head + $"Synopsis: w\nIssue date: 2010-10-21\nSL 5.x\ni386:\n{file}\ngull-1-1.i386.rpm\n", "m.eml(1): warning GE2321: Advisory SL-2010-10-21-wren ");

    [Test]
    public void A_mail_whose_headers_are_damaged_is_an_error() => AssertTold(
        "From a\n\u0001\u0002 no header\nnone\n", "m.eml(2): error GE1354: The mail cannot be decoded");

    [Test]
    public void Headers_that_nest_without_end_are_no_trouble()
    {
        StringBuilder mail = new("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < 5000; i++) mail.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");
        Assert.That(Read(mail.ToString()).Diagnostics.Single().Code, Is.AnyOf("GE1352", "GE1354"));
    }

    [TestCase("From a@b Thu Oct 21 18:00:00 2010\nReceived: x\n\n", true)]
    [TestCase("Return-Path: <a>\r\nSUBJECT: x\r\n\r\n", true)]
    [TestCase("document: modulemd\nversion: 2\n", false)]
    [TestCase("{\"Subject:\": 1}", false)]
    [TestCase("", false)]
    public void A_mail_is_told_by_its_headers(string head, bool isMail) => Assert.That(new MailReader().Recognises(Encoding.UTF8.GetBytes(head)), Is.EqualTo(isMail));

    private static void AssertTold(string mail, string message) => Assert.That(Read(mail).Diagnostics.Single().ToString(), Does.StartWith(message));

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Read(string mail, int most = 4 << 20)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(mail));
        return (new MailReader { MaxMailBytes = most }.Read(stream, "m.eml", diagnostics, CancellationToken.None), diagnostics);
    }
}
