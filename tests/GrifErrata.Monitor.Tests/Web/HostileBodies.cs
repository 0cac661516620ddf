using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using GrifErrata.Monitor.Tests.Reports;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>What strangers and broken machines send to the running monitor: never a 5xx, and no more memory after than before.</summary>
public sealed class HostileBodies
{
    // What the runtime may keep after its heap has grown once: not a leak, which 10,000 requests would multiply.
    private const long Slack = 96L << 20;

    private MonitorProcess _monitor = null!;
    private long _before;

    [OneTimeSetUp]
    public void Start()
    {
        _monitor = MonitorProcess.Start();
        for (int i = 0; i < 200; i++) _monitor.Post("/feed/", SampleReport.Of($"warm{i}.example.org"));
        _before = _monitor.WorkingSet;
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [TearDown]
    public void Memory_is_flat_and_an_ordinary_report_is_taken()
    {
        Assert.That(_monitor.Post("/feed/", SampleReport.Of("after.example.org")).Status, Is.EqualTo(200));
        Assert.That(_monitor.WorkingSet, Is.LessThan(_before + Slack), $"{_before >> 20} MiB before");
    }

    [Test]
    public async Task Ten_thousand_spoilt_captures_are_answered_with_200_or_4xx()
    {
        byte[][] originals = [.. Originals()];
        Random random = new(20101125);
        Dictionary<int, int> counts = [];
        foreach (byte[][] group in Enumerable.Range(0, 10_000).Select(i => Spoil(originals[i % originals.Length], random)).Chunk(64))
        {
            foreach (int status in await Task.WhenAll(group.Select(PostAsync))) counts[status] = counts.GetValueOrDefault(status) + 1;
        }

        await TestContext.Out.WriteLineAsync(string.Join(", ", counts.OrderBy(c => c.Key).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}: {c.Value}"))));
        Assert.That(counts.Keys, Is.All.InRange(200, 499));
        Assert.That(counts.Keys, Has.Some.InRange(400, 499));
    }

    [Test]
    public void A_gigabyte_in_chunks_is_cut_off_at_the_limit()
    {
        using TcpClient client = new(_monitor.Address.Host, _monitor.Address.Port) { SendTimeout = 10_000, ReceiveTimeout = 10_000 };
        NetworkStream stream = client.GetStream();
        stream.Write("POST /feed/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
        byte[] chunk = [.. "10000\r\n"u8, .. Enumerable.Repeat((byte)'a', 0x10000), .. "\r\n"u8];
        long sent = 0;
        try
        {
            for (; sent < 1L << 30; sent += 0x10000) stream.Write(chunk);
        }
        catch (IOException)
        {
            // Closed by the monitor.
        }

        Assert.That(sent, Is.LessThan(64L << 20));
    }

    [Test]
    public void A_length_of_a_gigabyte_is_refused_before_it_is_sent() =>
        Assert.That(RawHttp.Status(RawHttp.Send(_monitor.Address, "POST /feed/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1073741824\r\n\r\n")), Is.EqualTo(413));

    [TestCase("gzip")]
    [TestCase("zlib")]
    public void A_compressed_bomb_is_not_opened(string kind)
    {
        MemoryStream bomb = new();
        using (Stream compressed = kind == "gzip" ? new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true) : new ZLibStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) compressed.Write(zeros);
        }

        HttpRequestMessage request = new(HttpMethod.Post, "/feed/?protocol=5") { Content = new ByteArrayContent(bomb.ToArray()) };
        request.Content.Headers.ContentEncoding.Add(kind == "gzip" ? "gzip" : "deflate");
        Assert.That(_monitor.Send(request).Status, Is.EqualTo(415));
    }

    [Test]
    public void A_million_packages_are_too_many()
    {
        StringBuilder lines = new("#\nhost: many.example.org\npackager: rpm\n#\n", 8 << 20);
        for (int i = 0; i < 1_000_000 && lines.Length < (8 << 20) - 100; i++) lines.Append(CultureInfo.InvariantCulture, $"p{i:x}\t1-1\tnoarch\n");
        Assert.That(_monitor.Post("/feed/", Encoding.ASCII.GetBytes(lines.Append("#\n").ToString())).Status, Is.EqualTo(413));
    }

    [TestCase("host: a.example.org\0.evil", 400)]
    [TestCase("host: a.example.org\nsystem: \u001b[2J", 400)]
    [TestCase("host: ../../etc/passwd", 422)]
    [TestCase("host: <script>alert(1)</script>", 422)]
    [TestCase("host: 127.0.0.1", 422)]
    public void A_hostile_header_is_refused(string header, int status) =>
        Assert.That(_monitor.Post("/feed/", Encoding.UTF8.GetBytes($"#\n{header}\npackager: rpm\n#\nbash\t0:3.2-24\tx86_64\n#\n")).Status, Is.EqualTo(status));

    [Test]
    public void Script_tags_as_packages_are_no_packages()
    {
        Assert.That(_monitor.Post("/feed/", Encoding.UTF8.GetBytes("#\nhost: tags.example.org\npackager: rpm\n#\n<script>alert(1)</script>\t0:1-1\tx86_64\n#\n")).Status, Is.InRange(400, 499));
        Assert.That(_monitor.Get("/refused").Text, Does.Not.Contain("<script"));
    }

    private async Task<int> PostAsync(byte[] body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/feed/?protocol=5") { Content = new ByteArrayContent(body) };
        if (body.Length > 0 && body[0] == '-') request.RequestUri = new("/feed/", UriKind.Relative);
        using HttpResponseMessage answer = await _monitor.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    // The captures where they are there, else the samples of the repository.
    private static IEnumerable<byte[]> Originals()
    {
        yield return Reports.Sample.Read("plain.txt");
        yield return Reports.Sample.Read("urlencoded.txt");
        yield return Reports.Sample.Read("multipart.bin");
        yield return Reports.Sample.Encrypt(Reports.Sample.Read("plain.txt"), Reports.Sample.Certificate);
        yield return SampleReport.Of("spoilt.example.org");
    }

    private static byte[] Spoil(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        for (int i = random.Next(1, 8); i > 0 && bytes.Length > 0; i--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes = bytes[..at];
                    break;
                case 3:
                    bytes = [.. bytes[..at], .. original[random.Next(original.Length)..], .. bytes[at..]];
                    break;
                default:
                    bytes = [.. bytes[..at], 0, (byte)'\n', (byte)'#', .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }
}
