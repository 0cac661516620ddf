using GrifErrata.Diagnostics;
using GrifErrata.Time;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace GrifErrata.Feeds.Signatures;

/// <summary>Checks detached OpenPGP signatures (RFC 4880, 5.2), such as <c>repomd.xml.asc</c>.</summary>
/// <param name="keys">The trusted keys.</param>
/// <param name="now">The time for which expiry is judged, UTC.</param>
internal sealed class DetachedSignature(PublicKeys keys, DateTimeOffset now)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Checks the signatures of a file. One that is right is enough; of wrong ones the first that was made by a trusted key is reported.</summary>
    /// <param name="signatures">The content of the signature file, armored or binary.</param>
    /// <param name="file">The signed file.</param>
    /// <param name="name">What the signature file is called in messages.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <returns>The fingerprint of the primary key, or null.</returns>
    public string? Check(byte[] signatures, string file, string name, out Diagnostic? problem)
    {
        SourceLocation location = new(name);
        try
        {
            problem = null;
            foreach (PgpSignature candidate in Read(signatures))
            {
                Diagnostic? own = Judge(candidate, file, location, out string fingerprint);
                if (own is null)
                {
                    problem = null;
                    return fingerprint;
                }

                if (problem is null || problem.Descriptor == FeedDiagnostics.UnknownKey) problem = own;
            }

            problem ??= FeedDiagnostics.NoSignature.At(location, "The file holds no signature. Fetch again later; if it stays, ask the publisher.");
        }
#pragma warning disable CA1031 // For spoilt packets the library throws exceptions of a dozen kinds that have nothing else in common; each means: no right signature.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problem = FeedDiagnostics.NoSignature.At(location, $"The signature cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Fetch again later; if it stays, ask the publisher.");
        }

        return null;
    }

    private static List<PgpSignature> Read(byte[] content)
    {
        if (content.Length > MaxBytes) throw new IOException($"more than {MaxBytes} bytes");
        using MemoryStream stream = new(content);
        PgpObjectFactory factory = new(PgpUtilities.GetDecoderStream(stream));
        List<PgpSignature> signatures = [];
        while (factory.NextPgpObject() is { } found)
        {
            if (found is PgpSignatureList list)
            {
                for (int i = 0; i < list.Count; i++) signatures.Add(list[i]);
            }
        }

        return signatures;
    }

    private Diagnostic? Judge(PgpSignature signature, string file, SourceLocation location, out string fingerprint)
    {
        fingerprint = string.Empty;
        if (keys.Find(signature.KeyId) is not var (key, primary))
        {
            return FeedDiagnostics.UnknownKey.At(location,
                $"The signature is by key {PublicKeys.Name(signature.KeyId)}, but the key file has {keys.Names}. If the publisher has a new key, check its fingerprint with them and add it to the file.");
        }

        if (signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument) || !IsStrong(signature.HashAlgorithm) || !IsKnown(key.Algorithm))
        {
            return FeedDiagnostics.WeakSignature.At(location,
                $"The signature is of kind {signature.SignatureType:X2} by {key.Algorithm} with {signature.HashAlgorithm}; accepted are signatures of documents by RSA, DSA or EdDSA with SHA-256, SHA-384 or SHA-512. Ask the publisher for a better one.");
        }

        if (!Verify(signature, key, file))
        {
            return FeedDiagnostics.WrongSignature.At(location,
                $"The signature by key {PublicKeys.Name(key.KeyId)} is not one of the file that came with it: the file was changed, or the two were published at different moments. Nothing of it is used; fetch again later.");
        }

        DateTimeOffset made = Utc(signature.CreationTime);
        long signatureSeconds = signature.GetHashedSubPackets()?.GetSignatureExpirationTime() ?? 0;
        if (signatureSeconds > 0 && made.AddSeconds(signatureSeconds) <= now)
        {
            return FeedDiagnostics.ExpiredSignature.At(location,
                $"The signature by key {PublicKeys.Name(key.KeyId)} was valid until {UtcText.Second(made.AddSeconds(signatureSeconds))}. The feed is an old copy, or the publisher no longer signs it; try another mirror.");
        }

        if ((Ended(key) ?? Ended(primary)) is { } end)
        {
            return FeedDiagnostics.ExpiredKey.At(location,
                $"The key {PublicKeys.Name(key.KeyId)} {end}. Get the publisher's present key and put it into the key file.");
        }

        if (made < Utc(key.CreationTime) || made > now.AddDays(1))
        {
            return FeedDiagnostics.WrongSignature.At(location,
                $"The signature says it was made on {UtcText.Second(made)}, which is before its key or after today. Check this machine's clock; if it is right, ask the publisher.");
        }

        fingerprint = Convert.ToHexString(primary.GetFingerprint());
        return null;
    }

    private static bool Verify(PgpSignature signature, PgpPublicKey key, string file)
    {
        try
        {
            signature.InitVerify(key);
            byte[] buffer = new byte[64 * 1024];
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) signature.Update(buffer, 0, read);
            return signature.Verify();
        }
        catch (Exception e) when (e is PgpException or ArgumentException or ArithmeticException or InvalidOperationException or Org.BouncyCastle.Crypto.CryptoException)
        {
            // Numbers that no signature of this key can have.
            return false;
        }
    }

    private string? Ended(PgpPublicKey key)
    {
        if (key.HasRevocation()) return "was revoked";
        long seconds = key.GetValidSeconds();
        DateTimeOffset end = Utc(key.CreationTime).AddSeconds(seconds);
        return seconds > 0 && end <= now ? $"was valid until {UtcText.Second(end)}" : null;
    }

    private static bool IsStrong(HashAlgorithmTag hash) => hash is HashAlgorithmTag.Sha256 or HashAlgorithmTag.Sha384 or HashAlgorithmTag.Sha512;

    private static bool IsKnown(PublicKeyAlgorithmTag algorithm) => algorithm is PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaSign
        or PublicKeyAlgorithmTag.Dsa or PublicKeyAlgorithmTag.EdDsa_Legacy or PublicKeyAlgorithmTag.Ed25519;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
