using System.Globalization;
using System.Text;
using CsCheck;
using GrifErrata.Monitor.Reports;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Tests.Reports;

/// <summary>Any report that a small writer of each protocol writes reads back.</summary>
public sealed class ReportRoundTripTests
{
    private const string Letters = "abcxyzABCXYZ0123456789";

    private static readonly string[] Architectures = ["x86_64", "i686", "noarch", "aarch64", "mips5"];

    private static readonly Gen<string> Name = Text("abAB019_", Letters + "._+-");
    private static readonly Gen<string> Version = Text(Letters + "~^+_.", Letters + "._+~^");

    private static readonly Gen<Nevra> Package = Gen.Select(Name, Gen.OneOf(Gen.Const(0), Gen.Int[0, 120], Gen.Const(int.MaxValue)), Version, Version,
        Gen.Int[0, 4].Select(i => Architectures[i]), (name, epoch, version, release, arch) => new Nevra(name, new(epoch, version, release), arch));

    private static readonly Gen<(Nevra[] Packages, ReportMode Mode, int Seed)> Any =
        Gen.Select(Package.Array[1, 60], Gen.Enum<ReportMode>(), Gen.Int[0, 1000]);

    private static Gen<string> Text(string first, string rest) =>
        Gen.Select(Gen.Char[first], Gen.Char[rest].Array[0, 8], (a, b) => a + new string(b));

    private static string Line(Nevra p) => string.Create(CultureInfo.InvariantCulture, $"{p.Name}\t{p.Evr.Epoch}:{p.Evr.Version}-{p.Evr.Release}\t{p.Arch}\n");

    private static string Quoted(Nevra p) => string.Create(CultureInfo.InvariantCulture, $"'{p.Name}' '{p.Evr.Epoch}:{p.Evr.Version}' '{p.Evr.Release}' '{p.Arch}'\n");

    private static byte[] WritePlain(Nevra[] packages) =>
        Sample.Utf8(Sample.Plain(string.Concat(packages.Select(Line)), "arch: x86_64\nhost: a.example.org\nkernel: 2.6.18\npackager: rpm\nsite: S\u00e9\nsystem: SL 5\ntag: t\n"));

    private static (string, string)[] Fields(Nevra[] packages, ReportMode mode) =>
    [
        ("type", "rpm"), ("host", "a.example.org"), ("os", "SL 5"), ("arch", "x86_64"), ("tag", "t"), ("kernel", "2.6.18"), ("version", "4"),
        ("report", ((int)mode).ToString(CultureInfo.InvariantCulture)), ("site", "S\u00e9"), ("pkgs", string.Concat(packages.Select(Quoted))),
    ];

    private static byte[] WriteUrlEncoded(Nevra[] packages, ReportMode mode, bool all) => Sample.Utf8(string.Join('&',
        Fields(packages, mode).Select(f => $"{f.Item1}={(all ? Uri.EscapeDataString(f.Item2) : f.Item2.Replace("+", "%2b", StringComparison.Ordinal))}")));

    private static byte[] WriteMultipart(Nevra[] packages, ReportMode mode) => Sample.Utf8(
        string.Concat(Fields(packages, mode).Select(f => $"--bound\r\nContent-Disposition: form-data; name=\"{f.Item1}\"\r\n\r\n{f.Item2}\r\n")) + "--bound--\r\n");

    [Test]
    public void Every_report_reads_back_in_each_protocol_and_mode_with_one_hash() => Any.Sample(any =>
    {
        (Nevra[] packages, ReportMode mode, int seed) = any;
        new Random(seed).Shuffle(packages);
        string[] lines = [.. packages.Select(Line).Distinct().Order(StringComparer.Ordinal)];
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines))));
        string query = mode switch { ReportMode.StoreOnly => "store-only", ReportMode.ReportOnly => "report-only", _ => "store-and-report" };
        byte[] plain = WritePlain(packages);
        (byte[] Body, ReportRequest Request, int Protocol)[] sent =
        [
            (plain, new() { Mode = query, Protocol = "5" }, 5),
            (Sample.Encrypt(plain, Sample.Certificate), new() { Mode = query, Key = new(Sample.Certificate) }, 5),
            (WriteUrlEncoded(packages, mode, false), new(), 4),
            (WriteUrlEncoded(packages, mode, true), new() { Protocol = "4" }, 4),
            (WriteMultipart(packages, mode), new(), 4),
        ];
        foreach ((byte[] body, ReportRequest request, int protocol) in sent)
        {
            (Report? report, Refusal? refusal) = ReportReader.Read(body, request);
            if (refusal is not null) return false;
            bool right = report! with { Packages = [] } == new Report
            {
                Host = "a.example.org", Site = "S\u00e9", Tag = "t", System = "SL 5", Arch = "x86_64", Kernel = "2.6.18", Packager = "rpm",
                Protocol = protocol, Mode = mode, Packages = [],
            };
            if (!right || !report.Packages.Select(Line).SequenceEqual(lines) || PackageSetHash.Of(report.Packages) != hash) return false;
        }

        return true;
    }, iter: 300);

    [Test]
    public void Packages_are_in_the_order_of_their_lines() => Gen.Select(Package, Package).Sample((a, b) =>
        Math.Sign(PackageOrder.Instance.Compare(a, b)) == Math.Sign(string.CompareOrdinal(Line(a), Line(b)))
        && Math.Sign(PackageOrder.Instance.Compare(a, a with { Evr = b.Evr })) == Math.Sign(string.CompareOrdinal(Line(a), Line(a with { Evr = b.Evr }))), iter: 20_000);
}
