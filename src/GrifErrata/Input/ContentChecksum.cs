namespace GrifErrata.Input;

/// <summary>A checksum as metadata states it.</summary>
/// <param name="Algorithm">How it is computed.</param>
/// <param name="Hex">Its value in lower-case hexadecimal digits.</param>
public sealed record ContentChecksum(ChecksumAlgorithm Algorithm, string Hex)
{
    /// <summary>Whether others can make a file of the same checksum: true for MD5 and SHA-1, which old repositories have.</summary>
    public bool IsWeak => Algorithm is ChecksumAlgorithm.Md5 or ChecksumAlgorithm.Sha1;

    /// <summary>
    /// Reads a checksum in createrepo's words: <c>md5</c>, <c>sha</c> (which is SHA-1), <c>sha1</c>, <c>sha224</c> to <c>sha512</c>,
    /// in any case of letters.
    /// </summary>
    /// <returns>False for a kind that is not known or a value that is not of its length.</returns>
    public static bool TryParse(string type, string value, out ContentChecksum? checksum)
    {
        checksum = null;
        (ChecksumAlgorithm algorithm, int bytes) = type.ToUpperInvariant() switch
        {
            "MD5" => (ChecksumAlgorithm.Md5, 16),
            "SHA" or "SHA1" => (ChecksumAlgorithm.Sha1, 20),
            "SHA224" => (ChecksumAlgorithm.Sha224, 28),
            "SHA256" => (ChecksumAlgorithm.Sha256, 32),
            "SHA384" => (ChecksumAlgorithm.Sha384, 48),
            "SHA512" => (ChecksumAlgorithm.Sha512, 64),
            _ => (default, 0),
        };
        if (bytes == 0 || value.Length != bytes * 2 || !value.All(char.IsAsciiHexDigit)) return false;
        checksum = new ContentChecksum(algorithm, Convert.ToHexStringLower(Convert.FromHexString(value)));
        return true;
    }
}
