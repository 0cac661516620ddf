using System.Buffers.Binary;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Dependencies and files from headers of RPM files.</summary>
public sealed class RpmHeaderDependencies
{
    private const int Provides = 1047, Requires = 1049, RequireFlags = 1048, RequireVersions = 1050, OldFileNames = 1027, DirIndexes = 1116, BaseNames = 1117, DirNames = 1118;
    private const uint Less = 2, Greater = 4, Equal = 8, MissingOk = 1 << 19, RpmLib = 1 << 24;
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("grif-errata-headers-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(Equal, "2", "impossible")]
    [TestCase(Equal, "1", "ok")]
    [TestCase(Equal, "0:1-1", "ok")]
    [TestCase(Equal, "1:1-1", "impossible")]
    [TestCase(Greater | Equal, "1-1", "ok")]
    [TestCase(Greater, "1-1", "impossible")]
    [TestCase(Less, "2", "ok")]
    [TestCase(0u, "", "ok")]
    public void A_requirement_has_its_operator_and_its_version_with_epoch_and_release(uint flags, string version, string result)
    {
        Write("a-2.rpm", Required("a", "2", ("b", flags, version)));
        Assert.That(Check("b-1-1.x86_64"), Does.StartWith(result + "\n"));
    }

    [Test]
    public void A_requirement_that_may_be_missing_is_left_out()
    {
        Write("a-2.rpm", Required("a", "2", ("nowhere", MissingOk, "")));
        Assert.That(Check(), Is.EqualTo("ok\n"));
    }

    [Test]
    public void A_source_package_is_passed_over()
    {
        Write("a-2.rpm", Required("a", "2"));
        Write("z-1.src.rpm", Required("z", "1", ("gcc", 0, "")) with { SourceRpm = null });
        Assert.That(Table().Count, Is.EqualTo(3));
    }

    [TestCase("4.11.3", "4.14.0-1", "GE2855 a-2-1.x86_64 needs rpmlib(X) of rpm 4.14.0, and the machine has rpm 4.11.3, which cannot install it; update rpm first, or leave it out\n")]
    [TestCase("4.14.0", "4.14.0-1", "")]
    [TestCase("4.16.1", "4.14.0-1", "")]
    public void A_feature_that_the_rpm_of_the_machine_lacks_is_a_warning(string rpm, string feature, string warning)
    {
        Write("a-2.rpm", Required("a", "2", ("rpmlib(X)", RpmLib | Less | Equal, feature)));
        Assert.That(Check($"rpm-{rpm}-1.x86_64"), Is.EqualTo($"ok\nGE2851 no repository has rpm-{rpm}-1.x86_64, so what it requires is not known\n{warning}"));
    }

    [TestCase("rpmlib(PayloadIsZstd)", "5.4.18-1", "4.13.0", true)]
    [TestCase("rpmlib(PayloadIsZstd)", "5.4.18-1", "4.14.3", false)]
    [TestCase("rpmlib(PayloadIsXz)", "5.2-1", "4.4.2.3", true)]
    [TestCase("rpmlib(PayloadIsXz)", "5.2-1", "4.8.0", false)]
    public void Features_whose_number_is_of_another_rpm_count_from_when_they_came(string feature, string version, string rpm, bool warns)
    {
        Write("a-2.rpm", Required("a", "2", (feature, RpmLib | Less | Equal, version)));
        Write("rpm.rpm", Required("rpm", rpm));
        Assert.That(Check().Contains("GE2855", StringComparison.Ordinal), Is.EqualTo(warns));
    }

    [Test]
    public void Without_any_rpm_features_are_not_judged()
    {
        Write("a-2.rpm", Required("a", "2", ("rpmlib(X)", RpmLib | Less | Equal, "99-1")));
        Assert.That(Check(), Is.EqualTo("ok\n"));
    }

    [TestCase("/usr/bin/x")]
    [TestCase("/usr/share/x")]
    [TestCase("(/usr/share/x or none)")]
    public void Every_file_of_a_header_meets_a_requirement(string path)
    {
        Write("a-2.rpm", Required("a", "2", (path, 0, "")));
        string file = path.TrimStart('(').Split(' ')[0];
        Write("b-1.rpm", new RpmWriter
        {
            Name = "b", Version = "1", Release = "1",
            More = [(DirNames, 8, 2, Texts("/etc/", Path.GetDirectoryName(file) + "/")), (DirIndexes, 4, 2, Numbers(0, 1)), (BaseNames, 8, 2, Texts("b.conf", Path.GetFileName(file)))],
        });
        Assert.That(Check(), Is.EqualTo($"fix\nadd b-1-1.x86_64: a-2-1.x86_64 requires {path}\n"));
    }

    [Test]
    public void The_files_of_a_package_of_rpm_3_are_read()
    {
        Write("a-2.rpm", Required("a", "2", ("/usr/share/x", 0, "")));
        Write("b-1.rpm", new RpmWriter { Name = "b", Version = "1", Release = "1", More = [(OldFileNames, 8, 1, Texts("/usr/share/x"))] });
        Assert.That(Check(), Does.StartWith("fix\nadd b-1-1.x86_64"));
    }

    [Test]
    public void A_list_longer_than_the_window_is_read_to_its_end()
    {
        string[] names = [.. Enumerable.Range(0, 30_000).Select(i => $"name-{i}")];
        Write("a-2.rpm", Required("a", "2", ("name-29999", 0, "")));
        Write("b-1.rpm", new RpmWriter { Name = "b", Version = "1", Release = "1", More = [(Provides, 8, names.Length, Texts(names))] });
        Assert.That(Check(), Does.StartWith("fix\nadd b-1-1.x86_64"));
    }

    [TestCase("length", "tags 1049, 1048 and 1050 are of different lengths")]
    [TestCase("type", "tag 1049 is not a list of texts")]
    [TestCase("flags", "tag 1048 is not a list of at most 4194304 32-bit numbers")]
    [TestCase("end", "the texts of tag 1049 have no end")]
    [TestCase("text", "tag 1049 has a text of more than 65535 bytes")]
    [TestCase("bytes", "the texts of tag 1049 have more than 33554432 bytes")]
    [TestCase("folder", "tag 1116 names a folder that tag 1118 does not have")]
    [TestCase("names", "tag 1117 and tag 1116 are of different lengths")]
    public void A_broken_list_is_GE1202(string what, string message)
    {
        (int, int, int, byte[])[] entries = what switch
        {
            "length" => [(Requires, 8, 2, Texts("b", "c")), (RequireFlags, 4, 1, Numbers(0)), (RequireVersions, 8, 2, Texts("", ""))],
            "type" => [(Requires, 4, 1, Numbers(0))],
            "flags" => [(RequireFlags, 8, 1, Texts("b"))],
            "end" => [(Requires, 8, 9, Texts("b"))],
            "text" => [(Requires, 8, 1, Texts(new string('x', 70_000)))],
            "bytes" => [(Requires, 8, 600, Texts([.. Enumerable.Repeat(new string('x', 60_000), 600)]))],
            "folder" => [(DirNames, 8, 1, Texts("/etc/")), (DirIndexes, 4, 1, Numbers(1)), (BaseNames, 8, 1, Texts("x"))],
            _ => [(DirNames, 8, 1, Texts("/etc/")), (DirIndexes, 4, 1, Numbers(0)), (BaseNames, 8, 2, Texts("x", "y"))],
        };
        DiagnosticBag diagnostics = [];
        RpmDependencyReader.Read(new MemoryStream(new RpmWriter { More = entries }.ToBytes()), "x.rpm", new(), diagnostics);
        Assert.That(diagnostics.Single().ToString(), Is.EqualTo($"x.rpm: error GE1202: The header of this RPM file is broken: {message}. Download the file again, or remove it from the folder."));
    }

    private static RpmWriter Required(string name, string version, params (string Name, uint Flags, string Version)[] requires) => new()
    {
        Name = name, Version = version, Release = "1", SourceRpm = $"{name}-{version}-1.src.rpm",
        More = requires.Length == 0 ? [] :
        [
            (Requires, 8, requires.Length, Texts([.. requires.Select(r => r.Name)])), (RequireFlags, 4, requires.Length, Numbers([.. requires.Select(r => r.Flags)])),
            (RequireVersions, 8, requires.Length, Texts([.. requires.Select(r => r.Version)])),
        ],
    };

    private static byte[] Texts(params string[] texts) => Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => t + "\0")));

    private static byte[] Numbers(params uint[] numbers)
    {
        byte[] bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }

    private void Write(string file, RpmWriter rpm) => File.WriteAllBytes(Path.Combine(_folder, file), rpm.ToBytes());

    private PackageTable Table()
    {
        Write("a-1.rpm", Required("a", "1"));
        Write("other-1.rpm", Required("other", "1"));
        DiagnosticBag diagnostics = [];
        PackageTable table = PackageTables.Read([_folder], diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return table;
    }

    private string Check(params string[] more)
    {
        foreach (string nevra in more.Where(n => n.StartsWith("b-", StringComparison.Ordinal))) Write("b.rpm", Required("b", "1"));
        Nevra[] machine = [.. more.Prepend("a-1-1.x86_64").Select(n => NevraParser.Parse(n, out _)!)];
        return DependencyCase.Describe(new UpdateCheck(Table(), new()).Check(machine, [NevraParser.Parse("a-2-1.x86_64", out _)!]));
    }
}
