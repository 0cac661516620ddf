using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Advisories.Csaf;

/// <summary>Samples that were spoilt.</summary>
internal sealed class CsafFuzz
{
    private static readonly byte[] Sample = File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Csaf", "Samples", "modules.json"));

    [Test]
    public void A_spoilt_file_never_throws_and_never_brings_a_name_that_rpm_does_not_allow() => Gen.Select(
        Gen.Int[0, Sample.Length - 1], Gen.Int[0, 3], Gen.Byte, Gen.Int[0, Sample.Length - 1]).Sample(
        (at, kind, value, other) =>
        {
            byte[] spoilt = kind switch
            {
                0 => [.. Sample.AsSpan(0, at), value, .. Sample.AsSpan(at + 1)],
                1 => Sample[..at],
                2 => [.. Sample.AsSpan(0, at), (byte)'"', .. Sample.AsSpan(at + 1)],
                _ => [.. Sample.AsSpan(0, at), .. Sample.AsSpan(other)],
            };
            DiagnosticBag diagnostics = [];
            using MemoryStream stream = new(spoilt);
            CsafReader reader = new();
            reader.Recognises(spoilt);
            foreach (Advisory advisory in reader.Read(stream, "c.json", diagnostics, CancellationToken.None))
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
