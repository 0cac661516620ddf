using System.Text.Json;
using GrifErrata.Tests;

namespace GrifErrata.Build.Tests;

/// <summary>The <c>-fix</c> template of a version of which a raised package needs another, beside templates that people wrote.</summary>
internal sealed class FixTemplates
{
    private const string Errata = "templates/pan/el9-x86_64/rpms/errata";
    private const string Fix = $"{Errata}/20260901-fix.tpl";
    private const string Definition = "errata-input/el9-x86_64/updates/20260901.yaml";
    private const string Needed = "<rpm:requires><rpm:entry name=\"tools-data\"/></rpm:requires>";
    private const string ByHand = "template rpms/errata/20260901-fix;\n# what our nodes need\n'/software/packages' = pkg_repl('tools-data', '3-9', 'x86_64');\n";

    [Test]
    public void What_a_raised_package_needs_is_written_once_and_is_in_the_manifest()
    {
        using SiteProject site = Site();

        site.Build().Succeeded();

        Assert.That(site.Read(Fix), Is.EqualTo(File.ReadAllText(Path.Combine(Checkout.Root, "tests/GrifErrata.Build.Tests/expected/20260901-fix.tpl"))));
        using JsonDocument manifest = JsonDocument.Parse(site.Read($"{Errata}/20260901.json"));
        Assert.That(manifest.RootElement.GetProperty("fix")[0].GetProperty("actions")[0].GetProperty("addIfMissing").GetString(), Is.EqualTo("tools-data-4-1.x86_64"));
        Assert.That(site.Read($"{Errata}/20260901.md"), Does.Contain("- with tools: add tools-data-4-1.x86_64 if there is no tools-data. Because tools-data: tools-4-1.x86_64 requires tools-data\n"));

        IReadOnlyList<string> before = site.Outputs(times: true);
        Assert.That(site.Build().Succeeded().Skipped, Is.True);
        Assert.That(site.Outputs(times: true), Is.EqualTo(before));
    }

    [Test]
    public void Verify_fails_where_the_template_differs_or_is_missing_and_leaves_it_so()
    {
        using SiteProject site = Built();
        string right = site.Read(Fix);
        site.Edit(Fix, "'4-1'", "'4-2'");

        Assert.That(site.Build("-p:GrifErrataMode=Verify").Failed().Output, Does.Contain($"{site.At(Fix)}(8,76): error GE1021: "));
        Assert.That(site.Read(Fix), Does.Contain("'4-2'"));
        Assert.That(site.Read($"{SiteProject.Intermediate}/received/el9-x86_64/rpms/errata/20260901-fix.received.tpl"), Is.EqualTo(right));

        File.Delete(site.At(Fix));
        Assert.That(site.Build("-p:GrifErrataMode=Verify").Failed().Output, Does.Contain($"{site.At(Fix)} : error GE1023: "));
        Assert.That(File.Exists(site.At(Fix)), Is.False);

        site.Build().Succeeded();
        Assert.That(site.Read(Fix), Is.EqualTo(right));
        site.Build("-p:GrifErrataMode=Verify").Succeeded();
    }

    [Test]
    public void Of_a_draft_that_needs_nothing_any_more_the_template_is_an_orphan_that_AcceptErrata_deletes()
    {
        using SiteProject site = Built();
        site.Edit("errata-input/el9-x86_64/sources/errata/primary.xml", Needed, string.Empty);

        Assert.That(site.Build().Failed().Output, Does.Contain($"{site.At(Fix)} : error GE1024: "));
        Assert.That(File.Exists(site.At(Fix)), Is.True);

        site.Build("-t:AcceptErrata").Succeeded();
        Assert.That(File.Exists(site.At(Fix)), Is.False);
        Assert.That(site.Read($"{Errata}/20260901.json"), Does.Contain("\"fix\": []"));
        site.Build().Succeeded();
    }

    [Test]
    public void A_template_by_hand_in_the_place_of_a_generated_one_is_an_error_whatever_is_asked_for_and_stays_as_it_is()
    {
        using SiteProject site = Site();
        site.Write(Fix, ByHand);
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (string[] arguments in (string[][])[[], ["-p:GrifErrataMode=Verify"], ["-t:AcceptErrata"], ["-t:AcceptErrata", "-p:GrifErrataAcceptReleased=true"]])
        {
            Assert.That(site.Build(arguments).Failed().Output, Does.Contain($"{site.At(Fix)} : error GE1028: ").And.Contain($"Move what it does under `fix` of {site.At(Definition)} and delete it;"));
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }

        site.Edit(Definition, "state: draft\n", "state: draft\nfix:\n  - { add: [tools-data-4-1.x86_64], reason: what our nodes need }\n");
        File.Delete(site.At(Fix));
        site.Build().Succeeded();
        Assert.That(site.Read(Fix), Does.Contain("# what our nodes need\n'/software/packages' = {\n    pkg_repl('tools-data', '4-1', 'x86_64');\n"));
    }

