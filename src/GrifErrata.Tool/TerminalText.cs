namespace GrifErrata.Tool;

/// <summary>Text of an input, made fit for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text with every control character as <c>?</c>: a feed can neither break a line nor steer a terminal.</summary>
    public static string OneLine(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.Any(IsUnfit)
        ? string.Create(text.Length, text, static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = IsUnfit(from[i]) ? '?' : from[i];
        })
        : text;

    // U+2028, U+2029 end lines; U+202A to U+202E and U+2066 to U+2069 turn the direction of what follows.
    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
