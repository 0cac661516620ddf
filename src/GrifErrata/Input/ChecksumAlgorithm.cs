namespace GrifErrata.Input;

/// <summary>The checksums that repository metadata uses.</summary>
public enum ChecksumAlgorithm
{
    /// <summary><c>md5</c>.</summary>
    Md5,

    /// <summary><c>sha1</c>, of old repositories also <c>sha</c>.</summary>
    Sha1,

    /// <summary><c>sha224</c>.</summary>
    Sha224,

    /// <summary><c>sha256</c>.</summary>
    Sha256,

    /// <summary><c>sha384</c>.</summary>
    Sha384,

    /// <summary><c>sha512</c>.</summary>
    Sha512,
}
