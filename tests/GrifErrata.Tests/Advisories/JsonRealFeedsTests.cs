using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories;

/// <summary>OSV and CSAF as AlmaLinux and Red Hat publish them.</summary>
internal sealed class JsonRealFeedsTests
{
    [Test]
    public void Real_records_of_OSV_are_read_as_JsonDocument_shows_them()
    {
        string folder = SharedData.Path("osv");
        IReadOnlyList<Advisory> advisories = Facts(folder, "Osv/Samples/almalinux-real.txt", 0);
        List<string> expected = [];
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement affected in document.RootElement.GetProperty("affected").EnumerateArray())
            {
                JsonElement package = affected.GetProperty("package");
                string version = affected.GetProperty("ranges")[0].GetProperty("events")[1].GetProperty("fixed").GetString()!;
                expected.Add($"{package.GetProperty("name")}-{(version.Contains(':', StringComparison.Ordinal) ? version : "0:" + version)} {package.GetProperty("ecosystem")}");
            }
        }

        Assert.That(
            advisories.SelectMany(a => a.Packages).Select(p => $"{p.Nevra.Name}-{p.Nevra.Evr.Epoch}:{p.Nevra.Evr.VersionRelease} {p.Products.Single()}"),
            Is.EqualTo(expected));
    }

    [TestCase("rhsa-2022-0011", 0)]
    [TestCase("rhsa-2024_0811", 0)]
    [TestCase("rhsa-2024_3666", 0)]
    [TestCase("rhsa-2024_6163", 0)]
    [TestCase("vex-cve-2023-0044", 1)]
    public void Real_documents_of_CSAF_are_read(string name, int withoutRpm)
    {
        string path = SharedData.Path($"csaf/{name}.json");
        Advisory advisory = Facts(path, $"Csaf/Samples/{name}-real.txt", withoutRpm).Single();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        int listed = document.RootElement.GetProperty("vulnerabilities").EnumerateArray()
            .SelectMany(v => v.GetProperty("product_status").GetProperty("fixed").EnumerateArray().Select(f => f.GetString())).Distinct().Count();
        Assert.That(advisory.Packages.Sum(p => p.Products.Length), Is.EqualTo(withoutRpm > 0 ? 0 : listed));
    }

    [Test]
    public void One_advisory_fixes_sudo_at_another_version_in_each_product()
    {
        Advisory advisory = AdvisorySources.Read(SharedData.Path("csaf/rhsa-2024_0811.json"), [], CancellationToken.None).Single();
        string Fix(string cpe) => string.Join(' ', advisory.Packages
            .Where(p => p.Nevra.Name == "sudo" && p.Nevra.Arch == "x86_64" && p.Products.Any(x => x.StartsWith(cpe, StringComparison.Ordinal))).Select(p => p.Nevra.Evr.Release));
        Assert.That(Fix("cpe:/o:redhat:enterprise_linux:9"), Is.EqualTo("10.el9_3"));
        Assert.That(Fix("cpe:/o:redhat:rhel_eus:9.2"), Is.EqualTo("9.el9_2.2"));
        Assert.That(Fix("cpe:/o:redhat:rhel_eus:9.0"), Is.EqualTo("7.el9_0.4"));
    }

    private static IReadOnlyList<Advisory> Facts(string path, string snapshot, int warnings)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(path, diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Has.Count.EqualTo(warnings), string.Join('\n', diagnostics));
        Assert.That(diagnostics.HasErrors, Is.False);
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", snapshot), ModelDump.Facts(advisories));
        return advisories;
    }
}
