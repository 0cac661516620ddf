using System.Diagnostics;
using System.Globalization;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Tests.Reports;

public sealed class ReportReaderTests
{
    private const string SamplePackages =
        "bash-3.2-24.el5.x86_64 bind-libs-30:9.3.6-20.P1.el5.x86_64 glibc-2.5-81.i686 glibc-2.5-81.x86_64 libstdc++-4.1.2-52.el5.x86_64";

    // LC_ALL=C sort -u | sha256sum of the five normal lines.
    private const string SampleHash = "a58d891661d35b9835b7a532e58a0b16a90ffedc08c54d431cfeb386464bf8a9";

    private static Report Good(byte[] body, ReportRequest? request = null)
    {
        (Report? report, Refusal? refusal) = ReportReader.Read(body, request ?? new());
        Assert.That(refusal, Is.Null);
        return report!;
    }

    [Test]
    public void A_plain_report_of_protocol_5_is_read_whatever_its_content_type([Values(null, "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")] string? type)
    {
        Report report = Good(Sample.Read("plain.txt"), new() { ContentType = type, Protocol = "5" });
        Assert.That(report with { Packages = [] }, Is.EqualTo(new Report
        {
            Host = "wn7.example.org", Site = "EXAMPLE", Tag = "cron", System = "Scientific Linux SL release 5.5 (Boron)", Arch = "x86_64",
            Kernel = "2.6.18-308.el5", Packager = "rpm", Protocol = 5, Mode = ReportMode.StoreOnly, Packages = [],
        }));
        Assert.That(string.Join(' ', report.Packages), Is.EqualTo(SamplePackages));
        Assert.That(report.Packages.Select(p => p.Evr.Epoch), Is.EqualTo(new int?[] { 0, 30, 0, 0, 0 }));
    }

    [Test]
    public void A_urlencoded_form_of_protocol_4_is_read_with_blanks_as_they_are()
    {
        Report report = Good(Sample.Read("urlencoded.txt"), new() { ContentType = "application/x-www-form-urlencoded" });
        Assert.That((report.Host, report.Site, report.Tag, report.System, report.Protocol, report.Mode),
            Is.EqualTo(("wn7.example.org", "EXAMPLE", "cron", "Scientific Linux SL release 5.5 (Boron)", 4, ReportMode.StoreAndReport)));
        Assert.That(string.Join(' ', report.Packages), Is.EqualTo(SamplePackages));
    }

    [Test]
    public void A_multipart_form_of_protocol_4_is_read_and_notset_is_no_site()
    {
        Report report = Good(Sample.Read("multipart.bin"));
        Assert.That((report.Host, report.Site, report.Tag, report.Kernel, report.Protocol, report.Mode),
            Is.EqualTo(("wn7.example.org", (string?)null, (string?)null, "2.6.18-308.el5", 4, ReportMode.ReportOnly)));
        Assert.That(string.Join(' ', report.Packages), Is.EqualTo(SamplePackages));
    }

    [Test]
    public void A_plus_that_Pakiti_2_writes_as_2b_is_one_in_a_multipart_form_too()
    {
        const string Part = "--x\r\nContent-Disposition: form-data; name=";
        Report report = Good(Sample.Utf8($"{Part}\"host\"\r\n\r\nwn7.example.org\r\n{Part}\"type\"\r\n\r\nrpm\r\n{Part}\"version\"\r\n\r\n4\r\n{Part}\"kernel\"\r\n\r\n6.1%2bx\r\n"
            + $"{Part}\"pkgs\"\r\n\r\n'gcc-c%2b%2b' '0:4.8.5' '44.el7' 'x86_64'\n'libsigc%2b%2b20' '0:2.3.1' '4.el7' 'x86_64'\n\r\n--x--\r\n"));
        Assert.That((report.Kernel, string.Join(' ', report.Packages)), Is.EqualTo(("6.1+x", "gcc-c++-4.8.5-44.el7.x86_64 libsigc++20-2.3.1-4.el7.x86_64")));
    }

    [Test]
    public void An_encrypted_report_is_read_with_the_key_of_any_of_its_recipients_or_of_the_servers()
    {
        using var other = Sample.NewCertificate();
        byte[] text = Sample.Read("plain.txt");
        foreach (byte[] body in new[] { Sample.Encrypt(text, Sample.Certificate), Sample.Encrypt(text, other, Sample.Certificate) })
        {
            Report report = Good(body, new() { Mode = "store-and-report", Key = new(Sample.Certificate) });
            Assert.That((report.Host, report.Mode, PackageSetHash.Of(report.Packages)), Is.EqualTo(("wn7.example.org", ReportMode.StoreAndReport, SampleHash)));
        }

        Assert.That(Good(Sample.Encrypt(text, Sample.Certificate), new() { Key = new(other, Sample.Certificate) }).BadLines, Is.Zero);
    }

