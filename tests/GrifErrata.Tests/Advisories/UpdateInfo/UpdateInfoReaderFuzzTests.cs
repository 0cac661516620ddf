using System.Text;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>updateinfo.xml that was spoilt.</summary>
internal sealed class UpdateInfoReaderFuzzTests
{
    private static readonly byte[] Feed = Encoding.UTF8.GetBytes("""
        <?xml version="1.0" encoding="UTF-8"?>
        <updates><update type="security" status="final" version="1"><id>ADV-1</id><title>caf&#233; &amp; more</title>
        <issued date="2010-10-27 20:00:00"/><severity>Low</severity><references><reference id="CVE-1" type="cve"/></references>
        <pkglist><collection><module name="m" stream="1" version="2" context="c" arch="x"/>
        <package name="wren" version="1" release="2" epoch="0" arch="x86_64"><reboot_suggested/></package></collection></pkglist></update>
        <update><id>ADV-2</id></update></updates>
        """);

    [Test]
    public void A_spoilt_feed_never_throws_and_never_brings_a_name_that_rpm_does_not_allow() => Gen.Select(
        Gen.Int[0, Feed.Length - 1], Gen.Int[0, 2], Gen.Byte, Gen.Int[0, Feed.Length - 1]).Sample(
        (at, kind, value, other) =>
        {
            byte[] spoilt = kind switch
            {
                0 => [.. Feed.AsSpan(0, at), value, .. Feed.AsSpan(at + 1)],
                1 => Feed[..at],
                _ => [.. Feed.AsSpan(0, at), .. Feed.AsSpan(other)],
            };
            DiagnosticBag diagnostics = [];
            using MemoryStream stream = new(spoilt);
            foreach (Advisory advisory in new UpdateInfoReader().Read(stream, "u.xml", diagnostics, CancellationToken.None))
            {
                Assert.That(advisory.Id, Is.Not.Empty);
                foreach (Nevra nevra in advisory.Packages.Select(p => p.Nevra))
                {
                    Assert.That(RpmAlphabet.IsName(nevra.Name) && RpmAlphabet.IsVersion(nevra.Evr.Version)
                        && RpmAlphabet.IsVersion(nevra.Evr.Release) && RpmAlphabet.IsArch(nevra.Arch));
                }
            }
        },
        iter: 20_000);
}
