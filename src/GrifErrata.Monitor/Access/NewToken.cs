using System.Buffers.Text;
using System.Security.Cryptography;

namespace GrifErrata.Monitor.Access;

/// <summary>The verb <c>token</c>: makes a token nobody can guess, and the hash that the settings hold.</summary>
internal static class NewToken
{
    /// <summary>256 random bits as 43 characters that need no escape in an address.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Writes one token with its hash.</summary>
    public static async Task<int> WriteAsync(TextWriter output)
    {
        string token = Create();
        await output.WriteLineAsync($"token:  {token}");
        await output.WriteLineAsync($"sha256: {TokenHash.Of(token).Hex}");
        return 0;
    }
}