    [Test]
    public void What_openssl_smime_encrypts_is_read()
    {
        if (!File.Exists("/usr/bin/openssl")) Assert.Ignore("openssl is not on this machine.");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string certificate = Path.Combine(folder, "certificate.pem"), output = Path.Combine(folder, "report.der");
            File.WriteAllText(certificate, Sample.Certificate.ExportCertificatePem());
            File.WriteAllBytes(Path.Combine(folder, "report.txt"), Sample.Read("plain.txt"));
            using Process openssl = Process.Start("/usr/bin/openssl",
                ["smime", "-encrypt", "-binary", "-aes-256-cbc", "-outform", "DER", "-in", Path.Combine(folder, "report.txt"), "-out", output, certificate]);
            openssl.WaitForExit();
            Assert.That(PackageSetHash.Of(Good(File.ReadAllBytes(output), new() { Key = new(Sample.Certificate) }).Packages), Is.EqualTo(SampleHash));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void The_hash_is_of_the_set_and_not_of_protocol_or_order()
    {
        foreach (string name in new[] { "plain.txt", "urlencoded.txt", "multipart.bin" })
        {
            Report report = Good(Sample.Read(name));
            Assert.That(PackageSetHash.Of(report.Packages), Is.EqualTo(SampleHash), name);
            Assert.That(PackageSetHash.Of([.. report.Packages.Reverse(), report.Packages[0]]), Is.EqualTo(SampleHash), name);
        }
    }

    [TestCase(null, ReportMode.StoreOnly)]
    [TestCase("", ReportMode.StoreOnly)]
    [TestCase("store-only", ReportMode.StoreOnly)]
    [TestCase("store-and-report", ReportMode.StoreAndReport)]
    [TestCase("report-only", ReportMode.ReportOnly)]
    public void The_query_gives_the_mode(string? mode, ReportMode expected) =>
        Assert.That(Good(Sample.Read("plain.txt"), new() { Mode = mode }).Mode, Is.EqualTo(expected));

    [Test]
    public void The_querys_version_goes_before_the_forms()
    {
        byte[] unversioned = Sample.Utf8("type=rpm&host=a.example.org&pkgs='bash' '3.2' '24.el5' 'x86_64'\n");
        Assert.That(Good(unversioned, new() { Protocol = "4" }).Protocol, Is.EqualTo(4));
        Assert.That(ReportReader.Read(unversioned, new()).Refusal!.Status, Is.EqualTo(400));
        Assert.That(ReportReader.Read(Sample.Read("multipart.bin"), new() { Protocol = "5" }).Refusal!.Status, Is.EqualTo(400));
        Assert.That(ReportReader.Read(Sample.Read("plain.txt"), new() { Protocol = "4" }).Refusal!.Status, Is.EqualTo(400));
    }

    [Test]
    public void One_bad_line_in_a_hundred_is_counted_and_two_are_refused()
    {
        string packages = string.Concat(Enumerable.Range(100, 99).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}\t0:1-1\tnoarch\n")));
        Report report = Good(Sample.Utf8(Sample.Plain(packages + "this is none\n\n")));
        Assert.That((report.Packages.Length, report.BadLines), Is.EqualTo((99, 1)));
        Assert.That(ReportReader.Read(Sample.Utf8(Sample.Plain(packages + "none\nnone\n")), new()).Refusal!.Status, Is.EqualTo(422));
    }

    [TestCase("wn001.grif.example", "wn001.grif.example")]
    [TestCase("WN001.Grif.Example other.example second", "wn001.grif.example")]
    [TestCase("localhost", "localhost")]
    [TestCase("192.0.2.1", null)]
    [TestCase("-a.example", null)]
    [TestCase("a..example", null)]
    [TestCase("a_b.example", null)]
    [TestCase("<script>.example", null)]
    [TestCase("../../etc", null)]
    [TestCase("a.example.", null)]
    [TestCase("", null)]
    public void The_first_name_counts_in_lower_case_and_must_be_a_hosts(string field, string? expected)
    {
        (Report? report, Refusal? refusal) = ReportReader.Read(Sample.Utf8(Sample.Plain("bash\t0:3.2-24\tnoarch\n", $"host: {field}\npackager: rpm\n")), new());
        Assert.That(report?.Host, Is.EqualTo(expected));
        Assert.That(refusal?.Status, Is.EqualTo(expected is null ? 422 : null));
    }
}
