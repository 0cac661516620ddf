using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Tests.Expectations;
using GrifErrata.Monitor.Tests.Web;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>The clock of the running server is wrong for a while.</summary>
public sealed class ClockSteps
{
    private static readonly DateTimeOffset Noon = new(2010, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [TestCase(-400)]
    [TestCase(-1)]
    [TestCase(-0.1)]
    public async Task A_clock_that_goes_back_takes_nobody_s_last_report_back_and_makes_nobody_silent(double days)
    {
        using TemporaryFolder folder = new();
        await using InProcess monitor = await InProcess.StartAsync(folder.Path, Noon);
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        monitor.Clock.Now = Noon.AddDays(days);
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org", system: "another"));
        await monitor.ReportAsync(FaultReport.Of("wn1.lal.example.org", 1).Body);
        FleetHost host = monitor.Host("wn1.lal.example.org");
        Assert.That((host.Report!.LastSeen >= Noon, host.Verdict.HasFlag(HostVerdict.Silent), host.Report.PackageCount), Is.EqualTo((true, false, 20)), "and the later report is the later state");

        monitor.Clock.Now = Noon.AddDays(1);
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        Assert.That(monitor.Host("wn1.lal.example.org").Report!.LastSeen, Is.EqualTo(Noon.AddDays(1)), "when it is right again it counts on");
    }

    [TestCase(4)]
    [TestCase(800)]
    public async Task A_clock_that_was_ahead_leaves_nobody_silent_and_forgets_nobody(double days)
    {
        using TemporaryFolder folder = new();
        await using InProcess monitor = await InProcess.StartAsync(folder.Path, Noon);
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.False);

        monitor.Clock.Now = Noon.AddDays(days);
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.True, "nobody can know better then");
        await monitor.UpkeepAsync();

        monitor.Clock.Now = Noon.AddMinutes(10);
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.False);
        await monitor.UpkeepAsync();
        Assert.That(monitor.Host("wn1.lal.example.org").Report, Is.Not.Null, "the day's clean-up did not take it");
    }

    [Test]
    public async Task A_step_within_a_day_leaves_nobody_silent_either()
    {
        using TemporaryFolder folder = new();
        await using InProcess monitor = await InProcess.StartAsync(folder.Path, Noon.AddDays(-3).AddHours(3));
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        monitor.Clock.Now = Noon;
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.False);
        monitor.Clock.Now = Noon.AddHours(4);
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.True);
        monitor.Clock.Now = Noon.AddMinutes(1);
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.False);
        monitor.Clock.Now = Noon.AddHours(4);
        Assert.That(monitor.Host("wn1.lal.example.org").Verdict.HasFlag(HostVerdict.Silent), Is.True, "and when its time has come it is");
    }
}
