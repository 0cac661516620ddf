using System.Collections.Immutable;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories;

/// <summary>One advisory from feeds of several formats.</summary>
internal sealed class FormatMergeTests
{
    [Test]
    public void What_one_feed_leaves_out_the_other_gives()
    {
        Advisory osv = Make("OSV", "2024-09-02", "bind|0:9.16-18.1|") with { Severity = AdvisorySeverity.Important, SeverityText = "Important" };
        Advisory info = Make("updateinfo.xml", "2024-09-03", "bind|9.16-18.1|x86_64", "bind|9.16-18.1|i686") with { Title = "bind", RebootSuggested = true };
        foreach (Advisory[] order in (Advisory[][])[[osv, info], [info, osv]])
        {
            (Advisory joined, DiagnosticBag diagnostics) = Merge(order);
            Assert.That(joined.Packages.Select(p => p.Nevra.ToString()), Is.EqualTo((string[])["bind-9.16-18.1.i686", "bind-9.16-18.1.x86_64"]));
            Assert.That((joined.Title, joined.Severity, joined.RebootSuggested), Is.EqualTo(("bind", AdvisorySeverity.Important, true)));
            Assert.That(joined.Issued, Is.EqualTo(osv.Issued));
            Assert.That(diagnostics, Is.Empty);
        }
    }

    [Test]
    public void A_fix_at_two_versions_is_reported_and_both_stay()
    {
        Advisory osv = Make("OSV", "2024-09-02", "bind|0:9.16-18.6|");
        Advisory info = Make("updateinfo.xml", "2024-09-03", "bind|9.16-18.5|x86_64", "other|1-1|x86_64");
        foreach (Advisory[] order in (Advisory[][])[[osv, info], [info, osv]])
        {
            (Advisory joined, DiagnosticBag diagnostics) = Merge(order);
            Assert.That(joined.Packages.Select(p => p.Nevra.ToString()), Is.EqualTo((string[])["bind-9.16-18.6", "bind-9.16-18.5.x86_64", "other-1-1.x86_64"]));
            Diagnostic warning = diagnostics.Single();
            Assert.That((warning.Code, warning.Location), Is.EqualTo(("GE2325", new SourceLocation("updateinfo.xml", 2, 3))));
            Assert.That(warning.Message, Is.EqualTo(
                "ALSA-2024:6163 is fixed at different versions in OSV and updateinfo.xml: bind-9.16-18.6 (OSV) and bind-9.16-18.5.x86_64 (updateinfo.xml). "
                + "Both are kept, so the higher one decides. Find out which is right, and leave the other feed out or ask its publisher."));
        }
    }

    [Test]
    public void A_revision_at_the_end_of_an_id_names_no_other_advisory()
    {
        DiagnosticBag diagnostics = [];
        Advisory oval = Make("OVAL", "2015-07-01", "x|0:1-1|x86_64") with { Id = "RHSA-2015:1193-00" };
        Advisory info = Make("updateinfo.xml", "2015-07-02", "x|1-1|x86_64") with { Id = "RHSA-2015:1193" };
        Advisory joined = AdvisoryMerge.Merge([oval, info], diagnostics).Single();
        Assert.That((joined.Id, joined.Packages.Single().Nevra.Evr.Epoch), Is.EqualTo(("RHSA-2015:1193", (int?)0)));
    }

    [Test]
    public void Versions_of_other_streams_and_products_and_releases_are_no_contradiction()
    {
        Advisory csaf = Make("CSAF", "2024-09-02", "a|0:1-1.el8|x86_64", "b|0:1-1|x86_64", "c|0:1-1|x86_64");
        Advisory info = Make("updateinfo.xml", "2024-09-03", "a|1-1.el9|x86_64", "b|2-1|x86_64", "c|2-1|x86_64");
        csaf = csaf with { Packages = [csaf.Packages[0], csaf.Packages[1] with { Modules = [new("m", "1", "1", "c", "x86_64")] }, csaf.Packages[2] with { Products = ["cpe:/a"] }] };
        info = info with { Packages = [info.Packages[0], info.Packages[1] with { Modules = [new("m", "2", "1", "c", "x86_64")] }, info.Packages[2] with { Products = ["cpe:/b"] }] };
        (Advisory joined, DiagnosticBag diagnostics) = Merge([csaf, info]);
        Assert.That(joined.Packages, Has.Length.EqualTo(6));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void The_order_of_feeds_never_matters_and_no_fixed_version_is_lost()
    {
        Gen<string> package = Gen.Select(Gen.Int[0, 1], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[0, 1])
            .Select((name, version, arch, epoch) => $"p{name}|{(epoch == 1 ? "0:" : "")}{version}-1|{new[] { "", "x86_64", "noarch" }[arch]}");
        Gen.Select(package.Array[0, 4], package.Array[0, 4], package.Array[0, 4]).Sample((a, b, c) =>
        {
            Advisory[] all = [Make("A", "2024-01-01", a), Make("B", "2024-01-02", b), Make("C", "2024-01-02", c)];
            (Advisory forward, _) = Merge(all);
            (Advisory backward, _) = Merge([.. all.Reverse()]);
            Assert.That(forward.Packages.Select(p => (p.Nevra.ToString(), p.Nevra.Evr.Epoch)), Is.EqualTo(backward.Packages.Select(p => (p.Nevra.ToString(), p.Nevra.Evr.Epoch))));

            // The highest version of each name is in the result.
            foreach (IGrouping<string, AdvisoryPackage> name in all.SelectMany(x => x.Packages).GroupBy(p => p.Nevra.Name))
                Assert.That(forward.Packages.Where(p => p.Nevra.Name == name.Key).Max(p => p.Nevra.Evr.Version), Is.EqualTo(name.Max(p => p.Nevra.Evr.Version)));
        });
    }

    private static (Advisory Joined, DiagnosticBag Diagnostics) Merge(Advisory[] advisories)
    {
        DiagnosticBag diagnostics = [];
        return (AdvisoryMerge.Merge(advisories, diagnostics).Single(), diagnostics);
    }

    private static Advisory Make(string format, string day, params string[] packages) => new()
    {
        Id = "ALSA-2024:6163",
        Format = format,
        Type = AdvisoryType.Security,
        Issued = DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
        Packages = [.. packages.Select(p => p.Split('|')).Select(p => new AdvisoryPackage(FeedPackage.Nevra(p[0], p[1], p[2], out _, mayLackArch: true)!)).Distinct()],
        Origin = new(format, 2, 3),
    };
}
