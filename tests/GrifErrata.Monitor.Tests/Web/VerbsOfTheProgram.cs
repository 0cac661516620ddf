namespace GrifErrata.Monitor.Tests.Web;

/// <summary>The verbs as users call them.</summary>
public sealed class VerbsOfTheProgram
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verbs").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    [Test]
    public void A_backup_of_the_running_monitor_is_restored_into_an_empty_database()
    {
        using MonitorProcess monitor = MonitorProcess.Start();
        monitor.Post("/feed/?protocol=5", SampleReport.Of("kept.example.org"));
        Assert.That(MonitorProcess.Run("backup", In("backup.db"), "--database", Path.Combine(monitor.Folder, "monitor.db")), Is.EqualTo((0, string.Empty, string.Empty)));
        Assert.That(MonitorProcess.Run("restore", In("backup.db"), "--database", In("restored.db")), Is.EqualTo((0, string.Empty, string.Empty)));
        File.Move(In("restored.db"), Path.Combine(Directory.CreateDirectory(In("second")).FullName, "monitor.db"));

        using MonitorProcess second = MonitorProcess.Start(In("second"));
        Assert.That(second.Get("/hosts/kept.example.org").Status, Is.EqualTo(200));
    }

    [Test]
    public void A_backup_is_not_restored_over_hosts()
    {
        using MonitorProcess monitor = MonitorProcess.Start();
        monitor.Post("/feed/?protocol=5", SampleReport.Of("kept.example.org"));
        string database = Path.Combine(monitor.Folder, "monitor.db");
        MonitorProcess.Run("backup", In("one.db"), "--database", database);
        (int code, _, string error) = MonitorProcess.Run("restore", In("one.db"), "--database", database);
        Assert.That((code, error.Count(c => c == '\n')), Is.EqualTo((2, 1)), error);
    }

    [Test]
    public void A_host_that_moves_is_forgotten_while_the_monitor_runs()
    {
        using MonitorProcess monitor = MonitorProcess.Start();
        monitor.Post("/feed/?protocol=5", SampleReport.Of("moved.example.org"));
        string database = Path.Combine(monitor.Folder, "monitor.db");
        Assert.That(MonitorProcess.Run("forget", "MOVED.example.org", "--database", database).ExitCode, Is.Zero);
        Assert.That(() => monitor.Get("/hosts/moved.example.org").Status, Is.EqualTo(404).After(10).Seconds.PollEvery(100).MilliSeconds);
        (int code, _, string error) = MonitorProcess.Run("forget", "moved.example.org", "--database", database);
        Assert.That((code, error), Is.EqualTo((1, "grif-errata-monitor: no host 'moved.example.org' has reported. Write its full name, as the pages show it.\n")));
        Assert.That(monitor.Post("/feed/?protocol=5", SampleReport.Of("moved.example.org")).Status, Is.EqualTo(200));
    }

    [TestCase("backup", TestName = "a file is missing")]
    [TestCase("forget", TestName = "a host is missing")]
    [TestCase("backup --database x.db", TestName = "an option instead of the file")]
    [TestCase("token x", TestName = "a file for the token")]
    [TestCase("backup x.db --time-zone Europe/Paris", TestName = "a time zone for the backup")]
    [TestCase("import-pakiti x.sql --time-zone Nowhere/Town", TestName = "no such time zone")]
    [TestCase("import-pakiti", TestName = "no dump")]
    [TestCase("backups x.db", TestName = "no such verb")]
    [TestCase("restore x.db --wrong 1", TestName = "no such option")]
    public void Wrong_use_is_said_in_a_line(string arguments)
    {
        (int code, string output, string error) = MonitorProcess.Run([.. arguments.Split(' '), .. arguments.StartsWith("import", StringComparison.Ordinal) && arguments.Contains("zone", StringComparison.Ordinal) ? new[] { "--database", In("zone.db") } : []]);
        Assert.That((code, output, error.Count(c => c == '\n')), Is.EqualTo((2, string.Empty, 1)), error);
    }

    [Test]
    public void A_token_comes_with_its_hash() => Assert.That(MonitorProcess.Run("token").Output, Does.Match(@"\Atoken:  [\w-]{43}\nsha256: [0-9a-f]{64}\n\z"));
}
