using System.Globalization;

namespace GrifErrata.Updates;

/// <summary>An update version is named by its date, eight digits: <c>20101125</c>.</summary>
public static class UpdateVersionName
{
    private const string Format = "yyyyMMdd";

    /// <summary>Whether the text is a date that exists, in eight digits, from 1990 on.</summary>
    /// <param name="text">The name.</param>
    /// <param name="date">The start of that day, UTC.</param>
    public static bool TryParse(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date) && date.Year >= 1990;

    /// <summary>Which of two names is the later: negative if the first is earlier, 0 if they are the same; no version (null) is earlier than any.</summary>
    public static int Compare(string? left, string? right) => string.CompareOrdinal(left, right);

    /// <summary>The name of a day.</summary>
    public static string Of(DateTimeOffset date) => date.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
