using System.ComponentModel;
using System.Diagnostics;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>The disk of the running server's database is full.</summary>
public sealed class FullDisk
{
    private const int Ballast = 512 << 10;

    private string _disk = null!;
    private bool _isMounted;

    [SetUp]
    public void Mount()
    {
        _disk = Directory.CreateTempSubdirectory("monitor-disk").FullName;
        _isMounted = Run("mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", _disk);
    }

    [TearDown]
    public void Unmount()
    {
        if (_isMounted) Run("umount", "-l", _disk);
        Directory.Delete(_disk);
    }

    [Test]
    [CancelAfter(120_000)]
    public void Reports_are_answered_503_pages_are_served_and_nothing_is_lost_and_with_room_again_they_are_taken()
    {
        if (!_isMounted) Assert.Ignore("This user may not mount a small file system.");
        string ballast = Path.Combine(_disk, "ballast");
        File.WriteAllBytes(ballast, new byte[Ballast]);
        using MonitorProcess monitor = MonitorProcess.Start(_disk);
        List<FaultReport> stored = [];
        (int Status, string Text) answer = default;
        for (int i = 0; i < 3_000; i++)
        {
            FaultReport report = FaultReport.Of($"wn{i}.lal.example.org", i, packages: 200);
            answer = monitor.Post("/feed/?protocol=5", report.Body);
            if (answer.Status != 200) break;
            stored.Add(report);
        }

        Assert.That(answer, Is.EqualTo((503, "try again later\n")));
        Assert.That(monitor.Post("/feed/?protocol=5", FaultReport.Of("wn9000.lal.example.org", 9000, packages: 200).Body).Status, Is.EqualTo(503), "and it stays so");
        Assert.That(monitor.Get($"/hosts/{stored[^1].Host}").Status, Is.EqualTo(200));
        Assert.That(monitor.Get("/healthz").Status, Is.EqualTo(200));

        File.Delete(ballast);
        Assert.That(monitor.Post("/feed/?protocol=5", FaultReport.Of("wn9001.lal.example.org", 9001).Body), Is.EqualTo((200, "OK\n")));
        string hosts = monitor.Get("/hosts.csv").Text;
        foreach (FaultReport report in stored) Assert.That(hosts, Does.Contain(report.Host));
        Assert.That(hosts, Does.Contain("wn9001.").And.Not.Contain("wn9000."));
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
