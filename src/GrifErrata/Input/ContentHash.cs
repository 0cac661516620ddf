using System.Security.Cryptography;

namespace GrifErrata.Input;

/// <summary>Computes a checksum piece by piece.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash? _hash;
    private readonly Sha224? _sha224;

    public ContentHash(ChecksumAlgorithm algorithm)
    {
        // .NET has no SHA-224.
        if (algorithm == ChecksumAlgorithm.Sha224) _sha224 = new Sha224();
        else _hash = IncrementalHash.CreateHash(Name(algorithm));
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        _hash?.AppendData(data);
        _sha224?.Append(data);
    }

    public string Finish() => Convert.ToHexStringLower(_hash?.GetHashAndReset() ?? _sha224!.Finish());

    public void Dispose() => _hash?.Dispose();

    private static HashAlgorithmName Name(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Md5 => HashAlgorithmName.MD5,
        ChecksumAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        ChecksumAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        ChecksumAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
