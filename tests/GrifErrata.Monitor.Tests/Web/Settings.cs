using Microsoft.Extensions.Configuration;

namespace GrifErrata.Monitor.Tests.Web;

public sealed class Settings
{
    [Test]
    public void Nothing_need_be_set() => Assert.That(MonitorSettings.Of(Of()), Is.EqualTo(new MonitorSettings { Database = MonitorSettings.Of(Of()).Database, SilentDays = 3, Key = null }));

    [TestCase("silent-days")]
    [TestCase("SILENT_DAYS")]
    public void An_option_can_be_set_in_the_environment_too(string name) => Assert.That(MonitorSettings.Of(Of((name, "7"))).SilentDays, Is.EqualTo(7));

    [TestCase("silent-days", "0", "--silent-days is `0`; write a number of days, 1 or more.")]
    [TestCase("silent-days", "soon", "--silent-days is `soon`; write a number of days, 1 or more.")]
    [TestCase("key", "/no/such.pem", "--key names /no/such.pem, which cannot be used")]
    public void What_is_wrong_is_said_with_what_to_write(string name, string value, string message) =>
        Assert.That(() => MonitorSettings.Of(Of((name, value))), Throws.ArgumentException.With.Message.StartWith(message));

    private static IConfiguration Of(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build();
}
