using System.Globalization;
using System.Text;
using YamlDotNet.Core;

namespace GrifErrata.Yaml;

/// <summary>Writes texts so that they are read back as they are, inside brackets and outside.</summary>
internal static class YamlEditScalar
{
    /// <summary>Writes a text plainly where that is safe, else in quotes; null becomes <c>null</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="style">The style that is kept where it can hold the text.</param>
    public static string Write(string? text, ScalarStyle style = ScalarStyle.Plain)
    {
        if (text is null) return "null";
        bool oneLine = !text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF');
        if (oneLine && style == ScalarStyle.Plain && IsPlain(text)) return text;
        return oneLine && style != ScalarStyle.DoubleQuoted ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : DoubleQuoted(text);
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && text != "null" && (char.IsLetterOrDigit(text[0]) || text[0] == '/') && text[^1] != ' '
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '.' or '/' or '+' or '@' or '(' or ')' or '-' or ';' or '=');

    private static string DoubleQuoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF') quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
