using System.Text;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>updateinfo.xml as we write it.</summary>
internal sealed class UpdateInfoWriterTests
{
    private static readonly Advisory Heron = new()
    {
        Id = "ADV-1",
        Publisher = "p@example.org",
        Status = "final",
        Version = "2",
        Type = AdvisoryType.Security,
        Severity = AdvisorySeverity.Important,
        Title = "heron & <gull>",
        Issued = new DateTimeOffset(2031, 2, 3, 1, 0, 0, TimeSpan.FromHours(2)),
        RebootSuggested = true,
        References = [new AdvisoryReference("cve", "CVE-2031-1001", "https://example.org/?a=1&b=2")],
        Packages =
        [
            new AdvisoryPackage(new Nevra("heron", new Evr(1, "4.2", "7"), "x86_64"), [new ModuleStream("heron", "4", "81", "c", "x86_64")], RestartSuggested: true),
            new AdvisoryPackage(new Nevra("gull", new Evr(null, "1.1", "1"), "noarch")),
        ],
        Origin = new SourceLocation("osv/ADV-1.json", 1, 1),
    };

    [Test]
    public void The_document_is_as_expected()
    {
        (string written, DiagnosticBag diagnostics) = Write([Heron, new Advisory { Id = "ADV-2" }]);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(written, Is.EqualTo("""
            <?xml version="1.0" encoding="utf-8"?>
            <updates>
              <update from="p@example.org" status="final" type="security" version="2">
                <id>ADV-1</id>
                <title>heron &amp; &lt;gull&gt;</title>
                <issued date="2031-02-02 23:00:00" />
                <severity>Important</severity>
                <reboot_suggested>True</reboot_suggested>
                <references>
                  <reference href="https://example.org/?a=1&amp;b=2" id="CVE-2031-1001" type="cve" />
                </references>
                <pkglist>
                  <collection>
                    <module name="heron" stream="4" version="81" context="c" arch="x86_64" />
                    <package name="heron" version="4.2" release="7" epoch="1" arch="x86_64">
                      <restart_suggested>True</restart_suggested>
                    </package>
                  </collection>
                  <collection>
                    <package name="gull" version="1.1" release="1" arch="noarch" />
                  </collection>
                </pkglist>
              </update>
              <update>
                <id>ADV-2</id>
              </update>
            </updates>
            """));
    }

    [Test]
    public void What_is_written_is_read_back_as_it_was() => AdvisoryGenerators.Advisory.Array[0, 4].Sample(
        advisories =>
        {
            (string written, DiagnosticBag diagnostics) = Write(advisories);
            using MemoryStream stream = new(Encoding.UTF8.GetBytes(written));
            IReadOnlyList<Advisory> read = new UpdateInfoReader().Read(stream, "u.xml", diagnostics, CancellationToken.None);
            Assert.That(diagnostics, Is.Empty);
            Assert.That(ModelText.Of(read), Is.EqualTo(ModelText.Of(advisories)));
            Assert.That(Write([.. read]).Written, Is.EqualTo(written));
        },
        iter: 2_000);

    [Test]
    public void Each_dialect_is_read_back_as_it_was([Values("almalinux", "amazon", "cefs", "fedora", "oracle", "pulp", "redhat", "rocky", "suse")] string dialect)
    {
        DiagnosticBag diagnostics = [];
        using FileStream file = File.OpenRead(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "UpdateInfo", "Dialects", $"{dialect}.xml"));
        IReadOnlyList<Advisory> advisories = new UpdateInfoReader().Read(file, "u.xml", diagnostics, CancellationToken.None);
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Write([.. advisories]).Written));
        Assert.That(ModelText.Of(new UpdateInfoReader().Read(stream, "u.xml", diagnostics, CancellationToken.None)), Is.EqualTo(ModelText.Of(advisories)));
        Assert.That(diagnostics, Is.Empty);
    }

    [Test]
    public void Characters_that_no_XML_can_hold_become_the_replacement_character() =>
        Assert.That(Write([new Advisory { Id = "A", Title = "a\u001Bb\uD800c\uFFFFd\U0001F426" }]).Written, Does.Contain("<title>a\uFFFDb\uFFFDc\uFFFDd\U0001F426</title>"));

    [Test]
    public void A_package_without_architecture_is_an_error_and_left_out()
    {
        (string written, DiagnosticBag diagnostics) = Write([Heron with { Packages = [new AdvisoryPackage(new Nevra("wren", new Evr(0, "1", "2"), "")), Heron.Packages[1]] }]);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1325", new SourceLocation("osv/ADV-1.json", 1, 1))));
        Assert.That(diagnostics.Single().Message, Does.StartWith("Advisory ADV-1 names no architecture of wren-1-2"));
        Assert.That(written, Does.Contain("gull").And.Not.Contain("wren"));
    }

    [Test]
    public void One_package_at_another_version_for_each_product_is_an_error()
    {
        AdvisoryPackage sudo = new(new Nevra("sudo", new Evr(0, "1.9", "7.el9_0.4"), "x86_64")) { Products = ["cpe:/o:a:eus:9.0"] };
        AdvisoryPackage other = sudo with { Nevra = sudo.Nevra with { Evr = new Evr(0, "1.9", "10.el9_3") }, Products = ["cpe:/o:a:9"] };
        Assert.That(Write([Heron with { Packages = [sudo, other] }]).Diagnostics.Single().ToString(),
            Does.StartWith("osv/ADV-1.json(1,1): error GE1325: Advisory ADV-1 fixes sudo at another version for each product"));
        Assert.That(Write([Heron with { Packages = [sudo] }]).Diagnostics, Is.Empty);
    }

    [Test]
    public void Advisories_are_read_one_at_a_time_and_the_stream_stays_open()
    {
        int taken = 0;
        using MemoryStream output = new();
        UpdateInfoWriter.Write(Endless().Take(20_000), output, []);
        Assert.That(taken, Is.EqualTo(20_000));
        Assert.That(output.CanWrite, Is.True);
        IEnumerable<Advisory> Endless()
        {
            while (true)
            {
                // XmlWriter's own buffer is all that may be kept back.
                if (taken is > 1_000) Assert.That(output.Length, Is.GreaterThan((taken * 200L) - 100_000));
                taken++;
                yield return Heron;
            }
        }
    }

    private static (string Written, DiagnosticBag Diagnostics) Write(Advisory[] advisories)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream output = new();
        UpdateInfoWriter.Write(advisories, output, diagnostics);
        return (Encoding.UTF8.GetString(output.ToArray()), diagnostics);
    }
}