    [TestCase("el5-x86_64/rpms/errata/20101022-fix.tpl", TestName = "{m}(of a draft)")]
    [TestCase("el5-x86_64/rpms/errata/20100906-fix.tpl", TestName = "{m}(of a release)")]
    [TestCase("el5-x86_64/rpms/errata/20090101-fix.tpl", TestName = "{m}(without definition)")]
    public void A_template_by_hand_of_a_version_that_needs_nothing_is_no_orphan_and_stays(string path)
    {
        using SiteProject site = SiteProject.Built();
        site.Write($"templates/pan/{path}", ByHand);
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (string[] arguments in (string[][])[[], ["-p:GrifErrataMode=Verify"], ["-t:AcceptErrata"], ["-t:AcceptErrata", "-p:GrifErrataAcceptReleased=true"]])
        {
            site.Build(arguments).Succeeded();
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }
    }

    [Test]
    public void A_release_gets_a_template_that_it_did_not_have_only_with_GrifErrataAcceptReleased()
    {
        using SiteProject site = Site();
        site.Edit("errata-input/el9-x86_64/sources/errata/primary.xml", Needed, string.Empty);
        site.Build().Succeeded();
        site.Edit(Definition, "draft", "released");
        site.Build().Succeeded();
        site.Edit("errata-input/el9-x86_64/sources/errata/primary.xml", "<format></format>", $"<format>{Needed}</format>");
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (string[] arguments in (string[][])[[], ["-t:AcceptErrata"], ["-p:GrifErrataMode=Verify"]])
        {
            Assert.That(site.Build(arguments).Failed().Output, Does.Contain($"{site.At(Fix)}(1,1): error GE1022: Update version 20260901 is released and never changes"));
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }

        site.Build("-t:AcceptErrata", "-p:GrifErrataAcceptReleased=true").Succeeded();
        Assert.That(site.Read(Fix), Does.Contain("pkg_repl('tools-data', '4-1', 'x86_64')"));
        Assert.That(site.Read($"{Errata}/20260901.json"), Does.Contain("addIfMissing"));
        site.Build().Succeeded();
    }

    [Test]
    public void A_release_loses_its_template_only_with_GrifErrataAcceptReleased()
    {
        using SiteProject site = Built();
        site.Edit(Definition, "draft", "released");
        site.Build().Succeeded();
        site.Edit("errata-input/el9-x86_64/sources/errata/primary.xml", Needed, string.Empty);
        IReadOnlyList<string> before = site.Outputs(times: true);

        foreach (string[] arguments in (string[][])[[], ["-t:AcceptErrata"], ["-p:GrifErrataMode=Verify"]])
        {
            Assert.That(site.Build(arguments).Failed().Output, Does.Contain($"{site.At(Fix)} : error GE1022: Update version 20260901 is released and never changes"));
            Assert.That(site.Outputs(times: true), Is.EqualTo(before));
        }

        site.Build("-t:AcceptErrata", "-p:GrifErrataAcceptReleased=true").Succeeded();
        Assert.That(File.Exists(site.At(Fix)), Is.False);
        site.Build().Succeeded();
    }

    [TestCase("draft")]
    [TestCase("released")]
    public void Without_its_output_folder_all_is_made_again_byte_for_byte(string state)
    {
        using SiteProject site = Built();
        site.Edit(Definition, "draft", state);
        site.Build().Succeeded();
        IReadOnlyList<string> before = site.Outputs();
        Directory.Delete(site.At("templates/pan"), recursive: true);

        site.Build().Succeeded();

        Assert.That(site.Outputs(), Is.EqualTo(before).And.Some.Contains("20260901-fix.tpl "));
    }

    private static SiteProject Built()
    {
        SiteProject site = Site();
        site.Build().Succeeded();
        return site;
    }

    /// <summary>A site of whose OS tools 4 needs tools-data, which nothing else brings.</summary>
    internal static SiteProject Site()
    {
        SiteProject site = new();
        Packages.Copy(new(Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests", "fixed")), site.Root);
        return site;
    }
}
