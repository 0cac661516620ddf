using System.Globalization;

namespace GrifErrata.Repositories;

/// <summary>Reads the build times of listings.</summary>
internal static class ListingTime
{
    /// <summary>Least number that is taken for Unix seconds: 3 March 1973, before there was rpm. <c>20101027</c> is below it, a date
    /// without its dashes that would else become a day of August 1970.</summary>
    public const long LeastUnixSeconds = 100_000_000;

    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>Reads Unix seconds, <c>2010-10-27</c>, <c>2010-10-27T20:00:00Z</c> or <c>2010-10-27 20:00:00</c>; UTC where no zone is given.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            bool good = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
                && seconds >= LeastUnixSeconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
            time = good ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
            return good;
        }

        return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
