using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>Feeds as distributions publish them.</summary>
internal sealed class UpdateInfoRealFeedsTests
{
    [TestCase("amazon1-sample.xml", "")]
    [TestCase("amazon2-sample.xml.gz", "")]
    [TestCase("amazon2023-sample.xml.gz", "")]
    [TestCase("bottlerocket-sample.xml.gz", "")]
    [TestCase("createrepo-sample.xml", "")]
    [TestCase("createrepo-sample2.xml.xz", "GE1322")]
    [TestCase("fedora-sample.xml", "")]
    [TestCase("rocky8-sample.xml", "")]
    public void The_facts_of_real_feeds_are_as_expected(string name, string codes)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(SharedData.Path($"updateinfo/{name}"), diagnostics, CancellationToken.None);
        Assert.That(string.Join(' ', diagnostics.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal)), Is.EqualTo(codes));

        // Ids, dates, words, CVEs and packages are facts; the texts are their publishers'.
        IEnumerable<Advisory> facts = advisories.Select(a => a with { Title = string.Empty, Publisher = string.Empty, References = [.. a.References.Where(r => r.Type == "cve").Select(r => new AdvisoryReference("cve", r.Id))] });
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "UpdateInfo", "RealFeeds", $"{name.Split('.')[0]}.txt"), ModelText.Of(facts));
    }

    [TestCase("amazon1-sample.xml")]
    [TestCase("amazon2-sample.xml.gz")]
    [TestCase("amazon2023-sample.xml.gz")]
    [TestCase("bottlerocket-sample.xml.gz")]
    [TestCase("createrepo-sample.xml")]
    [TestCase("fedora-sample.xml")]
    [TestCase("rocky8-sample.xml")]
    public void Real_feeds_are_read_as_XmlReader_shows_them(string name)
    {
        string path = SharedData.Path($"updateinfo/{name}");
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(path, diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Is.Empty);
        byte[] document = InputFile.Read(path, InputLimits.Default, null, diagnostics, (content, _) =>
        {
            using MemoryStream all = new();
            content.CopyTo(all);
            return all.ToArray();
        })!;
        using MemoryStream stream = new(document);
        System.Xml.Linq.XDocument xml = System.Xml.Linq.XDocument.Load(stream);
        Assert.Multiple(() =>
        {
            Assert.That(advisories.Select(a => a.Id), Is.EqualTo(xml.Descendants("id").Select(e => e.Value)));
            Assert.That(advisories.Select(a => a.Title), Is.EqualTo(xml.Descendants("title").Select(e => e.Value)));
            Assert.That(advisories.Select(a => a.SeverityText), Is.EqualTo(xml.Descendants("severity").Select(e => e.Value)));
            Assert.That(advisories.Where(a => a.Issued is null), Is.Empty);
            Assert.That(
                advisories.SelectMany(a => a.Packages).Select(p => $"{p.Nevra.Name} {p.Nevra.Evr.Epoch}:{p.Nevra.Evr.VersionRelease} {p.Nevra.Arch}"),
                Is.EqualTo(xml.Descendants("package").Select(e =>
                    $"{e.Attribute("name")?.Value} {e.Attribute("epoch")?.Value}:{e.Attribute("version")?.Value}-{e.Attribute("release")?.Value} {e.Attribute("arch")?.Value}")));
            Assert.That(
                advisories.SelectMany(a => a.References).Select(r => (r.Type, r.Id)),
                Is.EqualTo(xml.Descendants("reference").Select(e => (e.Attribute("type")?.Value, e.Attribute("id")?.Value))));
        });
    }
}
