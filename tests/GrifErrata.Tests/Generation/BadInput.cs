using System.IO.Compression;
using System.Text;
using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

/// <summary>Each kind of bad input: its message with file, line, column and code, and every earlier output as it was.</summary>
public sealed class BadInput
{
    private const string Xml = "sources/advisories/a.xml";

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("an unknown key in os.yaml", f => f.Replace("os.yaml", "select:", "selection: x\nselect:"),
            "os.yaml(4,1): error GE1105: The key `selection` is not known here");
        yield return Case("an unknown key in an update", f => f.Replace("updates/20101125.yaml", "kernel:", "kernal:"),
            "updates/20101125.yaml(3,1): error GE1105: The key `kernal` is not known here");
        yield return Case("a duplicate key", f => f.Replace("updates/20101125.yaml", "kernel:", "state: draft\nkernel:"),
            "updates/20101125.yaml(3,1): error GE1104: The key `state` occurs twice");
        yield return Case("a tab", f => f.Replace("os.yaml", "  base:", "\tbase:"), "os.yaml(6,1): error GE1103: The line is indented with a tab.");
        yield return Case("a byte-order mark", f => f.Replace("updates/20101125.yaml", "kind:", "\uFEFFkind:"),
            "updates/20101125.yaml(1,1): error GE1102: The file starts with a byte-order mark.");
        yield return Case("a version that is no date", f => f.Write("updates/20101131.yaml", "kind: monthly\nstate: draft\n"),
            "updates/20101131.yaml: error GE1111: `20101131` is not a date.");
        yield return Case("another extension", f => f.Write("updates/20101201.yml", "kind: monthly\nstate: draft\n"),
            "updates/20101201.yml: error GE1111: Name the file with the extension .yaml");
        yield return Case("an extension in upper case", f => f.Write("updates/20101201.YAML", "kind: monthly\nstate: draft\n"),
            "updates/20101201.YAML: error GE1111: Name the file with the extension .yaml");
        yield return Case("a cutoff before the previous version's", f => f.Replace("updates/20101125.yaml", "kernel:", "cutoff: 2010-10-01\nkernel:"),
            "updates/20101125.yaml(3,9): error GE1114: The cutoff 2010-10-01T00:00:00Z is before that of the previous version 20101022");
        yield return Case("an advisory that no source has", f => f.Replace("updates/20101125.yaml", "0793", "0999"),
            "updates/20101125.yaml(4,14): error GE1401: No source has RHSA-2010:0999.");
        yield return Case("a decision without a reason",
            f => f.Replace("updates/20101125.yaml", "kernel:", "packages: [{ name: glibc, action: exclude }]\nkernel:"),
            "updates/20101125.yaml(3,12): error GE1115: The decision about glibc has no `reason`.");
        yield return Case("a fix without a reason", f => f.Replace("updates/20101125.yaml", "kernel:", "fix: [{ remove: [glibc] }]\nkernel:"),
            "updates/20101125.yaml(3,7): error GE1115: The fix has no `reason`.");
        yield return Case("a fix that adds a build that no source has", f => f.Replace("updates/20101125.yaml", "kernel:", "fix: [{ add: [glibc-9-1.x86_64], reason: r }]\nkernel:"),
            "updates/20101125.yaml(3,15): error GE1873: glibc-9-1.x86_64 is in no source of the OS");
        yield return Case("two sources that give one NEVRA different build times", f =>
        {
            f.Write("sources/errata2.csv", "name,version,release,arch,build_time\nglibc,2.5,49.el5_5.7,x86_64,2010-10-27\n");
            f.Replace("os.yaml", "errata: [sources/errata.csv]", "errata: [sources/errata*.csv]");
        }, "sources/errata2.csv(2,1): error GE1220: glibc-2.5-49.el5_5.7.x86_64 was built 2010-10-27T00:00:00Z here, but 2010-10-26T00:00:00Z at");
        yield return Case("a listing with a broken line", f => f.Replace("sources/errata.csv", "kernel,2.6.18,194.17.4.el5,x86_64", "kernel,2.6.18,x86_64"),
            "sources/errata.csv(4,32): error GE1213: This line has 4 fields, and the header 5.");
        yield return Case("an OS without os.yaml", f => File.Delete(Path.Combine(f.OsFolder, "os.yaml")), "errata-input/sl5.5-x86_64: error GE1117: The folder has no os.yaml.");
        yield return Case("a source that matches nothing", f => File.Delete(Path.Combine(f.OsFolder, Xml)),
            "os.yaml(8,16): error GE1119: `sources/advisories/*` matches nothing below");
        yield return Case("a source of an unknown format", f => f.Write("sources/errata.csv", "hello world\n"), "sources/errata.csv: error GE1020");
        yield return Case("an empty source", f => f.Write("sources/errata.csv", ""), "sources/errata.csv: error GE1020: The file is empty.");
        yield return Case("an empty advisory file", f => f.Write(Xml, ""), Xml + ": error GE1020: The file is empty.");
        yield return Case("a gzip file cut short", f => f.Write(Xml, Gzip(InputFolder.Updates(string.Empty))[..^12]), Xml + ": error GE1004: The gzip file ends before its last member does");
        yield return Case("a DOCTYPE", f => f.Write(Xml, "<!DOCTYPE updates SYSTEM \"file:///etc/passwd\">\n<updates/>"), Xml + "(1,1): error GE1302: The document has a DOCTYPE");
        yield return Case("entities of its own", f => f.Replace(Xml, "RHSA-2010:0793", "&a;"), Xml + "(3,29): error GE1303: The entity '&a;' is not one of the five");
        yield return Case("10,000 nested elements", f => f.Write(Xml, InputFolder.Updates(string.Concat(Enumerable.Repeat("<a>", 10_000)))),
            Xml + "(3,190): error GE1308: Elements are nested more than 64 deep");
        yield return Case("a field of 100 MB in an attribute", f => f.Write(Xml, InputFolder.Updates($"<update type=\"{new string('x', 100_000_000)}\"/>")),
            Xml + "(3,1): error GE1310: The start tag has more than 4194304 bytes");
        yield return Case("a package name that would end a Pan string", f => f.Replace("sources/errata.csv", "kernel,", "\"kernel'];\","),
            "sources/errata.csv(4,1): error GE1214: 'kernel'];' is not a package name");
        yield return Case("a package name with a line break", f => f.Replace("sources/errata.csv", "kernel,", "\"ker\nnel\","),
            "sources/errata.csv(4,1): error GE1213: This quote is not closed on its line.");
        yield return Case("a package name with a control character", f => f.Replace("sources/errata.csv", "kernel,", "ker\u0007nel,"),
            "sources/errata.csv(4,1): error GE1214: 'ker?nel' is not a package name");
        yield return Case("repodata with a wrong checksum", f => Repodata(f, "<location href=\"repodata/primary.xml\"/><checksum type=\"sha256\">" + new string('0', 64) + "</checksum>"),
            "sources/repo/repodata/primary.xml: error GE1009: The SHA256 of the file is");
        yield return Case("repodata with an href that leaves the folder", f => Repodata(f, "<location href=\"../../os.yaml\"/>"), "sources/repo/repodata/repomd.xml(1,53): error GE1252: The file of 'primary' is named with '..'");
        yield return Case("a released version that would change", f => f.Replace("sources/errata.csv", "49.el5_5.6", "49.el5_5.6.1"), "20101022.tpl(5,55): error GE1022");
    }

    [TestCaseSource(nameof(Cases))]
    public void Bad_input_is_reported_at_its_place_and_the_earlier_output_stays(Action<InputFolder> spoil, string expected)
    {
        using InputFolder folder = new();
        folder.Run();
        SortedDictionary<string, string> before = folder.OutputHashes();
        Assert.That(before, Has.Count.EqualTo(8));
        spoil(folder);
        string printed = folder.Print();
        Assert.Multiple(() =>
        {
            Assert.That(printed, Does.Contain(expected));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        });
    }

    [TestCase("glibc'];")]
    [TestCase("gl&#10;ibc")]
    [TestCase("gl&#9;ibc")]
    [TestCase("gl\u0001ibc")]
    [TestCase("glïbc")]
    public void A_package_name_of_a_feed_that_rpm_would_not_allow_is_refused_and_never_reaches_Pan(string name)
    {
        using InputFolder folder = new();
        folder.Run();
        SortedDictionary<string, string> before = folder.OutputHashes();
        folder.Replace(Xml, "</collection>", $"<package name=\"{name}\" version=\"9\" release=\"9\" arch=\"x86_64\"/></collection>");
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(), Does.Contain("sources/advisories/a.xml(5,").And.Contain("warning GE2321"));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        });
    }

    [TestCase("sources/errata.csv", "name,version,release,arch\n", "sources/errata.csv: warning GE2020: The source holds not a single package.")]
    [TestCase(Xml, "<updates/>", Xml + ": warning GE2020: The source holds not a single advisory.")]
    public void A_source_that_holds_nothing_is_said(string file, string text, string expected)
    {
        using InputFolder folder = new();
        folder.Write(file, text);
        Assert.That(folder.Print(), Does.Contain(expected));
    }

    [Test]
    public void A_field_of_100_MB_in_a_text_is_cut_and_the_advisory_is_read()
    {
        using InputFolder folder = new();
        folder.Replace(Xml, "<severity>", $"<description>{new string('x', 100_000_000)}</description><severity>");
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(folder.Print(), Is.Empty);
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(100_000_000), "bytes allocated");
    }

    [Test]
    public void An_output_folder_that_cannot_be_made_is_an_error_and_what_stands_there_stays()
    {
        using InputFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Root, "templates"));
        File.WriteAllText(folder.Output, "a file");
        Assert.That(folder.Print(), Does.Contain("error GE1025"));
        Assert.That(File.ReadAllText(folder.Output), Is.EqualTo("a file"));
    }

    [Test]
    public void When_one_file_cannot_be_replaced_the_others_are_put_back_and_nothing_is_left_beside()
    {
        using InputFolder folder = new();
        folder.Run();

        // A folder with something in it, where the last of the files should go: even root cannot replace it.
        Directory.CreateDirectory(Path.Combine(folder.Output, "z", "full"));
        SortedDictionary<string, string> before = folder.OutputHashes();
        Diagnostics.DiagnosticBag diagnostics = [];
        bool written = new OutputFolder(folder.Output).Write([(before.Keys.First(), "replaced"), ("new/file", "new"), ("z", "last")], diagnostics);
        Assert.Multiple(() =>
        {
            Assert.That(written, Is.False);
            Assert.That(diagnostics.Single().ToString(), Does.Contain("/z: error GE1025").And.EndsWith("the earlier files are as they were."));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        });
    }

    [Test]
    public void A_folder_in_the_place_of_a_file_is_an_error_and_nothing_is_written()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Replace("updates/20101125.yaml", "194.el5", "194.17.4.el5");
        string md = Path.Combine(folder.Output, "sl5.5-x86_64/rpms/errata/20101125.md");
        File.Delete(md);
        Directory.CreateDirectory(md);
        SortedDictionary<string, string> before = folder.OutputHashes();
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(), Does.Contain("error GE1025"));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        });
    }

    [Test]
    public void Links_in_circles_are_not_followed_and_a_link_out_of_the_folder_is_refused()
    {
        using InputFolder folder = new();
        string advisories = Path.Combine(folder.OsFolder, "sources/advisories");
        Directory.CreateSymbolicLink(Path.Combine(advisories, "loop"), ".");
        Directory.CreateSymbolicLink(Path.Combine(advisories, "loop2"), "..");
        folder.Replace("os.yaml", "sources/advisories/*", "sources/advisories/**/*.xml");
        Assert.That(folder.Print(), Is.Empty);

        File.WriteAllText(Path.Combine(folder.Root, "outside.xml"), "<updates/>");
        File.CreateSymbolicLink(Path.Combine(advisories, "x.xml"), Path.Combine(folder.Root, "outside.xml"));
        Assert.That(folder.Print(), Does.Contain("os.yaml(8,16): error GE1118"));
        folder.Replace("os.yaml", "sources/advisories/**/*.xml", "sources/advisories");
        Assert.That(folder.Print(), Does.Contain("sources/advisories/x.xml: error GE1027"));
    }

    [Test]
    public void A_link_that_leads_to_itself_is_refused()
    {
        using InputFolder folder = new();
        File.CreateSymbolicLink(Path.Combine(folder.OsFolder, "sources/advisories/l1.xml"), "l2.xml");
        File.CreateSymbolicLink(Path.Combine(folder.OsFolder, "sources/advisories/l2.xml"), "l1.xml");
        Assert.That(folder.Print(), Does.Contain("os.yaml(8,16): error GE1118"));
    }

    [Test]
    public void A_neighbour_whose_name_begins_alike_is_outside()
    {
        using InputFolder folder = new();
        string neighbour = folder.OsFolder + "2";
        Directory.CreateDirectory(neighbour);
        File.WriteAllText(Path.Combine(neighbour, "a.xml"), "<updates/>");
        File.CreateSymbolicLink(Path.Combine(folder.OsFolder, "sources/advisories/n.xml"), Path.Combine(neighbour, "a.xml"));
        Assert.That(folder.Print(), Does.Contain("os.yaml(8,16): error GE1118"));
    }

    [TestCase("o's", "error GE1121")]
    [TestCase("a b", "error GE1121")]
    [TestCase(".git", "")]
    public void A_folder_that_cannot_name_an_os_is_refused_and_an_editors_is_passed_over(string name, string expected)
    {
        using InputFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Input, name));
        Assert.That(folder.Print(), expected.Length == 0 ? Is.Empty : Does.Contain(expected));
    }

    [Test]
    public void An_os_without_update_versions_is_said()
    {
        using InputFolder folder = new();
        Directory.Delete(Path.Combine(folder.OsFolder, "updates"), recursive: true);
        Assert.That(folder.Print(), Does.Contain("sl5.5-x86_64/updates: warning GE2111"));
    }

    [Test]
    public void A_folder_that_is_named_like_an_update_is_an_error()
    {
        using InputFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.OsFolder, "updates/20101201.yaml"));
        Assert.That(folder.Print(), Does.Contain("updates/20101201.yaml: error GE1002"));
    }

    [Test]
    public void In_a_federation_no_two_oses_have_one_nodeOsVersion()
    {
        using InputFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Input, "federation.yaml"), "name: G\nos: { sl5.5-x86_64: { default: 20101022 } }\n");
        Assert.That(folder.Print(), Is.Empty);
        foreach (string path in Directory.EnumerateFiles(folder.OsFolder, "*", SearchOption.AllDirectories).ToList())
        {
            string copy = path.Replace("sl5.5-x86_64", "sl5.5-copy", StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        Assert.That(folder.Print(), Does.Contain("os.yaml(1,1): error GE1702: sl5.5-copy and sl5.5-x86_64 have one nodeOsVersion, sl550-x86_64"));
    }

    private static TestCaseData Case(string name, Action<InputFolder> spoil, string expected) => new TestCaseData(spoil, expected).SetArgDisplayNames(name);

    private static byte[] Gzip(string text)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }

    private static void Repodata(InputFolder folder, string data)
    {
        folder.Write("sources/repo/repodata/primary.xml", "<metadata xmlns=\"http://linux.duke.edu/metadata/common\" packages=\"0\"></metadata>");
        folder.Write("sources/repo/repodata/repomd.xml", $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><data type=\"primary\">{data}</data></repomd>");
        folder.Replace("os.yaml", "errata: [sources/errata.csv]", "errata: [sources/errata.csv, sources/repo]");
    }
}
