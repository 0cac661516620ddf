using System.Text.RegularExpressions;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>What the program does before it listens.</summary>
public sealed class StartOfTheMonitor
{
    [Test]
    public void Beyond_this_machine_without_rules_it_does_not_start()
    {
        (int exit, _, string error) = MonitorProcess.Run("--urls", "http://0.0.0.0:0", "--database", "/nonexistent/monitor.db");
        Assert.That((exit, error.TrimEnd()), Is.EqualTo((2, "grif-errata-monitor: error GE1953: http://0.0.0.0:0 reaches beyond this machine, and nothing says who may report or read: anyone could claim to be any host, and read what is open. Write `sites` with networks, tokens or certificates in the settings file (--config), or listen on http://127.0.0.1:8490.")));
    }

    [Test]
    public void No_setting_of_the_host_makes_it_listen_elsewhere()
    {
        using MonitorProcess monitor = MonitorProcess.Start(null, "--Kestrel:Endpoints:Open:Url=http://0.0.0.0:0", "--Kestrel:Limits:MaxRequestBodySize=1");
        Assert.That(Regex.Matches(monitor.Said, "Now listening on: (\\S+)").Select(m => m.Groups[1].Value), Is.All.StartsWith("http://127.0.0.1:"));
    }

    [Test]
    public void Errors_of_the_settings_file_are_said_at_their_place()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "silentDay: 3\n");
        (int exit, _, string error) = MonitorProcess.Run("--config", file);
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(error, Does.StartWith($"{file}(1,1): error GE1105: The key `silentDay` is not known here"));
        File.Delete(file);
    }

    [Test]
    public void A_mistyped_option_is_wrong_use() =>
        Assert.That(MonitorProcess.Run("--silent-day", "5"), Is.EqualTo((2, "", $"grif-errata-monitor: `--silent-day` is not known here, or lacks its value. --help lists the options.{Environment.NewLine}")));

    [Test]
    public void A_token_is_made_with_its_hash_and_never_twice()
    {
        (int exit, string output, _) = MonitorProcess.Run("token");
        Match match = Regex.Match(output, @"^token:  ([A-Za-z0-9_-]{43})\r?\nsha256: ([0-9a-f]{64})\r?\n$");
        Assert.That((exit, match.Success), Is.EqualTo((0, true)), output);
        Assert.That(TokenHash.Of(match.Groups[1].Value).Hex, Is.EqualTo(match.Groups[2].Value));
        Assert.That(Enumerable.Range(0, 100).Select(_ => NewToken.Create()), Is.Unique);
    }
}
