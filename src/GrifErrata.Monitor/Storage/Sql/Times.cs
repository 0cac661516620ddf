using System.Data.Common;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Times and days as the databases keep them: milliseconds and days since 1970 in UTC, so that they compare as numbers.</summary>
internal static class Times
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static long Number(this DateOnly day) => day.DayNumber - Epoch.DayNumber;

    public static DateOnly Day(this DbDataReader row, int column) => DateOnly.FromDayNumber(Epoch.DayNumber + (int)row.GetInt64(column));

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
