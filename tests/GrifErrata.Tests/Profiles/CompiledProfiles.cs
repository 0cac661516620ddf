using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Profiles;

public sealed class CompiledProfiles
{
    private const string Whole = """
        {
          "software": {
            "packages": {
              "gcc_2dc_2b_2b": { "_34_2e1_2e2_2d48_2eel5": { "arch": { "x86_64": "sl5" } } },
              "glibc": { "_32_2e5_2d49_2eel5_5f5_2e6": { "arch": { "i686": "", "x86_64": "" } } },
              "old": { "_31_2d1": { "arch": ["noarch"] } },
              "any": {},
              "kernel_2a": { "_32_2e6_2e18_2d194_2eel5": { "arch": { "x86_64": "" } } },
              "emacs": { "_32_33_2a": { "arch": { "x86_64": "" } } }
            },
            "components": { "errata": {
              "active": false, "update_version": "20101022", "kernel": "2.6.18-1.el5", "source": "machine", "stage": "default", "site": "lal",
              "freeze": { "os": "sl550-x86_64", "version": "20101022", "reason": "Lustre module", "owner": "admin@lal.example.org", "until": "2010-12-15" } } }
          },
          "system": { "network": { "hostname": "WN1", "domainname": "lal.example.org" }, "kernel": { "version": "2.6.18-194.11.4.el5" } }
        }
        """;

    [Test]
    public void A_profile_says_host_site_version_kernel_freeze_and_packages()
    {
        using TemporaryFolder folder = new();
        Machine machine = Read(folder.Write("x.json", Encoding.UTF8.GetBytes(Whole)), out _)!;
        Assert.Multiple(() =>
        {
            Assert.That(machine.Host, Is.EqualTo("wn1.lal.example.org"));
            Assert.That((machine.Site, machine.UpdateVersion, machine.Source, machine.Stage), Is.EqualTo(("lal", "20101022", "machine", "default")));
            Assert.That(machine.NodeOsVersion, Is.EqualTo("sl550-x86_64"), "the freeze says it where the profile was compiled before profiles did");
            Assert.That(machine.Kernel, Is.EqualTo("2.6.18-194.11.4.el5"));
            Assert.That(machine.Freeze, Is.EqualTo(new MachineFreeze("20101022", null, "Lustre module", "admin@lal.example.org", new DateOnly(2010, 12, 15))));
            Assert.That(machine.Packages.Select(p => $"{p.Name} {p.Evr} {p.Arch}"), Is.EqualTo(new[]
            {
                "any  ", "emacs  x86_64", "gcc-c++ 4.1.2-48.el5 x86_64", "glibc 2.5-49.el5_5.6 i686", "glibc 2.5-49.el5_5.6 x86_64", "old 1-1 noarch",
            }), "a lock on several names is no package");
        });
    }

    [Test]
    public void A_profile_says_its_OS()
    {
        using TemporaryFolder folder = new();
        Machine machine = Read(folder.Write("wn1.json", """{"software":{"packages":{},"components":{"errata":{"os":"el9x-x86_64"}}}}"""u8.ToArray()), out _)!;
        Assert.That(machine.NodeOsVersion, Is.EqualTo("el9x-x86_64"));
    }

