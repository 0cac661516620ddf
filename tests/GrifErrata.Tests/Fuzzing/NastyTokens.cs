using System.Text;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>What has hurt readers before, whatever their format.</summary>
internal static class NastyTokens
{
    /// <summary>Texts.</summary>
    public static IReadOnlyList<byte[]> Texts { get; } =
    [
        .. ((string[])
        [
            "", "0", "-1", "-0", "00", "1e999", "1E-999", "0x7fffffff", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
            "18446744073709551616", "99999999999999999999999999999999999999", "NaN", "Infinity", "null", "true", "(none)", "0001-01-01", "9999-12-31T23:59:59.9999999-14:00",
            "2010-02-30", "0000-00-00 00:00:00", "\0", "\r\n", "\r", "\n\n", "\t", "\u0085", "\u2028", "\uFEFF", "\u202E", "\u001B[2J", "\u0130\u0131", "\u00DF", "\uFF11\uFF12", "\u0661",
            "\U0001F600", "\uFFFD", "..", "../../../etc/passwd", "/etc/passwd", "C:\\x", "a/b", "%2e%2e%2f", "file:///etc/passwd", "http://[", "http://a:99999/", "CVE-", "CVE-9999-99999999999999999999",
            "~", "^", "-", "--", "-1-1", "a-1-1.noarch", "a-99999999999:1-1.x86_64", "+", "_", ".", ":", ",", ";", "=", "*", "?", "[", "]", "{", "}", "(", ")", "<", ">", "&", "\"", "'", "\\", "`", "$", "#", "!", "|", "%s%n", "{{7*7}}",
        ]).Select(Encoding.UTF8.GetBytes),
        Run('a', 256), Run('9', 400), Run(' ', 5_000), Run('(', 3_000), Run('\n', 3_000), Run('-', 2_000), Run('A', 70_000),
    ];

    /// <summary>Bytes that are no text.</summary>
    public static IReadOnlyList<byte[]> Bytes { get; } =
    [
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0xFF, 0xFF], [0, 1, 0, 0], [0x0F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0x1F, 0x8B, 8, 0], [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0],
        [(byte)'B', (byte)'Z', (byte)'h', (byte)'9'], [0x28, 0xB5, 0x2F, 0xFD], [(byte)'P', (byte)'K', 3, 4], [(byte)'P', (byte)'K', 5, 6],
    ];

    private static byte[] Run(char character, int length) => Encoding.ASCII.GetBytes(new string(character, length));
}
