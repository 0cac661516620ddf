using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Files;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Tables that are kept for the next check: never stale, never a wrong answer.</summary>
public sealed class KeptTables
{
    private const string Answer = "fix\nadd b-1-1.x86_64: a-2-1.x86_64 requires b\n";
    private readonly Moment _now = new();
    private string _folder = string.Empty;

    private string Tables => Path.Combine(_folder, "tables");

    private string Kept => Directory.EnumerateFiles(Tables).Single();

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("grif-errata-tables-").FullName;
        WriteRepository("base", "a-1", "a-2 b", "b-1");
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Modules_are_kept_and_their_yaml_is_not_read_again()
    {
        const string Yaml = """
            ---
            document: modulemd
            version: 2
            data:
              name: b
              stream: "1"
              version: 1
              context: c
              artifacts:
                rpms:
                - b-0:1-1.x86_64
            ...
            """;
        string index = Path.Combine(_folder, "base", "repodata", "repomd.xml"), modules = Path.Combine(_folder, "base", "modules.yaml");
        File.WriteAllText(modules, Yaml);
        File.WriteAllText(index, File.ReadAllText(index).Replace("</repomd>",
            $"<data type=\"modules\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Yaml)))}</checksum><location href=\"modules.yaml\"/></data></repomd>", StringComparison.Ordinal));
        string answer = Check("base");
        Assert.That(answer, Does.Contain("b-1-1.x86_64 is of stream b:1, which is not active"));
        File.Delete(modules);
        Assert.That(Check("base"), Is.EqualTo(answer));
    }

    [Test]
    public void As_long_as_repomd_says_the_same_primary_is_not_read()
    {
        Assert.That(Check("base"), Is.EqualTo(Answer));
        File.Delete(Path.Combine(_folder, "base", "primary.xml"));
        Assert.That(Check("base"), Is.EqualTo(Answer));
    }

    [Test]
    public void A_repository_that_changed_is_read_anew()
    {
        Assert.That(Check("base"), Is.EqualTo(Answer));
        WriteRepository("base", "a-1", "a-2", "b-1");
        Assert.That(Check("base"), Is.EqualTo("ok\n"));
    }

    [Test]
    public void The_order_of_repositories_is_part_of_what_is_kept()
    {
        WriteRepository("errata", "b-2");
        Assert.That(Check("base", "errata"), Is.EqualTo(Answer));
        Assert.That(Check("errata", "base"), Is.EqualTo(Answer.Replace("b-1", "b-2", StringComparison.Ordinal)));
        Assert.That(Directory.GetFiles(Tables), Has.Length.EqualTo(2));
    }

    [Test, CancelAfter(120_000)]
    public void Whichever_byte_of_a_kept_table_is_spoilt_the_answer_is_right_and_the_table_is_written_anew()
    {
        Check("base");
        byte[] whole = File.ReadAllBytes(Kept);
        byte[] key = Convert.FromHexString(Path.GetFileNameWithoutExtension(Kept));
        Assert.That(ArrayFile.Read(Kept, key), Is.Not.Null);
        using (FileStream file = new(Kept, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
        {
            for (int at = 0; at < whole.Length; at += at < 4096 ? 1 : 13)
            {
                WriteAt(file, at, (byte)(whole[at] ^ (1 << (at % 8))));
                Assert.That(ArrayFile.Read(Kept, key), Is.Null, $"byte {at}");
                WriteAt(file, at, whole[at]);
            }
        }

        Gen.Int[0, whole.Length - 1].Select(Gen.Byte[1, 255]).Sample(
            (at, flip) =>
            {
                byte[] spoilt = [.. whole];
                spoilt[at] ^= flip;
                File.WriteAllBytes(Kept, spoilt);
                return Check("base") == Answer && File.ReadAllBytes(Kept).AsSpan().SequenceEqual(whole);
            },
            iter: 300, threads: 1);
    }

    [TestCase(0)]
    [TestCase(100)]
    [TestCase(5000)]
    [TestCase(-1)]
    public void A_table_that_is_cut_or_has_something_behind_it_is_written_anew(int length)
    {
        Check("base");
        byte[] whole = File.ReadAllBytes(Kept);
        File.WriteAllBytes(Kept, length < 0 ? [.. whole, 0] : whole[..length]);
        Assert.That(Check("base"), Is.EqualTo(Answer));
        Assert.That(File.ReadAllBytes(Kept), Is.EqualTo(whole));
    }

    [Test]
    public void A_table_of_the_other_byte_order_or_of_another_repository_is_not_taken()
    {
        Check("base");
        byte[] whole = File.ReadAllBytes(Kept), key = Convert.FromHexString(Path.GetFileNameWithoutExtension(Kept));
        Assert.That(ArrayFile.Read(Kept, SHA256.HashData(key)), Is.Null);
        whole.AsSpan(0, 8).Reverse();
        File.WriteAllBytes(Kept, whole);
        Assert.That(ArrayFile.Read(Kept, key), Is.Null);
    }

    [Test]
    public void A_repository_with_something_to_say_says_it_each_time()
    {
        WriteRepository("base", "a-1", "a!-2");
        foreach (int _ in (int[])[1, 2])
        {
            DiagnosticBag diagnostics = [];
            new PackageTableCache(Tables, _now).Read([Path.Combine(_folder, "base")], diagnostics, default);
            Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo((string[])["GE2252"]));
        }

        Assert.That(Directory.Exists(Tables), Is.False);
    }

    [Test]
    public void A_primary_xml_alone_is_not_kept()
    {
        Assert.That(Check(Path.Combine("base", "primary.xml")), Is.EqualTo(Answer));
        Assert.That(Directory.Exists(Tables), Is.False);
    }

    [Test]
    public void A_primary_that_is_not_what_repomd_says_is_an_error_and_not_kept()
    {
        File.AppendAllText(Path.Combine(_folder, "base", "primary.xml"), "\n");
        DiagnosticBag diagnostics = [];
        new PackageTableCache(Tables, _now).Read([Path.Combine(_folder, "base")], diagnostics, default);
        Assert.That(diagnostics.HasErrors, Is.True);
        Assert.That(Directory.Exists(Tables), Is.False);
    }

    [Test]
    public void What_was_not_used_for_thirty_days_goes_when_the_next_is_kept_and_other_files_stay()
    {
        WriteRepository("used", "a-1", "b-1", "a-2 b");
        Check("base");
        Check("used");
        File.WriteAllText(Path.Combine(Tables, "notes.txt"), "mine");
        string left = Kept2("base") + ".0123.new.tmp";
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, _now.GetUtcNow().UtcDateTime);
        File.SetLastWriteTimeUtc(Path.Combine(Tables, "notes.txt"), _now.GetUtcNow().UtcDateTime);
        string old = Kept2("base"), used = Kept2("used");
        _now.Value += TimeSpan.FromDays(20);
        Check("used");
        _now.Value += TimeSpan.FromDays(20);
        WriteRepository("new", "a-1", "b-1");
        Check("new");
        Assert.That((File.Exists(old), File.Exists(left), File.Exists(used), File.Exists(Path.Combine(Tables, "notes.txt"))), Is.EqualTo((false, false, true, true)));
    }

