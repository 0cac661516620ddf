using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>Writes OVAL like Red Hat's v2 streams: 1,900 definitions with 20 packages each, 50 MB; the same bytes each time.</summary>
internal static class OvalSample
{
    public const int Definitions = 1_900;
    public const int PackagesPerDefinition = 20;

    private const string Space = "oval:com.redhat.rhsa";

    private static readonly string[] Arches = ["aarch64|ppc64le|s390x|x86_64", "aarch64|i686|ppc64le|s390x|x86_64", "noarch"];

    public static void Write(string path)
    {
        Random random = new(20240501);
        (string Name, string Evr)[][] packages = new (string, string)[Definitions][];
        for (int d = 0; d < Definitions; d++)
        {
            string source = Words.Package(random, d), evr = $"{d % 3 / 2}:{Words.Version(random)}-{Words.Release(random)}";
            packages[d] = new (string, string)[PackagesPerDefinition];
            for (int p = 0; p < PackagesPerDefinition; p++) packages[d][p] = ($"{source}{(p == 0 ? string.Empty : Words.Suffix(p))}{(p > 10 ? "2" : string.Empty)}", evr);
        }

        using StreamWriter feed = new(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        feed.WriteLine(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<oval_definitions xmlns=\"http://oval.mitre.org/XMLSchema/oval-definitions-5\" "
            + "xmlns:oval=\"http://oval.mitre.org/XMLSchema/oval-common-5\" xmlns:red-def=\"http://oval.mitre.org/XMLSchema/oval-definitions-5#linux\">");
        feed.WriteLine(" <generator>\n  <oval:timestamp>2030-01-01T00:00:00</oval:timestamp>\n </generator>\n <definitions>");
        for (int d = 0; d < Definitions; d++) WriteDefinition(feed, random, packages, d);
        feed.WriteLine(" </definitions>\n <tests>");
        WriteTest(feed, Test(Definitions, 0), "Distribution 8 is installed", Id("obj", Definitions, 0), Id("ste", Definitions, 0));
        for (int d = 0; d < Definitions; d++)
        {
            for (int p = 0; p < PackagesPerDefinition; p++)
            {
                WriteTest(feed, Test(d, p * 2), $"{packages[d][p].Name} is earlier than {packages[d][p].Evr}", Id("obj", d, p), Id("ste", d, p % 3));
                WriteTest(feed, Test(d, (p * 2) + 1), $"{packages[d][p].Name} is signed with the distribution's release key", Id("obj", d, p), Id("ste", Definitions, 1));
            }
        }

        feed.WriteLine(" </tests>\n <objects>");
        WriteObject(feed, Id("obj", Definitions, 0), "distribution-release");
        for (int d = 0; d < Definitions; d++)
        {
            for (int p = 0; p < PackagesPerDefinition; p++) WriteObject(feed, Id("obj", d, p), packages[d][p].Name);
        }

        feed.WriteLine(" </objects>\n <states>");
        WriteState(feed, Id("ste", Definitions, 0), "<red-def:version operation=\"pattern match\">^8</red-def:version>");
        WriteState(feed, Id("ste", Definitions, 1), "<red-def:signature_keyid operation=\"equals\">199e2f91fd431d51</red-def:signature_keyid>");
        for (int d = 0; d < Definitions; d++)
        {
            for (int a = 0; a < Arches.Length; a++)
            {
                WriteState(feed, Id("ste", d, a), $"<red-def:arch datatype=\"string\" operation=\"pattern match\">{Arches[a]}</red-def:arch>\n   "
                    + $"<red-def:evr datatype=\"evr_string\" operation=\"less than\">{packages[d][0].Evr}</red-def:evr>");
            }
        }

        feed.WriteLine(" </states>\n</oval_definitions>");
    }

    private static string Id(string kind, int definition, int number) =>
        Words.Format($"{Space}:{kind}:{2010 + (definition / 400)}{definition % 400 + 1000:0000}{number:000}");

    private static string Test(int definition, int number) => Id("tst", definition, number);

    private static void WriteDefinition(StreamWriter feed, Random random, (string Name, string Evr)[][] packages, int index)
    {
        string id = Words.Format($"RHSA-{2010 + (index / 400)}:{index % 400 + 1000:0000}");
        string date = Words.Format($"{2010 + (index / 400)}-{(index % 12) + 1:00}-{(index % 28) + 1:00}");
        feed.WriteLine(Words.Format($"  <definition class=\"patch\" id=\"{Space}:def:{index}\" version=\"634\">\n   <metadata>"));
        feed.WriteLine($"    <title>{id}: {packages[index][0].Name} security update (Important)</title>\n    <affected family=\"unix\">\n     <platform>Distribution 8</platform>\n    </affected>");
        feed.WriteLine($"    <reference ref_id=\"{id}\" ref_url=\"https://distribution.example/errata/{id}\" source=\"RHSA\"/>");
        string cve = Words.Format($"CVE-{2010 + (index / 400)}-{random.Next(1000, 30000)}");
        feed.WriteLine($"    <reference ref_id=\"{cve}\" ref_url=\"https://distribution.example/cve/{cve}\" source=\"CVE\"/>");
        feed.WriteLine($"    <description>{Words.Prose(random, 180)}</description>\n    <advisory from=\"security@distribution.example\">\n     <severity>Important</severity>");
        feed.WriteLine($"     <rights>Copyright of the distribution</rights>\n     <issued date=\"{date}\"/>\n     <updated date=\"{date}\"/>");
        feed.WriteLine($"     <cve cvss3=\"7.5/CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H\" cwe=\"CWE-400\" href=\"https://distribution.example/cve/{cve}\" public=\"20200114\">{cve}</cve>");
        feed.WriteLine(Words.Format($"     <bugzilla href=\"https://bugs.example/{index + 100000}\" id=\"{index + 100000}\">{Words.Prose(random, 8)}</bugzilla>"));
        feed.WriteLine("     <affected_cpe_list>\n      <cpe>cpe:/o:distribution:enterprise:8</cpe>\n     </affected_cpe_list>\n    </advisory>\n   </metadata>");
        feed.WriteLine($"   <criteria operator=\"AND\">\n    <criterion comment=\"Distribution 8 is installed\" test_ref=\"{Test(Definitions, 0)}\"/>\n    <criteria operator=\"OR\">");
        for (int p = 0; p < PackagesPerDefinition; p++)
        {
            (string name, string evr) = packages[index][p];
            feed.WriteLine($"     <criteria operator=\"AND\">\n      <criterion comment=\"{name} is earlier than {evr}\" test_ref=\"{Test(index, p * 2)}\"/>");
            feed.WriteLine($"      <criterion comment=\"{name} is signed with the distribution's release key\" test_ref=\"{Test(index, (p * 2) + 1)}\"/>\n     </criteria>");
        }

        feed.WriteLine("    </criteria>\n   </criteria>\n  </definition>");
    }

    private static void WriteTest(StreamWriter feed, string id, string comment, string @object, string state) => feed.WriteLine(
        $"  <red-def:rpminfo_test check=\"at least one\" comment=\"{comment}\" id=\"{id}\" version=\"634\">\n   <red-def:object object_ref=\"{@object}\"/>\n"
        + $"   <red-def:state state_ref=\"{state}\"/>\n  </red-def:rpminfo_test>");

    private static void WriteObject(StreamWriter feed, string id, string name) =>
        feed.WriteLine($"  <red-def:rpminfo_object id=\"{id}\" version=\"634\">\n   <red-def:name>{name}</red-def:name>\n  </red-def:rpminfo_object>");

    private static void WriteState(StreamWriter feed, string id, string content) =>
        feed.WriteLine($"  <red-def:rpminfo_state id=\"{id}\" version=\"634\">\n   {content}\n  </red-def:rpminfo_state>");
}
