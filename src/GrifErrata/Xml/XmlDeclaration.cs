using System.Text;
using System.Text.RegularExpressions;

namespace GrifErrata.Xml;

/// <summary>An XML declaration (XML 1.0, production 23).</summary>
/// <param name="Encoding">The declared encoding, or null.</param>
/// <param name="End">Behind its <c>?&gt;</c>.</param>
internal sealed partial record XmlDeclaration(string? Encoding, int End)
{
    /// <summary>Whether one begins here: <c>&lt;?xml</c> and a blank.</summary>
    public static bool IsAt(ReadOnlySpan<byte> s) =>
        s.StartsWith("<?xml"u8) && s.Length > 5 && (XmlCharacters.Kinds[s[5]] & XmlCharacters.Blank) != 0;

    /// <summary>Reads one; null if it is not of the form that the specification wants, or not of version 1.0.</summary>
    public static XmlDeclaration? Parse(ReadOnlySpan<byte> s, int start)
    {
        int length = s[start..].IndexOf("?>"u8);
        if (length < 0) return null;
        string text = System.Text.Encoding.Latin1.GetString(s.Slice(start, length + 2));
        Match match = Form().Match(text);
        return match.Success
            ? new XmlDeclaration(match.Groups["e"] is { Success: true } e ? e.Value : null, start + length + 2)
            : null;
    }

    [GeneratedRegex(
        """\A<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?<q>["'])(?<e>[A-Za-z][A-Za-z0-9._-]*)\k<q>)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"yes"|"no"|'yes'|'no'))?[ \t\r\n]*\?>\z""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
