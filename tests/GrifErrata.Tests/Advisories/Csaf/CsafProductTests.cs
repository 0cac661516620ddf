using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Advisories.Csaf;

/// <summary>Products and their relationships.</summary>
internal sealed class CsafProductTests
{
    private const string Rpm = "{\"product_id\": \"wren-0:1-2.el9.x86_64\", \"name\": \"w\"}";
    private const string Base = "{\"product_id\": \"Base\", \"name\": \"b\"}";

    [Test]
    public void A_relationship_that_refers_to_itself_is_an_error()
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read(Rpm, Relation("Base:wren-0:1-2.el9.x86_64", "wren-0:1-2.el9.x86_64", "Base:wren-0:1-2.el9.x86_64"), "Base:wren-0:1-2.el9.x86_64");
        Assert.That(advisory.Packages, Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Is.EqualTo(
            "c.json(1,1): error GE1348: Advisory RHSA-2031:1 lists 'Base:wren-0:1-2.el9.x86_64' as fixed, which the product tree does not hold, or which is a component of itself. "
            + "Fetch the document again, or ask the publisher to correct it."));
    }

    [Test]
    public void A_fixed_product_that_the_tree_does_not_hold_is_an_error_and_the_others_are_read()
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read(
            $"{Rpm}, {Base}", Relation("Base:wren-0:1-2.el9.x86_64", "wren-0:1-2.el9.x86_64", "Base"), "Base:wren-0:1-2.el9.x86_64", "Base:gull-0:1-2.el9.x86_64");
        Assert.That(advisory.Packages.Single().Nevra.ToString(), Is.EqualTo("wren-1-2.el9.x86_64"));
        Assert.That(advisory.Packages.Single().Products, Is.EqualTo((string[])["Base"]));
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1348"));
    }

    [Test]
    public void A_chain_of_a_thousand_relationships_ends_in_an_error()
    {
        string chain = string.Join(", ", Enumerable.Range(0, 1000).Select(i => Relation($"Base{i}:wren-0:1-2.el9.x86_64", "wren-0:1-2.el9.x86_64", $"Base{i + 1}:wren-0:1-2.el9.x86_64")));
        Assert.That(Read($"{Rpm}, {Base}", chain, "Base0:wren-0:1-2.el9.x86_64").Diagnostics.Single().Code, Is.EqualTo("GE1348"));
    }

    [Test]
    public void A_product_without_epoch_and_without_purl_is_an_error()
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read("{\"product_id\": \"wren-1-2.el9.x86_64\"}", string.Empty, "wren-1-2.el9.x86_64");
        Assert.That(advisory.Packages, Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("c.json(1,1): error GE1349: Advisory RHSA-2031:1 lists 'wren-1-2.el9.x86_64' as fixed without an epoch"));
    }

    [Test]
    public void What_rpm_does_not_allow_never_becomes_a_package()
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read(
            "{\"product_id\": \"evil\", \"product_identification_helper\": {\"purl\": \"pkg:rpm/x/wren%22%5D%3B@1-2?arch=x86_64\"}}", string.Empty, "evil");
        Assert.That(advisory.Packages, Is.Empty);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE2321"));
    }

    [Test]
    public void Products_that_are_no_RPMs_are_counted()
    {
        (Advisory advisory, DiagnosticBag diagnostics) = Read(
            "{\"product_id\": \"nest\", \"product_identification_helper\": {\"purl\": \"pkg:oci/nest@sha256%3A00\"}}", string.Empty, "nest", "Bird build of Nest");
        Assert.That(advisory.Packages, Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Is.EqualTo(
            "c.json(1,1): warning GE2341: Advisory RHSA-2031:1 lists 2 fixed products that are no RPMs (containers and the like). They are skipped; nothing needs to be done unless one is yours."));
    }

    [TestCase("pkg:rpm/redhat/finch-c%2B%2B@1~rc1-1.el9?arch=noarch&epoch=2#x", "rpm", "finch-c++", "1~rc1-1.el9", "2")]
    [TestCase("pkg:RPM/finch@1-1?ARCH=src", "rpm", "finch", "1-1", "")]
    [TestCase("pkg:rpmmod/redhat/nodejs@18%3A1%3Aa", "rpmmod", "nodejs", "18:1:a", "")]
    public void Package_URLs_are_decoded(string text, string type, string name, string version, string epoch)
    {
        PackageUrl url = PackageUrl.TryParse(text)!;
        Assert.That((url.Type, url.Name, url.Version, url.Qualifier("epoch")), Is.EqualTo((type, name, version, epoch)));
    }

    [TestCase("")]
    [TestCase("pkg:rpm")]
    [TestCase("pkg:/")]
    [TestCase("https://example.example/x")]
    public void What_is_no_package_URL_is_none(string text) => Assert.That(PackageUrl.TryParse(text), Is.Null);

    [TestCase("{\"document\": {\"title\": \"x\"}}", "GE1322")]
    [TestCase("{\"document\": {\"tracking\": {\"id\": \"RHSA-2031:1\",\n\"initial_release_date\": \"soon\"}}}", "GE1321")]
    [TestCase("{\"document\": {\"tracking\": {\"id\": \"RHSA-2031:1\",\n\"initial_release_date\": \"1970-01-01T00:00:00Z\"}}}", "GE2322")]
    public void What_is_missing_or_unlikely_is_told(string json, string code)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        new CsafReader().Read(stream, "c.json", diagnostics, CancellationToken.None);
        Assert.That(diagnostics.Single().Code, Is.EqualTo(code));
    }

    private static string Relation(string id, string component, string of) =>
        $"{{\"full_product_name\": {{\"product_id\": \"{id}\"}}, \"product_reference\": \"{component}\", \"relates_to_product_reference\": \"{of}\"}}";

    private static (Advisory Advisory, DiagnosticBag Diagnostics) Read(string products, string relationships, params string[] fixedIds)
    {
        string json = $"{{\"document\": {{\"tracking\": {{\"id\": \"RHSA-2031:1\"}}}}, \"product_tree\": {{\"full_product_names\": [{products}], \"relationships\": [{relationships}]}}, "
            + $"\"vulnerabilities\": [{{\"product_status\": {{\"fixed\": [{string.Join(", ", fixedIds.Select(f => $"\"{f}\""))}]}}}}]}}";
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return (new CsafReader().Read(stream, "c.json", diagnostics, CancellationToken.None).Single(), diagnostics);
    }
}
