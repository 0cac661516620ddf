using System.Text;
using CsCheck;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Tests.Advisories.Csaf;

public sealed class CsafPackageIdTests
{
    private static readonly Gen<string> Id = Of(
        "wren", "-", "0", ":", "1.2", ".el9", ".", "x86_64", "src", "rpm", "/", "::", "7", "AppStream", "\u00E9", "2147483648", "wren-0:1-2.el9.x86_64");

    private static readonly Gen<string> Purl = Of(
        "rpm/", "rpmmod/", "redhat/", "wren", "@", "1-2", "?", "arch=x86_64", "&", "rpmmod=a:b", "RpmMod=a:b", "#", "/", "%3A").Select(p => p.Length == 0 ? p : "pkg:rpm/" + p);

    [Test]
    public void A_product_that_is_read_from_its_bytes_is_what_its_text_says() => Gen.Select(Id, Purl).Sample((id, purl) =>
    {
        CsafComponent said = CsafComponent.Of(id, purl);
        Nevra? read = CsafPackageId.TryParse(Encoding.UTF8.GetBytes(id), Encoding.UTF8.GetBytes(purl), new Utf8StringPool());
        if (read is not null) Assert.That(said, Is.EqualTo(new CsafComponent(read, null)), $"{id} {purl}");
        if (id.Length > 0 && purl.Length == 0 && CsafPackageId.IsOther(Encoding.UTF8.GetBytes(id))) Assert.That(said, Is.EqualTo(CsafComponent.Neither), id);
    });

    [Test]
    public void The_usual_product_is_read_from_its_bytes() => Assert.That(
        CsafPackageId.TryParse("wren-libs-1:2.0-3.el9_4.x86_64"u8, "pkg:rpm/redhat/wren-libs@2.0-3.el9_4?arch=x86_64&epoch=1"u8, new Utf8StringPool()),
        Is.EqualTo(new Nevra("wren-libs", new Evr(1, "2.0", "3.el9_4"), "x86_64")));

    private static Gen<string> Of(params string[] parts) => Gen.Int[0, parts.Length - 1].Array[0, 8].Select(chosen => string.Concat(chosen.Select(i => parts[i])));
}
