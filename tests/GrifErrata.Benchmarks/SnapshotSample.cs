using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>An input with two repositories of together 40,000 packages, each with 30 dependencies and 40 files, and an update version of 1,000 of them.</summary>
internal static class SnapshotSample
{
    public const int Packages = 40_000;
    public const int Update = 1_000;
    public const string Version = "20250211";
    private const int Names = Packages / 2, PackagesPerAdvisory = 10;

    // As in a distribution: what nearly everything needs is a few hundred packages.
    private const int Core = 400;

    /// <summary>Writes <c>errata-input</c>; the same bytes each time.</summary>
    public static string Write(string folder)
    {
        string os = Path.Combine(folder, "errata-input", "el9");
        Directory.CreateDirectory(Path.Combine(os, "updates"));
        File.WriteAllText(Path.Combine(os, "os.yaml"),
            "nodeOsVersion: el9x-x86_64\narch: x86_64\nselect: advisories\nsources: { base: [sources/base], errata: [sources/errata], advisories: [sources/errata] }\n");
        File.WriteAllText(Path.Combine(os, "updates", Version + ".yaml"), "kind: monthly\nstate: released\n");
        Repository(Path.Combine(os, "sources", "base"), 1);
        Repository(Path.Combine(os, "sources", "errata"), 2);
        return folder;
    }

    /// <summary>The folder of one of the repositories.</summary>
    public static string Source(string folder, string repository) => Path.Combine(folder, "errata-input", "el9", "sources", repository);

    private static void Repository(string folder, int version)
    {
        string repodata = Path.Combine(folder, "repodata");
        Directory.CreateDirectory(repodata);
        StringBuilder repomd = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\">\n<revision>1739000000</revision>\n");
        Add("primary", $"<metadata xmlns=\"http://linux.duke.edu/metadata/common\" xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"{Names}\">", "</metadata>", Primary);
        Add("filelists", $"<filelists xmlns=\"http://linux.duke.edu/metadata/filelists\" packages=\"{Names}\">", "</filelists>", FileList);
        Add("other", $"<otherdata xmlns=\"http://linux.duke.edu/metadata/other\" packages=\"{Names}\">", "</otherdata>", Other);
        if (version == 2) Add("updateinfo", "<updates>", "</updates>", Advisory);
        File.WriteAllText(Path.Combine(repodata, "repomd.xml"), repomd.Append("</repomd>\n").ToString());

