using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Cefs;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Advisories.Mails;
using GrifErrata.Advisories.Osv;
using GrifErrata.Advisories.Oval;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Feeds;
using GrifErrata.Input;
using GrifErrata.Modules;
using GrifErrata.Monitoring;
using GrifErrata.Profiles;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Sources;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>The readers of untrusted input. A new reader is a line here and a folder of samples.</summary>
internal static class FuzzedReaders
{
    private const string Advisories = "tests/GrifErrata.Tests/Advisories/", OwnInput = "errata-input/", OwnOs = OwnInput + "sl5.5-x86_64/", Seeds = "tests/GrifErrata.Tests/Fuzzing/Seeds/";

    // Tables of bzip2 (900,000 numbers a stream), a window of xz or zstd.
    private const long Decompressor = 32L << 20;

    private static readonly string[] Xml =
    [
        "&#10;", "&#0;", "&#x1F600;", "&#xD800;", "&#99999999999;", "&lt;", "&amp;", "&x;", "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;\">]>", "<!ENTITY % e SYSTEM \"file:///etc/passwd\">%e;",
        "<![CDATA[", "]]>", "<!--", "-->", "--", "<?xml version=\"1.1\" encoding=\"UTF-16\"?>", "<?p ", "?>", "<a>", "</a>", "<a b=\"c\" b=\"d\"/>", "xmlns=\"\"", "xmlns:rpm=\"x\"", "<a/>", "/>", " a='", "\"",
    ];

    private static readonly string[] Json =
    [
        "[", "{", "{\"a\":", "]", "}", "\"\\ud800\"", "\"\\u0000\"", "\\u0022", "\\", "1e99999", "-", "0.1", "[]", "{}", "\"\"", "//", "/*", "{\"id\":\"A-1\",\"affected\":[]}", "\"a\":1,", "\n", "\"CVE-2031-1\",",
    ];

    private static readonly string[] Yaml =
    [
        "- ", "? ", ": ", "- - ", "&a ", "*a", "!!str ", "!<", "--- ", "---\n", "...\n", "%YAML 9.9\n", "%TAG ! x\n", "|\n", ">\n ", "|9-\n", "[[[[", "{{{{", "[a", "{a: ", "\"\\x0a\"", "\"\\ud800\"", "\"\\U00110000\"", "'", "\"", "# ", "  ", "\t", "<<: ", "@", "`", "a: b: c", "\n \n",
    ];

