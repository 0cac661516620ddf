using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace GrifErrata.Tests.Feeds;

/// <summary>An OpenPGP key made for a test.</summary>
internal sealed class PgpKeys
{
    private static readonly SecureRandom Random = new();

    private readonly PgpSecretKey _secret;
    private readonly PgpPrivateKey _private;

    private PgpKeys(PublicKeyAlgorithmTag algorithm, AsymmetricCipherKeyPair pair, DateTime created, TimeSpan? valid)
    {
        PgpKeyPair keys = new(algorithm, pair, created);
        PgpSignatureSubpacketGenerator hashed = new();
        if (valid is { } time) hashed.SetKeyExpirationTime(isCritical: true, (long)time.TotalSeconds);
        PgpKeyRingGenerator ring = new(PgpSignature.PositiveCertification, keys, "Publisher <publisher@example.org>", SymmetricKeyAlgorithmTag.Null, HashAlgorithmTag.Sha256,
            (char[]?)null, useSha1: false, hashed.Generate(), null, Random);
        PgpSecretKeyRing secret = ring.GenerateSecretKeyRing();
        _secret = secret.GetSecretKey();
        _private = _secret.ExtractPrivateKey(null);
        Public = Armored(ring.GeneratePublicKeyRing().Encode);
        Fingerprint = Convert.ToHexString(_secret.PublicKey.GetFingerprint());
    }

    public static DateTime Created { get; } = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public byte[] Public { get; }

    public string Fingerprint { get; }

    public static PgpKeys Rsa(TimeSpan? valid = null)
    {
        RsaKeyPairGenerator generator = new();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), Random, 2048, 25));
        return new(PublicKeyAlgorithmTag.RsaGeneral, generator.GenerateKeyPair(), Created, valid);
    }

    public static PgpKeys Dsa()
    {
        DsaParametersGenerator parameters = new();
        parameters.Init(512, 20, Random);
        DsaKeyPairGenerator generator = new();
        generator.Init(new DsaKeyGenerationParameters(Random, parameters.GenerateParameters()));
        return new(PublicKeyAlgorithmTag.Dsa, generator.GenerateKeyPair(), Created, null);
    }

    public static PgpKeys Ed25519()
    {
        Ed25519KeyPairGenerator generator = new();
        generator.Init(new Ed25519KeyGenerationParameters(Random));
        return new(PublicKeyAlgorithmTag.EdDsa_Legacy, generator.GenerateKeyPair(), Created, null);
    }

    /// <summary>A detached, armored signature.</summary>
    public byte[] Sign(byte[] content, HashAlgorithmTag hash = HashAlgorithmTag.Sha256, TimeSpan? valid = null, DateTime? made = null)
    {
        PgpSignatureGenerator generator = new(_secret.PublicKey.Algorithm, hash);
        generator.InitSign(PgpSignature.BinaryDocument, _private);
        PgpSignatureSubpacketGenerator hashed = new();
        hashed.SetSignatureCreationTime(isCritical: false, made ?? new DateTime(2010, 11, 20, 0, 0, 0, DateTimeKind.Utc));
        if (valid is { } time) hashed.SetSignatureExpirationTime(isCritical: true, (long)time.TotalSeconds);
        generator.SetHashedSubpackets(hashed.Generate());
        generator.Update(content);
        return Armored(generator.Generate().Encode);
    }

    /// <summary>The public key with a revocation.</summary>
    public byte[] Revoked()
    {
        PgpSignatureGenerator generator = new(_secret.PublicKey.Algorithm, HashAlgorithmTag.Sha256);
        generator.InitSign(PgpSignature.KeyRevocation, _private);
        PgpPublicKey revoked = PgpPublicKey.AddCertification(_secret.PublicKey, generator.GenerateCertification(_secret.PublicKey));
        return Armored(revoked.Encode);
    }

    private static byte[] Armored(Action<Stream> encode)
    {
        using MemoryStream stream = new();
        using (ArmoredOutputStream armor = new(stream)) encode(armor);
        return stream.ToArray();
    }
}
