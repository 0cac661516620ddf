using System.Xml.Linq;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>updateinfo.xml as each publisher writes it; the samples are our own.</summary>
internal sealed class UpdateInfoDialectTests
{
    // What selection needs, each of them optional in the format.
    private static readonly string[] Optional =
    [
        "@from", "@status", "@type", "@version", "title", "issued", "updated", "severity", "references", "references/reference/@title", "references/reference/@href",
        "pkglist", "pkglist/collection/@short", "pkglist/collection/name", "pkglist/collection/module", "pkglist/collection/package/@epoch",
        "pkglist/collection/package/@src", "pkglist/collection/package/filename",
    ];

    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "UpdateInfo", "Dialects");

    private static readonly string[] Dialects = ["almalinux", "amazon", "cefs", "fedora", "oracle", "pulp", "redhat", "rocky", "suse"];

    [Test]
    public void Each_dialect_is_read_as_expected([ValueSource(nameof(Dialects))] string dialect)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(Path.Combine(Folder, $"{dialect}.xml"), diagnostics, CancellationToken.None);
        Assert.That(diagnostics, Is.Empty);
        Snapshot.Matches(Path.Combine(Folder, $"{dialect}.txt"), ModelText.Of(advisories));
    }

    [Test]
    public void Each_dialect_has_three_advisories_and_every_optional_field_present_and_absent([ValueSource(nameof(Dialects))] string dialect)
    {
        XElement[] updates = [.. XDocument.Load(Path.Combine(Folder, $"{dialect}.xml")).Root!.Elements("update")];
        Assert.That(updates, Has.Length.AtLeast(3));
        Assert.Multiple(() =>
        {
            foreach (string field in Optional)
            {
                if (dialect == "suse" && field is "pkglist/collection/@short" or "pkglist/collection/name") continue; // SUSE never writes them.
                (bool present, bool absent) = Occurs(updates, field.Split('/'));
                Assert.That((present, absent), Is.EqualTo((true, true)), field);
            }

            Assert.That(updates.Any(u => u.Elements().Any(e => e.Name.LocalName.EndsWith("_suggested", StringComparison.Ordinal))), Is.True, "a flag");
        });
    }

    private static (bool Present, bool Absent) Occurs(IEnumerable<XElement> parents, ReadOnlySpan<string> path)
    {
        string name = path[0];
        XElement[] all = [.. parents];
        if (name[0] == '@') return (all.Any(p => p.Attribute(name[1..]) is not null), all.Any(p => p.Attribute(name[1..]) is null));
        return path.Length == 1
            ? (all.Any(p => p.Element(name) is not null), all.Any(p => p.Element(name) is null))
            : Occurs(all.Elements(name), path[1..]);
    }
}
