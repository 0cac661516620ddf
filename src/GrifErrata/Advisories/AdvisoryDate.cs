using System.Globalization;

namespace GrifErrata.Advisories;

/// <summary>Reads the dates of feeds.</summary>
internal static class AdvisoryDate
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd HH:mm",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>
    /// Reads <c>2021-07-22 18:25:24</c>, <c>2023-02-17 20:41</c>, <c>2025-06-11T19:52:52Z</c>, <c>2010-05-05</c>, each also with a
    /// trailing <c> UTC</c> or an offset, and seconds since 1970 (which libsolv reads too). Without a zone it is UTC.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        text = text.Trim();
        if (text.EndsWith(" UTC", StringComparison.Ordinal) || text.EndsWith(" GMT", StringComparison.Ordinal)) text = text[..^4].TrimEnd();
        if (text.Length is 9 or 10 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            date = DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
    }
}
