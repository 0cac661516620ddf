using System.IO.Compression;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.Osv;

/// <summary>Records in folders and zip archives.</summary>
internal sealed class OsvSources
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("osv").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_zip_is_read_as_the_folder_of_its_files()
    {
        string files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName, zip = Path.Combine(_folder, "all.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            for (int i = 30; i > 0; i--)
            {
                string name = $"ALSA-2031-{i:0000}.json";
                File.WriteAllText(Path.Combine(files, name), Record(i));
                archive.CreateEntryFromFile(Path.Combine(files, name), name);
            }
        }

        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> ofZip = AdvisorySources.Read(zip, diagnostics, CancellationToken.None);
        IReadOnlyList<Advisory> ofFolder = AdvisorySources.Read(files, diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(ModelDump.Of(ofZip, [], "x"), Is.EqualTo(ModelDump.Of(ofFolder, [], "x")));
        Assert.That(ofZip[0].Origin, Is.EqualTo(new SourceLocation($"{zip}/ALSA-2031-0001.json", 1, 1)));
        Assert.That(ofZip, Has.Count.EqualTo(30));
    }

    [Test]
    public void An_entry_that_leads_out_is_only_a_name()
    {
        string zip = Path.Combine(_folder, "all.zip");
        Write(zip, ("../../etc/passwd\n.json", Record(1)));
        DiagnosticBag diagnostics = [];
        Assert.That(AdvisorySources.Read(zip, diagnostics, CancellationToken.None).Single().Origin.File, Is.EqualTo($"{zip}/../../etc/passwd?.json"));
        Assert.That(Directory.EnumerateFileSystemEntries(_folder).Count(), Is.EqualTo(1));
    }

    [Test]
    public void An_entry_that_grows_a_thousand_times_is_refused()
    {
        string zip = Path.Combine(_folder, "all.zip");
        Write(zip, ("a.json", Record(1)), ("b.json", "{\"id\": \"A-2\", \"affected\": [" + new string(' ', 30_000_000) + "]}"));
        AssertRefused(zip, $"{zip}/b.json: error GE1346: The zip archive cannot be accepted. This entry grows more than feeds do");
    }

    [Test]
    public void A_zip_that_is_cut_short_is_refused()
    {
        string zip = Path.Combine(_folder, "all.zip");
        Write(zip, ("a.json", Record(1)));
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^30]);
        AssertRefused(zip, $"{zip}: error GE1346: The zip archive cannot be accepted.");
    }

    [Test]
    public void An_entry_with_another_CRC_is_refused()
    {
        string zip = Path.Combine(_folder, "all.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("a.json", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.UTF8.GetBytes(Record(1)));
        }

        byte[] bytes = File.ReadAllBytes(zip);
        bytes[bytes.AsSpan().IndexOf("wren"u8)] = (byte)'W';
        File.WriteAllBytes(zip, bytes);
        AssertRefused(zip, $"{zip}/a.json: error GE1346: ");
    }

    [Test]
    public void The_bounds_of_a_zip_hold()
    {
        string zip = Path.Combine(_folder, "all.zip");
        Write(zip, ("a.json", Record(1)), ("b.json", Record(2)));
        foreach (AdvisoryZipLimits limits in (AdvisoryZipLimits[])
        [
            new() { MaxEntries = 1 }, new() { MaxArchiveBytes = 100 }, new() { MaxTotalBytes = 300 }, new() { MaxDirectoryBytes = 20 },
        ])
        {
            DiagnosticBag diagnostics = [];
            using FileStream stream = File.OpenRead(zip);
            Assert.That(AdvisoryZip.Read(stream, "all.zip", limits, diagnostics, (_, _, _) => [new Advisory { Id = "A-1" }]), Is.Empty);
            Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1346"));
        }
    }

    [Test]
    public void A_zip_within_a_zip_is_not_opened()
    {
        string inner = Path.Combine(_folder, "inner.zip"), zip = Path.Combine(_folder, "all.zip");
        Write(inner, ("a.json", Record(1)));
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create)) archive.CreateEntryFromFile(inner, "inner.zip");
        AssertRefused(zip, $"{zip}/inner.zip: error GE1020: ");
    }

    [Test]
    public void A_record_without_id_is_an_error_with_its_place()
    {
        string file = Path.Combine(_folder, "a.json");
        File.WriteAllText(file, "[\n {\"affected\": []},\n {\"id\": \"A-2\", \"published\": \"soon\"}]");
        DiagnosticBag diagnostics = [];
        Assert.That(AdvisorySources.Read(file, diagnostics, CancellationToken.None).Single().Id, Is.EqualTo("A-2"));
        Assert.That(diagnostics.Select(d => d.ToString()[..(file.Length + 19)]), Is.EqualTo((string[])[$"{file}(2,2): error GE1322", $"{file}(3,29): error GE132"]));
    }

    [TestCase("{\"document\": {}}", false)]
    [TestCase("{\"id\": \"A\", \"summary\": \"s\"}", true)]
    [TestCase("[{\"schema_version\": \"1\"", true)]
    [TestCase("{\"name\": \"profile\", \"id\": 1}", false)]
    [TestCase("[]", false)]
    [TestCase("", false)]
    [TestCase("id: A\nsummary: s\n", false)]
    public void A_record_is_told_by_its_keys(string head, bool isRecord) =>
        Assert.That(new GrifErrata.Advisories.Osv.OsvReader().Recognises(Encoding.UTF8.GetBytes(head)), Is.EqualTo(isRecord));

    private static void AssertRefused(string zip, string message)
    {
        DiagnosticBag diagnostics = [];
        AdvisorySources.Read(zip, diagnostics, CancellationToken.None);
        Assert.That(diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error).ToString(), Does.StartWith(message));
    }

    private static void Write(string zip, params (string Name, string Text)[] entries)
    {
        using ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach ((string name, string text) in entries)
        {
            using StreamWriter writer = new(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private static string Record(int i) => $$"""
        {"id": "ALSA-2031:{{i:0000}}", "summary": "Low: wren", "published": "2031-02-03T00:00:00Z", "related": ["CVE-2031-{{i + 1000}}"],
         "affected": [{"package": {"ecosystem": "AlmaLinux:9", "name": "wren"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1-{{i}}.el9"}]}]}]}
        """;
}
