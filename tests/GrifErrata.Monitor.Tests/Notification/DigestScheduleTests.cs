using System.Globalization;
using GrifErrata.Monitor.Notification;

namespace GrifErrata.Monitor.Tests.Notification;

public sealed class DigestScheduleTests
{
    [TestCase("07:00", "Europe/Paris", "2010-11-26T05:59:59Z", "2010-11-25")]
    [TestCase("07:00", "Europe/Paris", "2010-11-26T06:00:00Z", "2010-11-26")]
    [TestCase("07:00", "Europe/Paris", "2010-07-26T05:00:00Z", "2010-07-26")]
    [TestCase("00:00", "Asia/Tokyo", "2010-11-26T15:00:00Z", "2010-11-27")]
    [TestCase("23:30", "America/New_York", "2010-11-26T04:29:00Z", "2010-11-24")]
    [TestCase("02:30", "Europe/Paris", "2010-03-28T00:59:00Z", "2010-03-27")]
    [TestCase("02:30", "Europe/Paris", "2010-03-28T01:00:00Z", "2010-03-28")]
    [TestCase("02:30", "Europe/Paris", "2010-10-31T01:29:00Z", "2010-10-30")]
    [TestCase("02:30", "Europe/Paris", "2010-10-31T01:30:00Z", "2010-10-31")]
    public void A_digest_is_due_at_its_time_of_day_where_its_site_is(string at, string zone, string now, string expected)
    {
        DigestSettings digest = new() { Site = "lal", At = TimeOnly.Parse(at, CultureInfo.InvariantCulture), TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        Assert.That(DigestSchedule.DayOf(digest, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }
}