    [Test]
    public void Beyond_the_bound_those_go_that_were_not_used_for_longest()
    {
        foreach (string name in (string[])["one", "two", "three"])
        {
            WriteRepository(name, "a-1", $"{name}-1");
            _now.Value += TimeSpan.FromHours(1);
            Check(1 << 30, name);
        }

        string[] all = [.. Directory.EnumerateFiles(Tables).OrderBy(File.GetLastWriteTimeUtc)];
        long size = new FileInfo(all[0]).Length;
        WriteRepository("four", "a-1", "four-1");
        _now.Value += TimeSpan.FromHours(1);
        Check((2 * size) + 1000, "four");
        Assert.That(Directory.GetFiles(Tables), Has.Length.EqualTo(2).And.Contains(all[2]));
    }

    [Test]
    public void Where_nothing_can_be_kept_the_answer_is_the_same_and_the_reason_is_known()
    {
        File.WriteAllText(Tables, "a file where the folder would be");
        PackageTableCache cache = new(Tables, _now);
        Assert.That(cache.Read([Path.Combine(_folder, "base")], [], default).Count, Is.EqualTo(3));
        Assert.That(cache.Failure, Is.Not.Null);
    }

    private string Check(params string[] repositories) => Check(1 << 30, repositories);

    private string Check(long maxBytes, params string[] repositories)
    {
        DiagnosticBag diagnostics = [];
        PackageTable table = new PackageTableCache(Tables, _now) { MaxBytes = maxBytes }.Read([.. repositories.Select(r => Path.Combine(_folder, r))], diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return DependencyCase.Describe(new UpdateCheck(table, new()).Check([Nevra("a-1-1.x86_64")], [Nevra("a-2-1.x86_64")]));
    }

    // The table that a check of a repository writes.
    private string Kept2(string repository)
    {
        HashSet<string> before = [.. Directory.GetFiles(Tables)];
        string aside = Path.Combine(_folder, "aside");
        Directory.Move(Tables, aside);
        Check(repository);
        string name = Path.GetFileName(Kept);
        Directory.Delete(Tables, recursive: true);
        Directory.Move(aside, Tables);
        return Path.Combine(Tables, name);
    }

    private void WriteRepository(string name, params string[] packages)
    {
        StringBuilder primary = new("<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n");
        foreach (string package in packages)
        {
            string[] words = package.Split(' ', '-');
            string requires = words.Length > 2 ? $"<rpm:requires><rpm:entry name=\"{words[2]}\"/></rpm:requires>" : string.Empty;
            primary.Append(CultureInfo.InvariantCulture, $"<package type=\"rpm\"><name>{words[0]}</name><arch>x86_64</arch><version epoch=\"0\" ver=\"{words[1]}\" rel=\"1\"/><format>{requires}</format></package>\n");
        }

        primary.Append("</metadata>\n");
        string folder = Path.Combine(_folder, name), text = primary.ToString();
        Directory.CreateDirectory(Path.Combine(folder, "repodata"));
        File.WriteAllText(Path.Combine(folder, "primary.xml"), text);
        File.WriteAllText(Path.Combine(folder, "repodata", "repomd.xml"),
            $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><data type=\"primary\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}</checksum><location href=\"primary.xml\"/></data></repomd>");
    }

    private static void WriteAt(FileStream file, int at, byte value)
    {
        file.Position = at;
        file.WriteByte(value);
        file.Flush();
    }

    private static Nevra Nevra(string text) => NevraParser.Parse(text, out _)!;

    private sealed class Moment : TimeProvider
    {
        public DateTimeOffset Value { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Value;
    }
}
