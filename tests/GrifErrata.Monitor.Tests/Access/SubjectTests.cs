using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Monitor.Access;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>Subjects of certificates, and the patterns that name them.</summary>
public sealed class SubjectTests
{
    [TestCase("CN=wn1.lal.example.org,O=GRIF,C=FR", true)]
    [TestCase("CN=WN1.LAL.example.org,O=grif,C=FR", true, TestName = "case of values does not matter")]
    [TestCase("CN=wn1.lal.example.org, O=GRIF, C=FR", true, TestName = "blanks after commas")]
    [TestCase("CN=wn1.lal.example.org,O=GRIF", false, TestName = "a part too few")]
    [TestCase("CN=wn1.lal.example.org,OU=x,O=GRIF,C=FR", false, TestName = "a part too many")]
    [TestCase("O=GRIF,CN=wn1.lal.example.org,C=FR", false, TestName = "another order")]
    [TestCase("CN=wn1.llr.example.org,O=GRIF,C=FR", false)]
    [TestCase("CN=wn1.lal.example.org\\,O=GRIF\\,C=FR,O=Evil,C=FR", false, TestName = "a value that looks like more parts")]
    public void A_pattern_names_all_parts_in_their_order(string subject, bool matches) =>
        Assert.That(SubjectPattern.Parse("CN=*.lal.example.org,O=GRIF,C=FR")!.Matches(DistinguishedName.Parse(subject)!), Is.EqualTo(matches));

    [Test]
    public void A_last_part_of_a_star_is_any_further_parts()
    {
        SubjectPattern pattern = SubjectPattern.Parse("CN=*.lal.example.org,*")!;
        Assert.That(pattern.Matches(DistinguishedName.Parse("CN=a.lal.example.org,OU=x,O=GRIF")!));
        Assert.That(pattern.Matches(DistinguishedName.Parse("CN=a.lal.example.org")!));
        Assert.That(pattern.Matches(DistinguishedName.Parse("OU=x,CN=a.lal.example.org")!), Is.False);
    }

    [TestCase("")]
    [TestCase("/C=FR/O=GRIF/CN=wn1", TestName = "slashes")]
    [TestCase("CN=a+OU=b,O=GRIF", TestName = "a part of two values")]
    [TestCase("CN=#0c0161", TestName = "a value that is no text")]
    [TestCase("CN=a\\", TestName = "a cut escape")]
    [TestCase("CN=a\\zz", TestName = "an unknown escape")]
    [TestCase("CN=\"a\"", TestName = "quotes")]
    [TestCase("CN=a\u0007", TestName = "a control character")]
    [TestCase("CN=a,", TestName = "a comma at the end")]
    [TestCase("=a")]
    public void What_is_no_name_is_not_guessed_at(string text) => Assert.That(DistinguishedName.Parse(text), Is.Null);

    [TestCase("CN=a\\, b,O=\\C3\\A9cole", new[] { "a, b", "\u00e9cole" })]
    [TestCase("CN=a \\ ,O= b  ", new[] { "a  ", "b" })]
    [TestCase("CN=,O=x", new[] { "", "x" })]
    public void Escapes_of_RFC_4514_are_undone(string text, string[] values) => Assert.That(DistinguishedName.Parse(text)!.Parts.Select(p => p.Value), Is.EqualTo(values));

    [TestCase("CN=wn1.example.org, O=GRIF, C=FR", "CN=wn1.example.org,O=GRIF,C=FR")]
    [TestCase("CN=\"wn1.example.org,O=GRIF\", O=Evil, C=FR", "CN=wn1.example.org\\,O=GRIF,O=Evil,C=FR")]
    [TestCase("E=a@example.org, CN=a, DC=example, DC=org", "EMAILADDRESS=a@example.org,CN=a,DC=example,DC=org")]
    public void A_certificate_s_subject_reads_as_its_text_does(string subject, string text)
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        Assert.That(DistinguishedName.Of(certificate)!.Parts, Is.EqualTo(DistinguishedName.Parse(text)!.Parts));
    }

    [Test]
    public void Any_text_is_a_name_or_none_and_never_an_error() => CsCheck.Check.Sample(CsCheck.Gen.String, text =>
    {
        _ = DistinguishedName.Parse(text);
        _ = SubjectPattern.Parse(text);
    });
}
