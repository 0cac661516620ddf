namespace GrifErrata.Monitor.Notification;

/// <summary>When digests are due.</summary>
internal static class DigestSchedule
{
    /// <summary>The day of the last digest that is due by now, by the calendar of its time zone. It stays the same until the next is due, so a digest that was missed
    /// while no monitor ran is made up for, once.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="now">Now.</param>
    public static DateOnly DayOf(DigestSettings digest, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, digest.TimeZone).DateTime);
        return now >= Moment(digest, today) ? today : today.AddDays(-1);
    }

    // A time that a day does not have, because clocks go forward, is due with the next one that it has.
    private static DateTimeOffset Moment(DigestSettings digest, DateOnly day)
    {
        DateTime local = day.ToDateTime(digest.At);
        while (digest.TimeZone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new(local, digest.TimeZone.GetUtcOffset(local));
    }
}
