using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>Writes a primary.xml like a distribution's: 40,000 packages with about 30 dependencies each; the same bytes each time.</summary>
internal static class PrimarySample
{
    public const int Packages = 40_000;

    public static void Write(string path)
    {
        Random random = new(20101125);
        using StreamWriter feed = new(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        feed.WriteLine(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata xmlns=\"http://linux.duke.edu/metadata/common\" "
            + $"xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"{Words.Format($"{Packages}")}\">");
        for (int i = 0; i < Packages; i++) WritePackage(feed, random, i);
        feed.WriteLine("</metadata>");
    }

    private static void WritePackage(StreamWriter feed, Random random, int index)
    {
        string source = Words.Package(random, index);
        string name = source + Words.Suffix(index), version = Words.Version(random), release = Words.Release(random);
        string arch = index % 4 == 0 ? "noarch" : index % 4 == 1 ? "i686" : "x86_64";
        int epoch = index % 20 == 0 ? 1 : 0;
        int time = 1_287_000_000 + index;
        feed.WriteLine($"<package type=\"rpm\">\n  <name>{name}</name>\n  <arch>{arch}</arch>");
        feed.WriteLine(Words.Format($"  <version epoch=\"{epoch}\" ver=\"{version}\" rel=\"{release}\"/>"));
        feed.WriteLine($"  <checksum type=\"sha256\" pkgid=\"YES\">{Words.Hex(random)}</checksum>");
        feed.WriteLine($"  <summary>{Words.Prose(random, 6)}</summary>\n  <description>{Words.Prose(random, 40)}</description>");
        feed.WriteLine($"  <packager>Distribution &lt;build@distribution.example&gt;</packager>\n  <url>https://project.example/{source}</url>");
        feed.WriteLine(Words.Format($"  <time file=\"{time + 60}\" build=\"{time}\"/>\n  <size package=\"{index * 7}\" installed=\"{index * 20}\" archive=\"{index * 21}\"/>"));
        feed.WriteLine($"  <location href=\"Packages/{name[0]}/{name}-{version}-{release}.{arch}.rpm\"/>\n  <format>");
        feed.WriteLine($"    <rpm:license>GPLv2+</rpm:license>\n    <rpm:vendor>Distribution</rpm:vendor>\n    <rpm:group>Unspecified</rpm:group>\n    <rpm:buildhost>build.distribution.example</rpm:buildhost>");
        feed.WriteLine($"    <rpm:sourcerpm>{source}-{version}-{release}.src.rpm</rpm:sourcerpm>\n    <rpm:header-range start=\"1384\" end=\"20480\"/>\n    <rpm:provides>");
        for (int i = 0; i < 6; i++)
            feed.WriteLine($"      <rpm:entry name=\"{Words.Package(random, i)}{(i == 0 ? "(x86-64)" : ".so.1()(64bit)")}\" flags=\"EQ\" epoch=\"0\" ver=\"{version}\" rel=\"{release}\"/>");
        feed.WriteLine("    </rpm:provides>\n    <rpm:requires>");
        for (int i = 0; i < 24; i++)
        {
            string need = Words.Package(random, i);
            feed.WriteLine(i % 3 == 0
                ? $"      <rpm:entry name=\"{need}\" flags=\"GE\" epoch=\"0\" ver=\"{Words.Version(random)}\"/>"
                : $"      <rpm:entry name=\"lib{need}.so.2(LIB_2.{i})(64bit)\"/>");
        }

        feed.WriteLine("    </rpm:requires>");
        for (int i = index % 4; i >= 0; i--) feed.WriteLine($"    <file>/usr/bin/{name}-{Words.Suffix(i + 2)}</file>");
        feed.WriteLine("  </format>\n</package>");
    }
}
