using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories;

/// <summary>Own samples of OVAL and CEFS that were spoilt.</summary>
internal sealed class SpoiltSamples
{
    [TestCase("Oval/redhat-v1.xml")]
    [TestCase("Oval/redhat-v2.xml")]
    [TestCase("Oval/oracle.xml")]
    [TestCase("Oval/suse.xml")]
    [TestCase("Cefs/centos.xml")]
    public void A_spoilt_file_never_throws_and_never_brings_a_name_that_rpm_does_not_allow(string sample)
    {
        byte[] feed = File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", sample));
        IAdvisoryReader reader = sample.StartsWith("Oval", StringComparison.Ordinal)
            ? new GrifErrata.Advisories.Oval.OvalReader() : new GrifErrata.Advisories.Cefs.CefsReader();
        Gen.Select(Gen.Int[0, feed.Length - 1], Gen.Int[0, 4], Gen.Byte, Gen.Int[0, feed.Length - 1], Gen.Int[1, 60]).Sample(
            (at, kind, value, other, length) =>
            {
                int end = Math.Min(feed.Length, at + length), otherEnd = Math.Min(feed.Length, other + length);
                byte[] spoilt = kind switch
                {
                    0 => [.. feed.AsSpan(0, at), value, .. feed.AsSpan(at + 1)],
                    1 => feed[..at],
                    2 => [.. feed.AsSpan(0, at), .. feed.AsSpan(other)],

                    // Digits for digits: ids that dangle, are used twice, refer to each other.
                    3 => [.. feed.AsSpan(0, at), char.IsAsciiDigit((char)feed[at]) ? (byte)('0' + (value % 10)) : feed[at], .. feed.AsSpan(at + 1)],
                    _ => [.. feed.AsSpan(0, at), .. feed.AsSpan(other..otherEnd), .. feed.AsSpan(end)],
                };
                DiagnosticBag diagnostics = [];
                using MemoryStream stream = new(spoilt);
                foreach (Advisory advisory in reader.Read(stream, "x.xml", diagnostics, CancellationToken.None))
                {
                    Assert.That(advisory.Id, Is.Not.Empty);
                    foreach (Nevra nevra in advisory.Packages.Select(p => p.Nevra))
                    {
                        Assert.That(RpmAlphabet.IsName(nevra.Name) && RpmAlphabet.IsVersion(nevra.Evr.Version)
                            && RpmAlphabet.IsVersion(nevra.Evr.Release) && (nevra.Arch.Length == 0 || RpmAlphabet.IsArch(nevra.Arch)));
                    }
                }
            },
            iter: 5_000);
    }
}
