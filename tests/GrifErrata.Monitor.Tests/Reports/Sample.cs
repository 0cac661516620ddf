using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Tests.Reports;

/// <summary>Reports for tests: the files in Samples, captures of real clients, and encrypted ones.</summary>
internal static class Sample
{
    public static readonly string[] Captures =
    [
        "report-v5-el5.txt", "report-v5-el6.txt", "report-v5-el8.txt", "report-v5-el9.txt", "wire-v4-pakiti2-curl.http",
        "wire-v4-pakiti2-openssl.http", "wire-v5-curlfallback.http", "wire-v5-encrypt-mode.http", "wire-v5-noprotocol.http", "wire-v5-plain.http",
    ];

    private static readonly Lazy<X509Certificate2> LazyCertificate = new(NewCertificate);

    public static X509Certificate2 Certificate => LazyCertificate.Value;

    public static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "GrifErrata.Monitor.Tests", "Reports", "Samples", name));

    /// <summary>A capture's body and what its HTTP head says; the test is skipped where captures are absent.</summary>
    public static (byte[] Body, ReportRequest Request) Capture(string name)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.Path($"pakiti/{name}"));
        if (!name.EndsWith(".http", StringComparison.Ordinal)) return (bytes, new());
        int crlf = bytes.AsSpan().IndexOf("\r\n\r\n"u8), lf = bytes.AsSpan().IndexOf("\n\n"u8);
        int end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
        string[] head = Encoding.ASCII.GetString(bytes, 0, end).Split('\n', StringSplitOptions.TrimEntries);
        string? Header(string header) => head.FirstOrDefault(l => l.StartsWith(header + ": ", StringComparison.Ordinal))?[(header.Length + 2)..];
        string? Query(string key) => head[0].Split(' ')[1].Split('?', '&').FirstOrDefault(p => p.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];
        return (bytes[end..], new() { ContentType = Header("Content-Type"), UserAgent = Header("User-Agent"), Protocol = Query("protocol"), Mode = Query("mode") });
    }

    public static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=sample", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    public static byte[] Encrypt(byte[] text, params X509Certificate2[] certificates)
    {
        var envelope = new EnvelopedCms(new ContentInfo(text));
        envelope.Encrypt([.. certificates.Select(c => new CmsRecipient(c))]);
        return envelope.Encode();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A plain report of these package lines.</summary>
    public static string Plain(string packages, string header = "host: a.example.org\npackager: rpm\n") => $"#\n{header}#\n{packages}#\n";
}
