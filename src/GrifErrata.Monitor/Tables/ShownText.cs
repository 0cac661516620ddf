using System.Buffers;
using System.Globalization;

namespace GrifErrata.Monitor.Tables;

/// <summary>Text of others, made fit to be shown: it neither floods a page nor reorders what stands around it.</summary>
public static class ShownText
{
    /// <summary>Longest text in a cell, in UTF-16 units.</summary>
    public const int MaxLength = 100;

    // Controls, and the characters that change the direction of what follows (Unicode, UAX 9) or show as nothing.
    private static readonly SearchValues<char> Misleading = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)]);

    /// <summary>The text with a replacement character for what is not seen, cut with an ellipsis at <paramref name="length"/>.</summary>
    public static string Of(string text, int length = MaxLength)
    {
        ReadOnlySpan<char> kept = text;
        bool isCut = kept.Length > length;
        if (isCut)
        {
            kept = kept[..length];
            if (char.IsHighSurrogate(kept[^1])) kept = kept[..^1];
        }

        if (!isCut && !kept.ContainsAny(Misleading)) return text;
        char[] shown = kept.ToArray();
        kept.ReplaceAny(shown, Misleading, '\uFFFD');
        return isCut ? string.Concat(shown, "…") : new string(shown);
    }

    /// <summary>A time, UTC, to the minute: <c>2010-11-25 12:00Z</c>.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day: <c>2010-11-25</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
