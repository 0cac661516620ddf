using GrifErrata.Advisories;

namespace GrifErrata.Tests.Advisories;

/// <summary>One erratum under the ids of several publishers.</summary>
internal sealed class AdvisoryIdTests
{
    [TestCase("RHSA-2010:0793", "RH", 'S', 793, null)]
    [TestCase("RHSA-2010:0793-01", "RH", 'S', 793, 1)]
    [TestCase("SLSA-2010:0793-1", "SL", 'S', 793, 1)]
    [TestCase("CEBA-2010--0793", "CE", 'B', 793, null)]
    [TestCase("ELSA-2010-0793", "EL", 'S', 793, null)]
    [TestCase("RLEA-2010:10793", "RL", 'E', 10793, null)]
    public void Ids_of_the_family_are_read(string text, string publisher, char kind, int number, int? revision) =>
        Assert.That(AdvisoryId.TryParse(text), Is.EqualTo(new AdvisoryId(publisher, kind, 2010, number, revision)));

    [TestCase("ALAS2-2018-942")]
    [TestCase("FEDORA-EPEL-2021-1a2b3c")]
    [TestCase("RHSA-2010:0793-001")]
    [TestCase("rhsa-2010:0793")]
    [TestCase("RHSA-2010:0793\n")]
    [TestCase("RHXA-2010:0793")]
    [TestCase("")]
    public void Other_ids_are_not(string text) => Assert.That(AdvisoryId.TryParse(text), Is.Null);

    [TestCase("RHSA-2010:0793", "SLSA-2010:0793-1", true)]
    [TestCase("RHSA-2010:0793", "CESA-2010--0793", true)]
    [TestCase("RHSA-2010:0793-01", "RHSA-2010:0793", true)]
    [TestCase("RHSA-2010:0793", "ALSA-2010:0793", true)]
    [TestCase("RHSA-2010:0793", "RLBA-2010:0793", false)]
    [TestCase("RHSA-2010:0793", "SLSA-2011:0793-1", false)]
    [TestCase("RHSA-2010:0793", "SLSA-2010:0794-1", false)]
    [TestCase("ALAS2-2018-942", "ALAS2-2018-942", true)]
    [TestCase("ALAS2-2018-942", "ALAS2-2018-943", false)]
    public void An_id_finds_its_erratum_by_type_year_and_number_under_any_publisher(string wanted, string id, bool expected) =>
        Assert.That(AdvisoryId.Names(wanted, new Advisory { Id = id }, []), Is.EqualTo(expected));

    [Test]
    public void Oracles_numbers_are_its_own_unless_a_CVE_agrees()
    {
        Advisory oracle = new() { Id = "ELSA-2019-4820", References = [new AdvisoryReference("cve", "CVE-2019-1"), new AdvisoryReference("cve", "CVE-2019-2")] };
        Assert.Multiple(() =>
        {
            Assert.That(AdvisoryId.Names("RHSA-2019:4820", oracle, []), Is.False);
            Assert.That(AdvisoryId.Names("RHSA-2019:4820", oracle, ["CVE-2019-3"]), Is.False);
            Assert.That(AdvisoryId.Names("RHSA-2019:4820", oracle, ["CVE-2019-2"]), Is.True);
            Assert.That(AdvisoryId.Names("ELSA-2019-4820", oracle, []), Is.True);
            Assert.That(AdvisoryId.AreSame(oracle, new Advisory { Id = "RHSA-2019:4820", References = [new AdvisoryReference("cve", "CVE-2019-1")] }), Is.True);
            Assert.That(AdvisoryId.AreSame(new Advisory { Id = "RHSA-2019:4820" }, oracle), Is.False);
        });
    }

    [TestCase("erratum", true)]
    [TestCase("self", true)]
    [TestCase("bugzilla", false)]
    public void A_reference_of_type_erratum_or_self_says_so_outright(string type, bool expected)
    {
        Advisory advisory = new() { Id = "LOCAL-7", References = [new AdvisoryReference(type, "RHSA-2010:0793")] };
        Assert.That(AdvisoryId.Names("RHSA-2010:0793-01", advisory, []), Is.EqualTo(expected));
        Assert.That(AdvisoryId.AreSame(new Advisory { Id = "RHSA-2010:0793" }, advisory), Is.EqualTo(expected));
    }
}
