using System.Globalization;
using System.Net;
using System.Text;

namespace GrifErrata.Pan;

/// <summary>Puts values from feeds into HTML so that none becomes markup, in text and in quoted attributes.</summary>
public static class HtmlText
{
    /// <summary>
    /// Escapes <c>&lt; &gt; &amp; " '</c>; line ends and other control characters become a blank. Characters without a shape, which
    /// can reverse the order of what is read, become <c>?</c>.
    /// </summary>
    public static string Escape(string value)
    {
        StringBuilder text = new(value.Length);
        foreach (char c in value)
            text.Append(PanText.EndsLine(c) ? ' ' : char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c);
        return WebUtility.HtmlEncode(text.ToString());
    }
}
