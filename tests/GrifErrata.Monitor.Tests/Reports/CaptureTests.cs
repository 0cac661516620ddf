using System.Diagnostics;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Tests.Reports;

/// <summary>Requests of real clients.</summary>
public sealed class CaptureTests
{
    [TestCase("report-v5-el5.txt", "wn001.grif.example", "GRIF-IRFU", "cron", 5, 1000, ReportMode.StoreOnly)]
    [TestCase("report-v5-el6.txt", "ce01.grif.example", "GRIF-IRFU", "cron", 5, 1100, ReportMode.StoreOnly)]
    [TestCase("report-v5-el8.txt", "ui8.grif.example", "GRIF-IRFU", "cron", 5, 1506, ReportMode.StoreOnly)]
    [TestCase("report-v5-el9.txt", "se9.grif.example", "GRIF-IRFU", "cron", 5, 706, ReportMode.StoreOnly)]
    [TestCase("wire-v4-pakiti2-curl.http", "p2host.grif.example", null, "IRFU", 4, 3, ReportMode.StoreOnly)]
    [TestCase("wire-v4-pakiti2-openssl.http", "p2host.grif.example", null, "IRFU", 4, 3, ReportMode.StoreOnly)]
    [TestCase("wire-v5-curlfallback.http", "wn001.grif.example", "GRIF-IRFU", "cron", 5, 1000, ReportMode.StoreOnly)]
    [TestCase("wire-v5-noprotocol.http", "wn001.grif.example", "GRIF-IRFU", "cron", 5, 1000, ReportMode.StoreOnly)]
    [TestCase("wire-v5-plain.http", "wn001.grif.example", "GRIF-IRFU", "cron", 5, 1000, ReportMode.StoreOnly)]
    public void A_report_of_a_real_client_is_read(string name, string host, string? site, string tag, int protocol, int packages, ReportMode mode)
    {
        (byte[] body, ReportRequest request) = Sample.Capture(name);
        (Report? report, Refusal? refusal) = ReportReader.Read(body, request);
        Assert.That(refusal, Is.Null);
        Assert.That((report!.Host, report.Site, report.Tag, report.Protocol, report.Packages.Length, report.Mode, report.BadLines),
            Is.EqualTo((host, site, tag, protocol, packages, mode, 0)));
    }

    [Test]
    public void Both_ways_of_protocol_4_give_one_set()
    {
        string Hash(string name)
        {
            (byte[] body, ReportRequest request) = Sample.Capture(name);
            return PackageSetHash.Of(ReportReader.Read(body, request).Report!.Packages);
        }

        Assert.That(Hash("wire-v4-pakiti2-curl.http"), Is.EqualTo(Hash("wire-v4-pakiti2-openssl.http")));
        Assert.That(Hash("wire-v5-plain.http"), Is.EqualTo(Hash("report-v5-el5.txt")));
    }

    [Test]
    public void A_real_clients_encrypted_report_is_known_as_one()
    {
        (byte[] body, ReportRequest request) = Sample.Capture("wire-v5-encrypt-mode.http");
        Assert.That(request.Mode, Is.EqualTo("store-and-report"));
        Assert.That(ReportReader.Read(body, request).Refusal!.Status, Is.EqualTo(415));
        Assert.That(ReportReader.Read(body, request with { Key = new(Sample.Certificate) }).Refusal!.Status, Is.EqualTo(400));
    }

    [Test]
    public void Five_thousand_spoilt_captures_never_throw_and_end_soon()
    {
        var random = new Random(20101105);
        var captures = Sample.Captures.Select(Sample.Capture).ToList();
        captures.Add((Sample.Encrypt(Sample.Read("plain.txt"), Sample.Certificate), new()));
        captures.Add((Sample.Read("multipart.bin"), new()));
        captures.Add((Sample.Read("urlencoded.txt"), new()));
        var key = new ReportKey(Sample.Certificate);
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < 5_000; i++)
        {
            (byte[] body, ReportRequest request) = captures[random.Next(captures.Count)];
            (Report? report, Refusal? refusal) = ReportReader.Read(Spoil(body, random), request with { Key = key });
            Assert.That(report is null, Is.Not.EqualTo(refusal is null), $"{i}");
            if (refusal is not null) Assert.That(refusal.Text, Does.Match("^[ -~]+$"), $"{i}");
            if (report is not null) Assert.That(PackageSetHash.Of(report.Packages), Has.Length.EqualTo(64));
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    private static byte[] Spoil(byte[] body, Random random)
    {
        var spoilt = body.ToList();
        for (int n = random.Next(1, 6); n > 0 && spoilt.Count > 0; n--)
        {
            // Half of it near the beginning, where the structure is.
            int at = random.Next(random.Next(2) == 0 ? spoilt.Count : Math.Min(spoilt.Count, 200));
            int length = Math.Min(random.Next(1, 50), spoilt.Count - at);
            switch (random.Next(5))
            {
                case 0: spoilt[at] = (byte)random.Next(256); break;
                case 1: spoilt.RemoveRange(at, length); break;
                case 2: spoilt.InsertRange(at, spoilt.GetRange(random.Next(spoilt.Count - length + 1), length)); break;
                case 3: spoilt.RemoveRange(at, spoilt.Count - at); break;
                default: spoilt[at] = "#\n\t'&=%:-\r"u8[random.Next(10)]; break;
            }
        }

        return [.. spoilt];
    }
}
