using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace GrifErrata.Feeds.Signatures;

/// <summary>The OpenPGP public keys of one file, which its owner trusts.</summary>
internal sealed class PublicKeys
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const string Armor = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    private readonly ImmutableArray<(PgpPublicKey Key, PgpPublicKey Primary)> _keys;

    private PublicKeys(ImmutableArray<(PgpPublicKey, PgpPublicKey)> keys) => _keys = keys;

    /// <summary>The key of an id with the primary key to which it belongs.</summary>
    public (PgpPublicKey Key, PgpPublicKey Primary)? Find(long keyId) =>
        _keys.Where(k => k.Key.KeyId == keyId).Select(k => ((PgpPublicKey, PgpPublicKey)?)k).FirstOrDefault();

    /// <summary>The ids of the primary keys, for messages.</summary>
    public string Names => string.Join(", ", _keys.Where(k => k.Key.IsMasterKey).Select(k => Name(k.Key.KeyId)));

    /// <summary>A key's id as gpg writes it.</summary>
    public static string Name(long keyId) => keyId.ToString("X16", CultureInfo.InvariantCulture);

    /// <summary>Reads a file of keys, armored (several blocks too) or binary; null after an error.</summary>
    public static PublicKeys? Read(string path, SourceLocation usedAt, DiagnosticBag diagnostics)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaxBytes) return Fail($"has more than {MaxBytes} bytes");
            PublicKeys keys = new([.. Blocks(file).SelectMany(ring => ring.GetPublicKeys().Select(k => (k, ring.GetPublicKey())))]);
            return keys._keys.IsEmpty ? Fail("holds no public key") : keys;
        }
#pragma warning disable CA1031 // For spoilt packets the library throws exceptions of a dozen kinds that have nothing else in common; each means: no keys.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail($"cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }

        PublicKeys? Fail(string why)
        {
            diagnostics.Add(FeedDiagnostics.Key, usedAt, $"The key file {path} {why}. Export the publisher's key into it: gpg --armor --export.");
            return null;
        }
    }

    private static IEnumerable<PgpPublicKeyRing> Blocks(FileStream file)
    {
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        string text = Encoding.Latin1.GetString(content);
        if (!text.Contains(Armor, StringComparison.Ordinal)) return Rings(content);

        // Files of distributions have several armored blocks, one after the other.
        return text.Split(Armor).Skip(1).SelectMany(block => Rings(Encoding.Latin1.GetBytes(Armor + block)));
    }

    private static IEnumerable<PgpPublicKeyRing> Rings(byte[] block)
    {
        using MemoryStream stream = new(block);
        return new PgpPublicKeyRingBundle(PgpUtilities.GetDecoderStream(stream)).GetKeyRings();
    }
}