    private static readonly string[] Names = ["-1-1.noarch", "1:", "(none):", "gpg-pubkey", "'a' '0:1' '1' 'x'", "a\t0:1-1\tx", "\t", ",", "\"", ".rpm", "src", "#\n", "host: ", "name,version,release,arch\n", "1288209600", "9999999999999"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzedReader> All { get; } =
    [
        Feed(new UpdateInfoReader()) with { Name = "updateinfo", Samples = [Advisories + "UpdateInfo/Dialects"], Shared = ["updateinfo"], Tokens = Xml },
        Feed(new OvalReader()) with { Name = "oval", Samples = [Advisories + "Oval"], Shared = ["oval"], Tokens = Xml },
        Feed(new CefsReader()) with { Name = "cefs", Samples = [Advisories + "Cefs"], Tokens = Xml },
        Feed(new OsvReader()) with { Name = "osv", Samples = [Advisories + "Osv/Samples"], Shared = ["osv"], Tokens = Json },
        Feed(new CsafReader()) with { Name = "csaf", Samples = [Advisories + "Csaf/Samples"], Shared = ["csaf"], Tokens = Json },
        Feed(new MailReader()) with
        {
            Name = "mails", Samples = [Advisories + "Mails/Samples"],
            Tokens = ["\nFrom ", "\n\n", "Subject: ", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "--b--\n", "Content-Transfer-Encoding: base64\n\n", "Content-Transfer-Encoding: quoted-printable\n\n", "=?utf-8?q?=00?=", "=?utf-8?b?", "Content-Type: message/rfc822\n\n", "Content-Type: text/html\n\n", "charset=utf-7", "charset=\"x\"", "Date: ", "\n.\n", ">From ", "<pre>", "SRPMS:\n", "x86_64:\n"],
        },
        new("modules", [typeof(ModulesReader)], (input, found) => new ModulesReader().Read(new MemoryStream(input), "m.yaml", found, default)) { Shared = ["modules"], Tokens = Yaml },

        new("primary", [typeof(PrimaryReader)], (input, found) => new PrimaryReader { WithObsoletes = true }.Read(new MemoryStream(input), "p.xml", found, default))
        {
            Shared = ["repodata/createrepo-repo02", "repodata/el7-small"], Tokens = Xml,
        },
        new("dependencies", [typeof(PrimaryDependencyReader)], Dependencies) { Shared = ["repodata/el7-small"], Tokens = [.. Xml, " if ", " or ", "((", "))", "<rpm:entry name=\"(a and b)\"/>", "flags=\"EQ\""], BytesForByte = 2_000 },
        new("check-requests", [typeof(CheckRequestReader)], (input, found) => CheckRequestReader.Read(Encoding.UTF8.GetString(input).Split('\n'), "r.jsonl", found)) { Tokens = Json },
        new("monitored-hosts", [typeof(MonitoredFleetReader)], (input, found) => MonitoredFleetReader.Read(input, "hosts.json", found))
        {
            Samples = ["tests/GrifErrata.Tests/Monitoring/hosts.json"], Tokens = [.. Json, "\"schema\":1,", "\"hosts\":[", "\"verdicts\":[]", "\"2010-11-30\"", "\"2010-12-09T00:00:00+00:00\""], WholeFile = ["GE1911"],
        },
        new("filelists", [typeof(FileListsReader), typeof(FileListsDependencyReader)], FileLists) { Tokens = Xml },
        new("repomd", [typeof(RepodataIndexReader), typeof(RepodataReader)], (input, found) => RepodataIndexReader.Read(new MemoryStream(input), "repomd.xml", found))
        {
            Shared = ["repodata/distribution-x86_64/base/repodata/repomd.xml", "repodata/el7-small/repomd.xml", "repodata/rocky84-no-updateinfo/repomd.xml"], Tokens = [.. Xml, "sha256", "md5", "<location href=\"../x\"/>", "<size>-1</size>"],
        },
        new("snapshot-primary", [], FuzzedCopies.Primary) { Samples = [Seeds + "primary", Seeds + "dependencies"], Shared = ["repodata/el7-small"], Tokens = [.. Xml, "<location href=\"../x\"/>", "<location xml:base=\"http://x/\" href=\"y\"/>", "</package>", "<package>"] },
        new("snapshot-filelists", [], FuzzedCopies.FileLists) { Samples = [Seeds + "filelists"], Tokens = [.. Xml, "pkgid=\"1\"", "</package>"] },
        new("snapshot-updateinfo", [], FuzzedCopies.UpdateInfo) { Samples = [Advisories + "UpdateInfo/Dialects"], Tokens = [.. Xml, "<package name=\"ab\"/>", "</collection>", "<collection>", "</update>"] },
        new("csv-listing", [typeof(CsvListingReader)], (input, found) => new CsvListingReader().Read(new MemoryStream(input), "l.csv", found, default)) { Samples = [OwnOs + "sources/errata-packages.csv"], Tokens = Names },
        new("text-listing", [typeof(TextListingReader)], (input, found) => new TextListingReader().Read(new MemoryStream(input), "l.txt", found, default)) { Tokens = Names },
        new("rpm", [typeof(RpmHeaderReader), typeof(RpmFolderReader)], (input, found) => RpmHeaderReader.Read(new MemoryStream(input), "a.rpm", found)) { HasLines = false },

        new("rpm-dependencies", [typeof(RpmDependencyReader)], RpmDependencies) { Samples = ["tests/GrifErrata.Tests/Fuzzing/Seeds/rpm"], HasLines = false, BytesForByte = 2_000, FreeBytes = 4 << 20 },

        Profile("json-profile", typeof(JsonProfileReader)) with { Tokens = [.. Json, "_2e", "_", "_zz", "_2", "_2d1", "packages", "arch"] },
        Profile("xml-profile", typeof(XmlProfileReader)) with { Tokens = [.. Xml, "encoding=\"base64\"", "_2e", "_zz", "<nlist name=\"a\">", "<list name=\"a\">", "<string name=\"a\">", "format=\"pan\""] },
        Profile("package-list", typeof(PackageListReader)) with { Shared = ["pakiti"], Tokens = Names },

        Definition("os-yaml", [typeof(OsDefinitionReader), typeof(FeedDefinitionReader), typeof(PackageDecisionReader)], (input, found) => OsDefinitionReader.Read(input, "os.yaml", "sl5.5-x86_64", found)) with { Samples = [OwnOs + "os.yaml"] },
        Definition("update-yaml", [typeof(UpdateDefinitionReader), typeof(FixDefinitionReader)], (input, found) => UpdateDefinitionReader.Read(input, "20101125.yaml", found)) with { Samples = [OwnOs + "updates"] },
        Definition("federation-yaml", [typeof(FederationReader), typeof(FederationMonitorReader), typeof(FreezeReader), typeof(KernelPlanReader)], (input, found) => FederationReader.Read(input, "federation.yaml", found)) with { Samples = [OwnInput + "federation.yaml"] },
        Definition("sources-lock", [typeof(SourcesLockFile)], Lock) with { Samples = ["tests/GrifErrata.Tests/Feeds/sources.lock.verified.yaml"] },
        Definition("yaml-edit", [], FuzzedEdits.Apply) with { Samples = [OwnInput + "federation.yaml", OwnOs + "updates", OwnOs + "os.yaml"], BytesForByte = 4_000 },

        new("compressed", [typeof(InputFile)], Decompressed) { HasLines = false, FreeBytes = Decompressor },
        new("zip", [typeof(AdvisoryZip)], (input, found) => OnDisk(input, "a.zip", path => AdvisorySources.Read(path, found, default))) { HasLines = false, FreeBytes = Decompressor },
        new("signature", [], FuzzedSignatures.Check) { HasLines = false },
        new("public-keys", [], FuzzedSignatures.Keys) { HasLines = false },
    ];

    private static FuzzedReader Feed(IAdvisoryReader reader) => new(reader.Format, [reader.GetType()], (input, found) =>
    {
        reader.Recognises(input.AsSpan(0, Math.Min(input.Length, 4096)));
        return reader.Read(new MemoryStream(input), "feed", found, default);
    });

    private static FuzzedReader Profile(string name, Type reader) => new(name, [reader], (input, found) => OnDisk(input, "wn1", path => MachineFile.Read(path, found)))
    {
        // GE1741 and GE1743 of JSON name the path in the profile, which has one line for panc and no use for a person.
        WholeFile = ["GE1003", "GE1004", "GE1005", "GE1006", "GE1741", "GE1742", "GE1743", "GE1745", "GE1747"],
        FreeBytes = Decompressor,
    };

    private static FuzzedReader Definition(string name, Type[] readers, Func<byte[], DiagnosticBag, object?> read) => new(name, readers, (input, found) =>
    {
        object? result = read(input, found);
        return result is null == found.HasErrors ? result : throw new InvalidOperationException("A file with an error gives nothing, one without gives something.");
    })
    {
        Tokens = Yaml,
    };

    // What was read is also decided: every package of it is the machine, and the update.
    private static object? Dependencies(byte[] input, DiagnosticBag diagnostics)
    {
        PackageTableBuilder builder = new();
        PrimaryDependencyReader.Read(new MemoryStream(input), "p.xml", builder, diagnostics, default);
        return diagnostics.HasErrors ? null : Decided(builder);
    }

    private static object Decided(PackageTableBuilder builder)
    {
        PackageTable table = builder.Build();
        GrifErrata.Rpm.Nevra[] all = [.. Enumerable.Range(0, Math.Min(table.Count, 50)).Select(table.Nevra)];
        return new UpdateCheck(table, new() { MaxSteps = 1000 }).Check(all, all).Result;
    }

    private static object? RpmDependencies(byte[] input, DiagnosticBag diagnostics)
    {
        PackageTableBuilder builder = new();
        RpmDependencyReader.Read(new MemoryStream(input), "a.rpm", builder, diagnostics);
        if (diagnostics.HasErrors) return null;
        RpmDependencyReader.ReadFiles(new MemoryStream(input), "a.rpm", builder, 0, new(builder), diagnostics);
        return Decided(builder);
    }

    private static List<PackageFiles> FileLists(byte[] input, DiagnosticBag diagnostics)
    {
        List<PackageFiles> packages = [];
        FileListsReader.Read(new MemoryStream(input), "f.xml", packages.Add, diagnostics, default);

        // The reader of the check finds every package that this one finds.
        PackageTableBuilder table = new();
        foreach (PackageFiles package in packages) table.Add(package.Nevra, [], package.Paths.Where(p => p.StartsWith('/')), [], [], []);
        table.Build();
        FileListsDependencyReader.Read(new MemoryStream(input), "f.xml", table, 0, new(table), [], default);
        return packages;
    }

    private static SourcesLock? Lock(byte[] input, DiagnosticBag diagnostics)
    {
        SourcesLock? sources = SourcesLockFile.Read(input, "sources.lock", diagnostics);
        if (sources is null) return null;
        string text = SourcesLockFile.Write(sources);
        DiagnosticBag own = [];
        return SourcesLockFile.Read(Encoding.UTF8.GetBytes(text), "sources.lock", own) is { } again && SourcesLockFile.Write(again) == text ? sources
            : throw new InvalidOperationException($"What is written of it is not read alike: {string.Join(' ', own)}");
    }

    private static string? Decompressed(byte[] input, DiagnosticBag diagnostics) => OnDisk(input, "feed", path =>
        InputFile.Read(path, InputLimits.Default with { MaxDocumentBytes = 8 << 20 }, null, diagnostics, (content, _) => Sum(content)));

    private static string Sum(Stream content)
    {
        byte[] buffer = new byte[4096];
        System.IO.Hashing.Crc32 sum = new();
        while (content.Read(buffer) is > 0 and int count) sum.Append(buffer.AsSpan(0, count));
        return $"{sum.GetCurrentHashAsUInt32()}";
    }

    private static T? OnDisk<T>(byte[] input, string name, Func<string, T?> read)
        where T : class
    {
        string folder = FuzzFolder.Path;
        string path = System.IO.Path.Combine(folder, name);
        File.WriteAllBytes(path, input);
        return read(path);
    }
}
