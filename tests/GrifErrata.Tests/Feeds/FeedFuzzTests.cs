using System.Text;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Feeds;

/// <summary>What a server sends, and what lies on disk, spoilt.</summary>
internal sealed class FeedFuzzTests
{
    private static readonly PgpKeys Keys = PgpKeys.Ed25519();

    [Test]
    public void A_spoilt_lock_never_throws_and_what_is_read_is_written_again_alike()
    {
        byte[] text = File.ReadAllBytes(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Feeds/sources.lock.verified.yaml"));
        Spoilt(text).Sample(
            spoilt =>
            {
                DiagnosticBag diagnostics = [];
                if (SourcesLockFile.Read(spoilt, "sources.lock", diagnostics) is not { } sources) Assert.That(diagnostics.HasErrors);
                else Assert.That(SourcesLockFile.Write(SourcesLockFile.Read(Encoding.UTF8.GetBytes(SourcesLockFile.Write(sources)), "l", [])!), Is.EqualTo(SourcesLockFile.Write(sources)));
            },
            iter: 2_000);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_spoilt_signature_never_throws_and_is_right_or_has_a_problem(bool armored)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("f", "content"u8.ToArray());
        PublicKeys keys = PublicKeys.Read(folder.Write("k", Keys.Public), default, [])!;
        DetachedSignature signature = new(keys, new DateTimeOffset(2010, 11, 25, 0, 0, 0, TimeSpan.Zero));
        byte[] right = Keys.Sign("content"u8.ToArray());
        Spoilt(armored ? right : SignedFeeds.Binary(right)).Sample(
            spoilt => Assert.That(signature.Check(spoilt, file, "f.asc", out Diagnostic? problem) is null, Is.EqualTo(problem is not null)),
            iter: 2_000);
    }

    [Test]
    public void A_spoilt_key_file_never_throws()
    {
        using TemporaryFolder folder = new();
        Spoilt(Keys.Public).Sample(
            spoilt =>
            {
                DiagnosticBag diagnostics = [];
                PublicKeys? keys = PublicKeys.Read(folder.Write("k", spoilt), default, diagnostics);
                Assert.That(keys is null, Is.EqualTo(diagnostics.HasErrors));
            },
            iter: 1_000, threads: 1);
    }

    private static Gen<byte[]> Spoilt(byte[] content) => Gen.Select(Gen.Int[0, content.Length - 1], Gen.Int[0, 2], Gen.Byte, Gen.Int[0, content.Length - 1]).Select(
        (at, kind, value, other) => kind switch
        {
            0 => (byte[])[.. content.AsSpan(0, at), value, .. content.AsSpan(at + 1)],
            1 => content[..at],
            _ => [.. content.AsSpan(0, at), .. content.AsSpan(other)],
        });
}
