using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GrifErrata.Monitor.Access;

/// <summary>SHA-256 of a token. Settings hold this instead of the token: who reads them can neither report nor read.</summary>
public sealed record TokenHash
{
    /// <summary>Longest token that is looked at, in characters.</summary>
    public const int LongestToken = 200;

    private TokenHash(string hex) => Hex = hex;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public string Hex { get; }

    /// <summary>The hash of a token that somebody presents.</summary>
    public static TokenHash Of(string token) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    /// <summary>Reads a hash as settings have it; null where it is not 64 hexadecimal digits.</summary>
    public static TokenHash? Parse(string hex) =>
        hex.Length == 64 && hex.All(char.IsAsciiHexDigit) ? new(Convert.ToHexStringLower(Convert.FromHexString(hex))) : null;

    /// <summary>Whether two are the same; takes as long whether they are or not.</summary>
    public bool Matches(TokenHash other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(Hex.AsSpan()), MemoryMarshal.AsBytes(other.Hex.AsSpan()));
}
