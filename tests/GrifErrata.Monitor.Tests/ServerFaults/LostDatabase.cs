using GrifErrata.Monitor.Tests.Storage.Postgres;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>The running server's database goes away and comes back.</summary>
public sealed class LostDatabase
{
    private static readonly string[] Files = ["monitor.db", "monitor.db-wal", "monitor.db-shm"];

    [Test]
    [CancelAfter(120_000)]
    public void A_file_that_is_moved_away_and_back_costs_503_and_no_report()
    {
        using MonitorProcess monitor = MonitorProcess.Start();
        string away = Directory.CreateDirectory(Path.Combine(monitor.Folder, "away")).FullName;
        CheckOutage(monitor, () => Move(monitor.Folder, away), () => Move(away, monitor.Folder));
        monitor.Kill();
        Directory.Delete(monitor.Folder, recursive: true);
    }

    [TestCase("stop")]
    [TestCase("kill")]
    [CancelAfter(180_000)]
    public void A_PostgreSQL_that_ends_and_is_started_again_costs_503_and_no_report(string end)
    {
        (PostgresServer? server, string why) = PostgresServer.Start();
        if (server is null) Assert.Ignore(why);
        using PostgresServer running = server!;
        using MonitorProcess monitor = MonitorProcess.Start(null, "--postgres", running.Connection);
        CheckOutage(monitor, () => running.Order(end), () => running.Order("start"));
        monitor.Kill();
        Directory.Delete(monitor.Folder, recursive: true);
    }

    private static void CheckOutage(MonitorProcess monitor, Action end, Action start)
    {
        Assert.That(monitor.Post("/feed/?protocol=5", SampleReport.Of("before.lal.example.org")), Is.EqualTo((200, "OK\n")));
        Assert.That(monitor.Get("/readyz").Status, Is.EqualTo(200));
        Assert.That(monitor.Get("/hosts").Text, Does.Contain("before.lal.example.org"));

        end();
        for (int i = 0; i < 3; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/feed/?protocol=5") { Content = new ByteArrayContent(SampleReport.Of("during.lal.example.org")) };
            using HttpResponseMessage answer = monitor.Client.Send(request);
            Assert.That(((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta), Is.EqualTo((503, (TimeSpan?)TimeSpan.FromMinutes(1))));
        }

        Assert.That(monitor.Get("/readyz").Status, Is.EqualTo(503), "a proxy sends clients to another collector");
        Assert.That(monitor.Get("/healthz").Status, Is.EqualTo(200), "and nobody restarts it");
        (int status, string text) = monitor.Get("/hosts");
        Assert.That((status, text.Contains("before.lal.example.org", StringComparison.Ordinal)), Is.EqualTo((200, true)), "the last state is shown");

        start();
        Assert.That(monitor.Post("/feed/?protocol=5", SampleReport.Of("after.lal.example.org")), Is.EqualTo((200, "OK\n")));
        Assert.That(monitor.Get("/readyz").Status, Is.EqualTo(200));

        // What was answered 503 is sent again by its client; it may be there, written into the file that was moved.
        Assert.That(monitor.Get("/hosts").Text, Does.Contain("before.lal.example.org").And.Contain("after.lal.example.org"));
    }

    private static void Move(string from, string to)
    {
        foreach (string file in Files.Where(f => File.Exists(Path.Combine(from, f)))) File.Move(Path.Combine(from, file), Path.Combine(to, file), overwrite: true);
    }
}
