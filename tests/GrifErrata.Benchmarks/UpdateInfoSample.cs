using System.Globalization;
using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>Writes an updateinfo.xml like a distribution's: 5,000 advisories that list 150,000 packages; the same bytes each time.</summary>
internal static class UpdateInfoSample
{
    public const int Advisories = 5_000;
    public const int PackagesPerAdvisory = 30;

    public static void Write(string path)
    {
        Random random = new(20101028);
        using StreamWriter feed = new(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        feed.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>");
        for (int i = 0; i < Advisories; i++) WriteAdvisory(feed, random, i);
        feed.WriteLine("</updates>");
    }

    private static void WriteAdvisory(StreamWriter feed, Random random, int index)
    {
        string id = Words.Format($"RHSA-{2010 + (index / 400)}:{index % 400 + 1000:0000}");
        string[] kinds = ["security", "bugfix", "enhancement"];
        string[] severities = ["Critical", "Important", "Moderate", "Low"];
        string date = Words.Format($"{2010 + (index / 400)}-{(index % 12) + 1:00}-{(index % 28) + 1:00} 12:{index % 60:00}:00");
        string source = Words.Package(random, index);
        string severity = severities[random.Next(4)];
        feed.WriteLine($"  <update from=\"security@distribution.example\" status=\"final\" type=\"{kinds[random.Next(3)]}\" version=\"1\">");
        feed.WriteLine($"    <id>{id}</id>\n    <title>{severity}: {source} security and bug fix update</title>");
        feed.WriteLine($"    <issued date=\"{date}\"/>\n    <updated date=\"{date}\"/>\n    <rights>Copyright of the distribution</rights>");
        feed.WriteLine($"    <release>Distribution 7</release>\n    <pushcount>1</pushcount>\n    <severity>{severity}</severity>");
        feed.WriteLine($"    <summary>An update for {source} is now available.</summary>\n    <description>{Words.Prose(random, 180)}</description>");
        feed.WriteLine($"    <solution>{Words.Prose(random, 40)}</solution>\n    <references>");
        feed.WriteLine($"      <reference href=\"https://distribution.example/errata/{id}\" id=\"{id}\" type=\"self\" title=\"{id}\"/>");
        for (int r = random.Next(6); r >= 0; r--)
        {
            string cve = Words.Format($"CVE-{2010 + (index / 400)}-{random.Next(1000, 30000)}");
            feed.WriteLine($"      <reference href=\"https://cve.example/name?{cve}&amp;v=1\" id=\"{cve}\" type=\"cve\" title=\"{cve}\"/>");
        }

        feed.WriteLine("    </references>\n    <pkglist>\n      <collection short=\"dist-7\">\n        <name>Distribution 7</name>");
        string version = Words.Version(random), release = Words.Release(random);
        for (int p = 0; p < PackagesPerAdvisory; p++)
        {
            string arch = (p % 3) switch { 0 => "x86_64", 1 => "i686", _ => p % 2 == 0 ? "noarch" : "x86_64" };
            string name = p < 3 ? source : source + Words.Suffix(p);
            feed.WriteLine($"        <package name=\"{name}\" version=\"{version}\" release=\"{release}\" epoch=\"{index % 3 / 2}\" arch=\"{arch}\" src=\"{source}-{version}-{release}.src.rpm\">");
            feed.WriteLine($"          <filename>{name}-{version}-{release}.{arch}.rpm</filename>");
            feed.WriteLine($"          <sum type=\"sha256\">{Words.Hex(random)}</sum>");
            if (p % 10 == 0) feed.WriteLine("          <reboot_suggested>True</reboot_suggested>");
            feed.WriteLine("        </package>");
        }

        feed.WriteLine("      </collection>\n    </pkglist>\n  </update>");
    }
}
