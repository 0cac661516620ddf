using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Settings;
using Microsoft.Extensions.Configuration;

namespace GrifErrata.Monitor.Tests.Settings;

/// <summary>Options and environment, which win over the settings file.</summary>
public sealed class OptionsTests
{
    [Test]
    public void Nothing_need_be_set()
    {
        MonitorSettings settings = Of()!;
        Assert.That((settings.SilentDays, settings.HistoryDays, settings.Key, settings.Listen.Urls.Single(), settings.Access.IsEmpty),
            Is.EqualTo((3, 400, (string?)null, "http://127.0.0.1:8490", true)));
    }

    [TestCase("silent-days")]
    [TestCase("SILENT_DAYS")]
    public void An_option_can_be_set_in_the_environment_too(string name) => Assert.That(Of((name, "7"))!.SilentDays, Is.EqualTo(7));

    [TestCase("silent-days", "0", "GE1951", "--silent-days is `0`; write a number of days, 1 or more.")]
    [TestCase("history-days", "soon", "GE1951", "--history-days is `soon`; write a number of days, 1 or more.")]
    [TestCase("profiles", "http://profiles.example.org/", "GE1951", "--profiles is `http://profiles.example.org/`; over the network they are read by https:// only.")]
    [TestCase("urls", "ftp://127.0.0.1", "GE1951", "--urls: `ftp://127.0.0.1` is no address to listen on.")]
    [TestCase("urls", "http://unix:/run/monitor.sock", "GE1951", "--urls: `http://unix:/run/monitor.sock` is a socket of this machine")]
    [TestCase("key", "/no/such.pem", "GE1955", "--key (encryptionKey) names /no/such.pem, which cannot be used")]
    [TestCase("config", "/no/such.yaml", "GE1955", "The settings file cannot be read")]
    [TestCase("postgres", "@/no/such", "GE1951", "`postgres` names /no/such, which cannot be read")]
    public void What_is_wrong_is_said_with_what_to_write(string name, string value, string code, string message)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(Of(diagnostics, (name, value)), Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo(code));
        Assert.That(diagnostics.Single().Message, Does.StartWith(message));
    }

    [TestCase("http://0.0.0.0:80")]
    [TestCase("http://*:80")]
    [TestCase("http://[::]:80")]
    [TestCase("http://monitor.example.org:80")]
    [TestCase("http://127.0.0.1:80;http://192.0.2.1:80")]
    public void Beyond_this_machine_it_listens_only_with_access_rules(string urls)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(Of(diagnostics, ("urls", urls)), Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1953"));
    }

    [Test]
    public void A_port_of_a_container_is_beyond_this_machine()
    {
        DiagnosticBag diagnostics = [];
        Of(diagnostics, ("http_ports", "8080"));
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1953"));
    }

    [TestCase("http://localhost:80")]
    [TestCase("http://127.8.9.1:80")]
    [TestCase("http://[::1]:80")]
    public void This_machine_needs_no_rules(string urls) => Assert.That(Of(("urls", urls)), Is.Not.Null);

    [TestCase("--silent-day", "5")]
    [TestCase("-v")]
    [TestCase("serve")]
    [TestCase("--database")]
    public void A_mistyped_option_is_not_passed_over(params string[] arguments) => Assert.That(Options.Unknown(arguments), Is.EqualTo(arguments[0]));

    [Test]
    public void Options_of_the_host_are_known_by_their_colon() =>
        Assert.That(Options.Unknown(["--Logging:LogLevel:Default=Debug", "--silent-days", "5", "--urls=http://127.0.0.1:0"]), Is.Null);

    private static MonitorSettings? Of(params (string Key, string? Value)[] values)
    {
        DiagnosticBag diagnostics = [];
        MonitorSettings? settings = Of(diagnostics, values);
        Assert.That(diagnostics, Is.Empty);
        return settings;
    }

    private static MonitorSettings? Of(DiagnosticBag diagnostics, params (string Key, string? Value)[] values) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build(), diagnostics);
}