    [Test]
    public void A_compressed_profile_without_a_host_name_is_named_by_its_file()
    {
        using TemporaryFolder folder = new();
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress)) gzip.Write("""{"software":{"packages":{}}}"""u8);
        Assert.That(Read(folder.Write("profile_wn2.lal.example.org.json.gz", bytes.ToArray()), out _)!.Host, Is.EqualTo("wn2.lal.example.org"));
    }

    [TestCase("{\n  \"a\": 1,\n  \"a\": 2 }", "wn1.json:", "error GE1741")]
    [TestCase("{\"software\":\n{\"packages\":", "wn1.json(2,13)", "error GE1741")]
    [TestCase("\n<profile/>", "wn1.json(2,1)", "error GE1742")]
    [TestCase("\0\0", "wn1.json:", "error GE1742")]
    [TestCase("<nlist format='pan'><nlist name='software'><nlist name='packages'/><nlist name='packages'/></nlist></nlist>", "wn1.json:", "error GE1741")]
    [TestCase("<nlist format='pan'>\n<nlist name='system'>", "wn1.json(2,", "error GE1")]
    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><nlist format='pan'>&e;</nlist>", "wn1.json(1,", "error GE1")]
    [TestCase("[]", "wn1.json:", "error GE1743: The profile has no /software/packages")]
    [TestCase("""{"software":{"packages":[]}}""", "wn1.json:", "error GE1743: /software/packages is not a nlist")]
    [TestCase("""{"software":{"packages":{"_3cb_3e":{}}}}""", "wn1.json:", "error GE1743: /software/packages/_3cb_3e is not the name")]
    [TestCase("""{"software":{"packages":{"a":{"_31":{}}}}}""", "wn1.json:", "has the version '1'")]
    [TestCase("""{"software":{"packages":{"a":{"_31_2d1":{"arch":{"X":""}}}}}}""", "wn1.json:", "'X', which is not an architecture")]
    [TestCase("""{"software":{"packages":{},"components":{"errata":{"freeze":{"version":"1","reason":"r","owner":"o","until":"soon"}}}}}""", "wn1.json:", "'soon', which is not a day")]
    [TestCase("""{"software":{"packages":{},"components":{"errata":{"freeze":{}}}}}""", "wn1.json:", "freeze has no until")]
    [TestCase("""{"software":{"packages":{}},"system":{"kernel":{"version":1}}}""", "wn1.json:", "/system/kernel/version is not a string")]
    [TestCase("""{"software":{"packages":{}},"system":{"network":{"hostname":"a b"}}}""", "wn1.json:", "error GE1745: 'a b' is not a host's name")]
    [TestCase("""{"software":{"packages":{}},"system":{"kernel":{"version":"\ud800"}}}""", "wn1.json(1,1)", "error GE1741")]
    public void What_is_wrong_in_a_profile_is_said_at_its_place(string json, string place, string expected)
    {
        using TemporaryFolder folder = new();
        Assert.That(Read(folder.Write("wn1.json", Encoding.UTF8.GetBytes(json)), out string printed), Is.Null);
        Assert.That(printed, Does.Contain(place).And.Contain(expected));
    }

    [Test]
    public void A_profile_in_XML_says_the_same_as_in_JSON()
    {
        using TemporaryFolder folder = new();
        StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Write(JsonDocument.Parse(Whole).RootElement, " format=\"pan\" name=\"profile\"", xml);
        Machine one = Read(folder.Write("x.json", Encoding.UTF8.GetBytes(Whole)), out _)!;
        Machine other = Read(folder.Write("x.xml", Encoding.UTF8.GetBytes(xml.ToString())), out string printed)!;
        Assert.That(printed, Is.Empty);
        Assert.That(other.Packages, Is.EqualTo(one.Packages));
        Assert.That(other with { Packages = [], Location = default }, Is.EqualTo(one with { Packages = [], Location = default }));
    }

    [Test]
    public void A_text_that_XML_cannot_hold_is_decoded()
    {
        using TemporaryFolder folder = new();
        string xml = """
            <nlist format="pan" name="profile"><nlist name="software"><nlist name="packages"/><nlist name="components"><nlist name="errata">
            <string encoding="base64" name="site">bGFs</string><long name="x">1</long></nlist></nlist></nlist></nlist>
            """;
        Assert.That(Read(folder.Write("wn1.xml", Encoding.UTF8.GetBytes(xml)), out _)!.Site, Is.EqualTo("lal"));
    }

    [Test]
    public void A_profile_that_nests_without_end_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.That(Read(folder.Write("wn1.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))), out string printed), Is.Null);
        Assert.That(printed, Does.Contain("error GE1741").And.Contain("64 deep"));
    }

    [Test]
    public void A_folder_is_read_in_order_with_folders_below_and_a_machine_twice_is_an_error()
    {
        using TemporaryFolder folder = new();
        byte[] empty = Encoding.UTF8.GetBytes("""{"software":{"packages":{}}}""");
        folder.Write("b.json", empty);
        folder.Write("cluster/a.json", empty);
        folder.Write("a.dep", empty);
        folder.Write(".hidden.json", empty);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.json"), Path.Combine(folder.Path, "a.dep"));
        DiagnosticBag diagnostics = [];
        Assert.That(MachineFolder.Read(folder.Path, diagnostics).Select(m => m.Host), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(diagnostics, Is.Empty);

        folder.Write("z/b.json", empty);
        MachineFolder.Read(folder.Path, diagnostics);
        Assert.That(string.Join('\n', diagnostics), Does.StartWith(Path.Combine(folder.Path, "z/b.json") + ": error GE1746: b is in"));
    }

    [Test]
    public void One_file_is_read_as_a_folder_of_one()
    {
        using TemporaryFolder folder = new();
        DiagnosticBag diagnostics = [];
        Assert.That(MachineFolder.Read(folder.Write("wn1.profile", """{"software":{"packages":{}}}"""u8.ToArray()), diagnostics).Select(m => m.Host), Is.EqualTo(new[] { "wn1.profile" }));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void A_folder_without_a_machine_or_that_does_not_exist_is_an_error()
    {
        using TemporaryFolder folder = new();
        DiagnosticBag diagnostics = [];
        MachineFolder.Read(folder.Path, diagnostics);
        MachineFolder.Read(Path.Combine(folder.Path, "none"), diagnostics);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "GE1748", "GE1002" }));
    }

    // As panc's formatter pan writes it.
    private static void Write(JsonElement element, string attributes, StringBuilder xml)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            xml.Append("<nlist").Append(attributes).Append('>');
            foreach (JsonProperty member in element.EnumerateObject()) Write(member.Value, $" name=\"{member.Name}\"", xml);
            xml.Append("</nlist>");
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            xml.Append("<list").Append(attributes).Append('>');
            foreach (JsonElement item in element.EnumerateArray()) Write(item, string.Empty, xml);
            xml.Append("</list>");
        }
        else
        {
            string type = element.ValueKind == JsonValueKind.String ? "string" : "boolean";
            xml.Append('<').Append(type).Append(attributes).Append('>').Append(System.Net.WebUtility.HtmlEncode(element.ToString())).Append("</").Append(type).Append('>');
        }
    }

    private static Machine? Read(string path, out string printed)
    {
        DiagnosticBag diagnostics = [];
        Machine? machine = MachineFile.Read(path, diagnostics);
        printed = string.Join('\n', diagnostics);
        return machine;
    }
}