        void Add(string type, string start, string end, Action<StreamWriter, int, int> one)
        {
            string path = Path.Combine(repodata, type + ".xml.gz");
            using (StreamWriter text = new(new GZipStream(File.Create(path), CompressionLevel.Optimal), new UTF8Encoding(false)) { NewLine = "\n" })
            {
                text.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
                text.WriteLine(start);
                for (int i = 0; i < Names; i++) one(text, i, version);
                text.WriteLine(end);
            }

            using FileStream written = File.OpenRead(path);
            using GZipStream open = new(File.OpenRead(path), CompressionMode.Decompress);
            repomd.Append(CultureInfo.InvariantCulture,
                $"<data type=\"{type}\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(written))}</checksum><open-checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(open))}</open-checksum><location href=\"repodata/{type}.xml.gz\"/><timestamp>1739000000</timestamp><size>{new FileInfo(path).Length}</size></data>\n");
        }
    }

    private static string Id(int name, int version) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes((name * 4) + version)));

    private static void Primary(StreamWriter to, int name, int version)
    {
        to.WriteLine(Words.Format($"<package type=\"rpm\">\n  <name>package-{name}</name>\n  <arch>x86_64</arch>\n  <version epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>\n  <checksum type=\"sha256\" pkgid=\"YES\">{Id(name, version)}</checksum>"));
        to.WriteLine(Words.Format($"  <summary>Package number {name}</summary>\n  <description>{Words.Prose(new Random(name), 40)}</description>\n  <packager>Distribution &lt;build@distribution.example&gt;</packager>\n  <url>https://project.example/{name}</url>"));
        to.WriteLine(Words.Format($"  <time file=\"1700000000\" build=\"{1_600_000_000 + name}\"/>\n  <size package=\"{name}\" installed=\"{name}\" archive=\"{name}\"/>\n  <location href=\"Packages/p/package-{name}-{version}.0-{version}.el9.x86_64.rpm\"/>\n  <format>"));
        to.WriteLine(Words.Format($"    <rpm:license>GPLv2+</rpm:license>\n    <rpm:vendor>Distribution</rpm:vendor>\n    <rpm:group>Unspecified</rpm:group>\n    <rpm:buildhost>build.distribution.example</rpm:buildhost>\n    <rpm:sourcerpm>package-{name / 3}-{version}.0-{version}.el9.src.rpm</rpm:sourcerpm>\n    <rpm:header-range start=\"1384\" end=\"20480\"/>\n    <rpm:provides>"));
        to.WriteLine(Words.Format($"      <rpm:entry name=\"package-{name}\" flags=\"EQ\" epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>"));
        for (int i = 1; i <= 5; i++) to.WriteLine(Words.Format($"      <rpm:entry name=\"lib{name}-{i}.so.1()(64bit)\"/>"));
        to.WriteLine("    </rpm:provides>\n    <rpm:requires>");
        for (int i = 1; i <= 24; i++) to.WriteLine(Words.Format($"      <rpm:entry name=\"lib{((name * 7) + (i * 13)) % Core}-{(i % 5) + 1}.so.1()(64bit)\"/>"));
        to.WriteLine(Words.Format($"    </rpm:requires>\n    <file>/usr/bin/tool-{name}</file>\n    <file>/etc/package-{name}.conf</file>\n  </format>\n</package>"));
    }

    private static void FileList(StreamWriter to, int name, int version)
    {
        to.WriteLine(Words.Format($"<package pkgid=\"{Id(name, version)}\" name=\"package-{name}\" arch=\"x86_64\">\n  <version epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>\n  <file>/usr/bin/tool-{name}</file>\n  <file>/etc/package-{name}.conf</file>\n  <file type=\"dir\">/usr/share/doc/package-{name}</file>"));
        for (int i = 0; i < 37; i++) to.WriteLine(Words.Format($"  <file>/usr/share/package-{name}/locale/{i}/LC_MESSAGES/package-{name}.mo</file>"));
        to.WriteLine("</package>");
    }

    private static void Other(StreamWriter to, int name, int version) =>
        to.WriteLine(Words.Format($"<package pkgid=\"{Id(name, version)}\" name=\"package-{name}\" arch=\"x86_64\">\n  <version epoch=\"0\" ver=\"{version}.0\" rel=\"{version}.el9\"/>\n</package>"));

    private static void Advisory(StreamWriter to, int name, int version)
    {
        // Every tenth name is in the update; ten of them are one advisory's.
        const int step = Names / Update;
        if (name % (step * PackagesPerAdvisory) != 0) return;
        to.WriteLine(Words.Format($"<update from=\"a@distribution.example\" status=\"final\" type=\"security\" version=\"1\">\n  <id>ADV-{name:D6}</id>\n  <title>Important: package-{name}</title>\n  <issued date=\"2025-01-01 00:00:00\"/>\n  <severity>Important</severity>\n  <description>{Words.Prose(new Random(name), 60)}</description>\n  <pkglist>\n    <collection>"));
        for (int i = 0; i < PackagesPerAdvisory; i++)
            to.WriteLine(Words.Format($"      <package name=\"package-{name + (i * step)}\" version=\"{version}.0\" release=\"{version}.el9\" epoch=\"0\" arch=\"x86_64\"><filename>package-{name + (i * step)}-{version}.0-{version}.el9.x86_64.rpm</filename></package>"));
        to.WriteLine("    </collection>\n  </pkglist>\n</update>");
    }
}
