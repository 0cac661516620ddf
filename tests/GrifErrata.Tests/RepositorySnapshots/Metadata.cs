using System.Globalization;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>The files of a snapshot's metadata.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class Metadata : IDisposable
{
    private readonly DiagnosticBag _diagnostics = [];
    private readonly SnapshotSite _site = new();

    private string Errata => Path.Combine(_site.Shown, "errata");

    public void Dispose() => _site.Dispose();

    [Test]
    public void A_package_stays_byte_for_byte_but_its_place_which_is_the_mirrors()
    {
        Make();
        string source = File.ReadAllText(Write()), text = _site.Text("errata", "primary");
        string[] elements = [.. text.Split("<package ")[1..].Select(e => "<package " + e[..(e.IndexOf("</package>", StringComparison.Ordinal) + "</package>".Length)])];
        Assert.That(elements, Has.Length.EqualTo(4));
        foreach (string element in elements)
        {
            Assert.That(element, Does.Contain("<location xml:base=\"https://mirror.example.org/el9/errata\" href=\"Packages/"));
            Assert.That(source, Does.Contain(element.Replace("xml:base=\"https://mirror.example.org/el9/errata\" ", string.Empty, StringComparison.Ordinal)));
        }

        Assert.That(text, Does.Contain("packages=\"4\"").And.Contain("xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\""));

        string Write()
        {
            string path = Path.Combine(_site.Root, "primary.xml");
            new RepodataReader().ReadData(Path.Combine(_site.Root, "errata-input/el9/sources/errata"), "primary", false, (content, _, _) => File.WriteAllText(path, new StreamReader(content).ReadToEnd()), []);
            return path;
        }
    }

    [Test]
    public void Filelists_have_exactly_the_packages_of_primary()
    {
        Make();
        List<string> files = [];
        DiagnosticBag found = [];
        new RepodataReader().ReadFileLists(Errata, package => files.Add(package.Nevra.ToString()), found, default);
        Assert.That(found, Is.Empty);
        Assert.That(files, Is.EqualTo(_site.Packages("errata")));
        Assert.That(_site.Text("errata", "filelists"), Does.Contain("packages=\"4\"").And.Contain("/usr/lib/deeper"));
    }

    [Test]
    public void Of_advisories_only_packages_of_the_snapshot_stay_and_all_else_of_them_does()
    {
        _site.Change = r => r with { UpdateInfo = $"<updates>\n{SnapshotSite.Advisory("A-1", "glibc-2.34-125.x86_64", "glibc-2.34-130.x86_64", "bash-5.1-6.x86_64")}{SnapshotSite.Advisory("A-2", "glibc-2.34-130.x86_64")}<update><id>A-3</id></update></updates>" };
        SnapshotResult result = Make();
        Assert.That(result.Repositories.Single(r => r.Repository.Name == "errata").Advisories, Is.EqualTo(1));
        Advisory advisory = new RepodataReader().ReadAdvisories(Errata, _diagnostics, default).Single();
        Assert.That(advisory.Packages.Select(p => p.Nevra.ToString()), Is.EqualTo(["glibc-2.34-125.x86_64", "bash-5.1-6.x86_64"]));
        Assert.That(_site.Text("errata", "updateinfo"), Does.Contain("<title>A-1 &amp; more</title>").And.Contain("<description>Kept as it is</description>").And.Not.Contain("glibc\" epoch=\"0\" version=\"2.34\" release=\"130\""));
    }

    [Test]
    public void A_repository_without_advisories_gets_those_that_the_OSs_sources_have_of_its_packages()
    {
        Make();
        Assert.That(new RepodataReader().ReadAdvisories(Errata, _diagnostics, default).Select(a => a.Id), Is.EqualTo(["ADV-1", "ADV-2"]));
        Assert.That(new RepodataReader().ReadIndex(Path.Combine(_site.Shown, "epel"), _diagnostics)!.Find("updateinfo"), Is.Null);
    }

    [Test]
    public void Modules_and_groups_stay_as_they_are()
    {
        const string modules = "---\ndocument: modulemd-defaults\nversion: 1\ndata:\n  module: nodejs\n  stream: '20'\n...\n";
        _site.Change = r => r with { Modules = modules, Group = "<comps/>" };
        Make();
        Assert.That(_site.Text("errata", "modules"), Is.EqualTo(modules));
        Assert.That(_site.Text("errata", "group"), Is.EqualTo("<comps/>"));
    }

    [Test]
    public void Its_times_are_the_cutoff_and_the_same_inputs_give_the_same_bytes()
    {
        Make();
        string index = File.ReadAllText(Path.Combine(Errata, "repodata/repomd.xml"));
        string seconds = DateTimeOffset.Parse("2025-02-11T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.That(index, Does.Contain($"<revision>{seconds}</revision>").And.Contain($"<timestamp>{seconds}</timestamp>"));
        Directory.Delete(_site.Output, recursive: true);
        Make();
        Assert.That(File.ReadAllText(Path.Combine(Errata, "repodata/repomd.xml")), Is.EqualTo(index));
    }

    [Test]
    public void GE2980_without_filelists_a_warning_says_what_machines_cannot_install()
    {
        _site.Change = r => r with { HasFileLists = false };
        Assert.That(_site.Make(_diagnostics), Is.Not.Null);
        Assert.That(_diagnostics.Single().ToString(), Does.Contain("warning GE2980: The repository errata has no filelists"));
        Assert.That(new RepodataReader().ReadIndex(Errata, [])!.Find("filelists"), Is.Null);
    }

    [Test]
    public void GE1986_filelists_of_another_moment_are_an_error()
    {
        _site.Change = r => r with { LeftOutOfFileLists = 1 };
        Refused("GE1986", "filelists.xml lacks 1 packages of primary.xml");
    }

    [Test]
    public void GE1986_a_package_without_checksum_is_an_error()
    {
        _site.Change = r => r with { Extra = "<checksum></checksum>" };
        Refused("GE1986", "has no checksum");
    }

    [TestCase("<location href=\"../{0}\"/>", "'..'")]
    [TestCase("<location href=\"a/%2e%2E/../{0}\"/>", "'..'")]
    [TestCase("<location href=\"a/.%2e/{0}\"/>", "'..'")]
    [TestCase("<location href=\"/etc/{0}\"/>", "absolute path")]
    [TestCase("<location href=\"https://evil.example/{0}\"/>", "an address")]
    [TestCase("<location href=\"file:x/{0}\"/>", "an address")]
    [TestCase("<location href=\"a\\{0}\"/>", "one of the characters")]
    [TestCase("<location href=\"a?b/{0}\"/>", "one of the characters")]
    [TestCase("<location href=\"a&#10;{0}\"/>", "control character")]
    [TestCase("<location href=\"\"/>", "no name")]
    [TestCase("", "no <location>")]
    [TestCase("<location href=\"{0}\"/><location href=\"{0}\"/>", "two places")]
    [TestCase("<location xml:base=\"https://evil.example/\" href=\"{0}\"/>", "not below the repository's address")]
    [TestCase("<location xml:base=\"https://mirror.example.org/el9/errata2\" href=\"{0}\"/>", "not below the repository's address")]
    [TestCase("<location xml:base=\"https://mirror.example.org/el9/errata/..\" href=\"{0}\"/>", "'..'")]
    public void GE1982_a_place_outside_the_repository_is_refused(string location, string reason)
    {
        _site.Change = r => r with { Location = location };
        Refused("GE1982", reason);
    }

    [Test]
    public void A_place_below_the_mirrors_own_address_is_joined()
    {
        _site.Change = r => r with { Location = "<location xml:base=\"https://mirror.example.org/el9/errata/sub/\" href=\"a&amp;b/{0}\"/>" };
        Make();
        Assert.That(_site.Text("errata", "primary"), Does.Contain("<location xml:base=\"https://mirror.example.org/el9/errata\" href=\"sub/a&amp;b/glibc-2.34-125.x86_64.rpm\"/>"));
    }

    [Test]
    public void A_control_byte_that_XML_forbids_does_not_reach_machines()
    {
        _site.Change = r => r with { Extra = "<note>a\u0001b</note>" };
        Assert.That(_site.Make(_diagnostics), Is.Not.Null);
        Assert.That(_site.Text("errata", "primary"), Does.Contain("<note>a?b</note>"));
    }

    [Test]
    public void What_is_damaged_is_refused_and_nothing_is_shown()
    {
        Make();
        string modules = Path.Combine(_site.Root, "errata-input/el9/sources/errata/repodata/filelists.gz");
        File.WriteAllBytes(modules, File.ReadAllBytes(modules)[..^9]);
        DiagnosticBag diagnostics = [];
        (_site.Base, _site.Errata, _site.Other) = ([], [], []);
        string before = File.ReadAllText(Path.Combine(Errata, "repodata/repomd.xml"));
        Assert.That(_site.Make(diagnostics), Is.Null);
        Assert.That(diagnostics.Select(d => d.Code), Has.Some.AnyOf("GE1003", "GE1004", "GE1009"));
        Assert.That(File.ReadAllText(Path.Combine(Errata, "repodata/repomd.xml")), Is.EqualTo(before));
    }

    private void Refused(string code, string message)
    {
        Assert.That(_site.Make(_diagnostics), Is.Null);
        Diagnostic first = _diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.That((first.Code, first.Message), Is.EqualTo((code, first.Message)));
        Assert.That(first.Message, Does.Contain(message));
        Assert.That(Directory.Exists(_site.Shown), Is.False);
    }

    private SnapshotResult Make()
    {
        SnapshotResult? result = _site.Make(_diagnostics);
        Assert.That(result, Is.Not.Null, string.Join('\n', _diagnostics));
        return result!;
    }
}
