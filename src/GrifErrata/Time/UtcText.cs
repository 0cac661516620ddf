using System.Globalization;

namespace GrifErrata.Time;

/// <summary>How times are written everywhere: UTC, whatever the machine's zone and culture.</summary>
public static class UtcText
{
    /// <summary><c>2010-10-27T20:00:00Z</c>.</summary>
    public static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2010-10-27</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2010-10-27</c>, in the Gregorian calendar whatever the culture's is.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
