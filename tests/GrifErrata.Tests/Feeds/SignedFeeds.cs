using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Fetching;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Tests.Input;
using Org.BouncyCastle.Bcpg;

namespace GrifErrata.Tests.Feeds;

/// <summary>Signatures of repomd.xml. The keys are made here.</summary>
internal sealed class SignedFeeds
{
    private static readonly PgpKeys Publisher = PgpKeys.Rsa();
    private static readonly PgpKeys Stranger = PgpKeys.Ed25519();

    private FetchFolder _site = null!;

    [SetUp]
    public void MakeFolder()
    {
        _site = new FetchFolder();
        _site.Feed("key: keys/publisher.asc");
        _site.Write("keys/publisher.asc", Publisher.Public);
    }

    [TearDown]
    public void RemoveFolder() => _site.Dispose();

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return new TestCaseData(Publisher, HashAlgorithmTag.Sha256).SetArgDisplayNames("RSA SHA-256");
        yield return new TestCaseData(Publisher, HashAlgorithmTag.Sha512).SetArgDisplayNames("RSA SHA-512");
        yield return new TestCaseData(PgpKeys.Dsa(), HashAlgorithmTag.Sha256).SetArgDisplayNames("DSA SHA-256");
        yield return new TestCaseData(Stranger, HashAlgorithmTag.Sha384).SetArgDisplayNames("Ed25519 SHA-384");
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_feed_that_a_trusted_key_signed_is_brought_with_its_signature_and_the_lock_names_the_key(PgpKeys keys, HashAlgorithmTag hash)
    {
        _site.Write("keys/publisher.asc", [.. PgpKeys.Ed25519().Public, .. keys.Public]);
        _site.Publish(new PublishedRepository { Sign = content => keys.Sign(content, hash) });
        Assert.That(_site.Fetched().Pinned!.SignedBy, Is.EqualTo(keys.Fingerprint));
        Assert.That(File.Exists(Path.Combine(_site.OsFolder, "sources/main/repodata/repomd.xml.asc")));
        Assert.That(_site.Check(), Is.Empty);
        Assert.That(_site.Fetched().Outcome, Is.EqualTo(FetchOutcome.Unchanged));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("of another file", "GE1832", _ => Publisher.Sign("other"u8.ToArray()), "is not one of the file that came with it");
        yield return Case("by another key", "GE1833", c => Stranger.Sign(c), "but the key file has ");
        yield return Case("expired", "GE1834", c => Publisher.Sign(c, valid: TimeSpan.FromDays(2)), "was valid until 2010-11-22T00:00:00Z");
        yield return Case("with SHA-1", "GE1836", c => Publisher.Sign(c, HashAlgorithmTag.Sha1), "with Sha1");
        yield return Case("from before its key", "GE1832", c => Publisher.Sign(c, made: new DateTime(2009, 1, 1, 0, 0, 0, DateTimeKind.Utc)), "before its key or after today");
        yield return Case("from tomorrow", "GE1832", c => Publisher.Sign(c, made: new DateTime(2010, 12, 24, 0, 0, 0, DateTimeKind.Utc)), "before its key or after today");
        yield return Case("no signature at all", "GE1831", _ => "<html/>"u8.ToArray(), string.Empty);
        yield return Case("empty", "GE1831", _ => [], string.Empty);
        yield return Case("cut short", "GE1831", c => Publisher.Sign(c)[..200], string.Empty);

        static TestCaseData Case(string name, string code, Func<byte[], byte[]> sign, string message) => new TestCaseData(code, sign, message).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_signature_is_refused_before_anything_else_is_fetched(string code, Func<byte[], byte[]> sign, string message)
    {
        _site.Publish(new PublishedRepository { Sign = sign });
        Diagnostic error = _site.Refused(code);
        Assert.That(error.Location, Is.EqualTo(new SourceLocation($"{_site.Server.Root}el6/repodata/repomd.xml.asc")));
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(_site.Server.Paths, Has.None.Contains("updateinfo"));
    }

    [Test]
    public void A_missing_signature_is_refused()
    {
        Diagnostic error = _site.Refused("GE1831");
        Assert.That(error.Location, Is.EqualTo(_site.At(9, 5)));
        Assert.That(error.Message, Does.Contain("repomd.xml.asc does not exist"));
    }

    [Test]
    public void A_key_that_has_expired_or_was_revoked_signs_nothing()
    {
        PgpKeys old = PgpKeys.Rsa(TimeSpan.FromDays(30));
        _site.Write("keys/publisher.asc", old.Public);
        _site.Publish(new PublishedRepository { Sign = c => old.Sign(c, made: new DateTime(2010, 1, 10, 0, 0, 0, DateTimeKind.Utc)) });
        Assert.That(_site.Refused("GE1835").Message, Does.Contain("was valid until 2010-01-31T00:00:00Z"));
        _site.Write("keys/publisher.asc", Publisher.Revoked());
        _site.Publish(new PublishedRepository { Sign = c => Publisher.Sign(c) });
        Assert.That(_site.Refused("GE1835").Message, Does.Contain("was revoked"));
    }

    [TestCase("")]
    [TestCase("no key")]
    [TestCase("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n")]
    public void A_file_without_keys_is_an_error(string text)
    {
        _site.Write("keys/publisher.asc", text);
        Diagnostic error = _site.Refused("GE1830");
        Assert.That(error.Location, Is.EqualTo(_site.At(9, 5)));
    }

    [Test]
    public void A_signature_that_comes_late_is_waited_for_once()
    {
        int asked = 0;
        _site.Publish(new PublishedRepository { Sign = c => Publisher.Sign(c) });
        _site.Server.Answer = r => r.Path.EndsWith(".asc", StringComparison.Ordinal) && asked++ == 0 ? new ServerAnswer(200, Publisher.Sign("of yesterday"u8.ToArray())) : null;
        _site.Fetched();
    }

    [Test]
    public void A_feed_that_was_fetched_before_it_had_a_key_must_be_fetched_again()
    {
        _site.Feed();
        _site.Publish(new PublishedRepository { Sign = c => Publisher.Sign(c) });
        _site.Fetched();
        _site.Feed("key: keys/publisher.asc");
        Assert.That(_site.Check().Single().Code, Is.EqualTo("GE1802"));
        Assert.That(_site.Fetched().Pinned!.SignedBy, Is.EqualTo(Publisher.Fingerprint));
        Assert.That(_site.Check(), Is.Empty);
    }

    [Test]
    public void One_right_signature_of_several_is_enough()
    {
        _site.Write("keys/publisher.asc", [.. Publisher.Public, .. Stranger.Public]);
        using TemporaryFolder folder = new();
        string file = folder.Write("f", "content"u8.ToArray());
        DiagnosticBag diagnostics = [];
        PublicKeys keys = PublicKeys.Read(Path.Combine(_site.OsFolder, "keys/publisher.asc"), default, diagnostics)!;
        byte[] both = [.. Binary(Stranger.Sign("other"u8.ToArray())), .. Binary(Publisher.Sign("content"u8.ToArray()))];
        Assert.That(new DetachedSignature(keys, _site.Time.Now).Check(both, file, "f.asc", out Diagnostic? problem), Is.EqualTo(Publisher.Fingerprint));
        Assert.That(problem, Is.Null);
    }

    internal static byte[] Binary(byte[] armored)
    {
        using MemoryStream stream = new(armored), result = new();
        using ArmoredInputStream armor = new(stream);
        armor.CopyTo(result);
        return result.ToArray();
    }
}
