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

        return TryUsual(text, out date) || DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
    }

    // 2024-09-03T17:57:24Z or with +00:00, which nearly all feeds of JSON write: it takes long to try nine forms. What is not quite of it is left to them.
    private static bool TryUsual(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (text[19..] is not ("Z" or "+00:00")) return false;
        int year = (Two(text) * 100) + Two(text[2..]), month = Two(text[5..]), day = Two(text[8..]);
        int hour = Two(text[11..]), minute = Two(text[14..]), second = Two(text[17..]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        date = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    // Far below zero where it is no number, so that no sum of two makes it a year.
    private static int Two(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1_000_000;
}
