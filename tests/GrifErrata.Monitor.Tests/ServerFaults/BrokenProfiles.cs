using GrifErrata.Monitor.Tests.Expectations;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.ServerFaults;

/// <summary>Somebody breaks the files that the running server reads.</summary>
public sealed class BrokenProfiles
{
    private static readonly DateTimeOffset Noon = new(2010, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task The_last_state_that_was_right_stays_and_the_pages_say_what_is_broken_until_it_is_mended()
    {
        using TemporaryFolder folder = new();
        folder.Write("profiles/wn1.json", Profile.Json("wn1.lal.example.org"), 1);
        folder.Write("profiles/wn2.json", Profile.Json("wn2.lal.example.org"), 1);
        await using InProcess monitor = await InProcess.StartAsync(folder.Path, Noon, settings => settings with { Profiles = Path.Combine(folder.Path, "profiles") });
        await monitor.ReportAsync(SampleReport.Of("wn1.lal.example.org"));
        await monitor.LookAsync();
        Assert.That(await monitor.GetAsync("/sources"), Does.Not.Contain("GE1741"));
        Assert.That(monitor.Host("wn2.lal.example.org").Version, Is.EqualTo("20101125"));

        folder.Write("profiles/wn1.json", "{ \"system\": ", 2);
        folder.Write("profiles/wn2.json", "\0\0\0\0", 2);
        folder.Write("profiles/wn3.json", "<script>alert(1)</script>", 2);
        File.WriteAllBytes(Path.Combine(folder.Path, "profiles", "wn4.json.gz"), [0x1F, 0x8B, 8, 0, 0]);
        await monitor.LookAsync();
        string page = await monitor.GetAsync("/sources");
        Assert.That(page, Does.Contain("wn1.json").And.Contain("wn2.json").And.Contain("wn3.json").And.Contain("wn4.json.gz").And.Not.Contain("<script>"));
        Assert.That(await monitor.GetAsync("/"), Does.Contain("4 problems in").And.Contain("the last good state of 2010-11-26"), "the overview says it too");
        Assert.That(await monitor.GetAsync("/api/v1/sources"), Does.Contain("wn1.json"));
        Assert.That((monitor.Host("wn1.lal.example.org").Version, monitor.Host("wn2.lal.example.org").Version), Is.EqualTo(("20101125", "20101125")));

        Directory.Move(Path.Combine(folder.Path, "profiles"), Path.Combine(folder.Path, "away"));
        await monitor.LookAsync();
        Assert.That(await monitor.GetAsync("/sources"), Does.Contain("GE1002"));
        Assert.That(monitor.Host("wn2.lal.example.org").Version, Is.EqualTo("20101125"));

        Directory.Move(Path.Combine(folder.Path, "away"), Path.Combine(folder.Path, "profiles"));
        folder.Write("profiles/wn1.json", Profile.Json("wn1.lal.example.org", "20101126"), 3);
        folder.Write("profiles/wn2.json", Profile.Json("wn2.lal.example.org"), 3);
        File.Delete(Path.Combine(folder.Path, "profiles", "wn3.json"));
        File.Delete(Path.Combine(folder.Path, "profiles", "wn4.json.gz"));
        await monitor.LookAsync();
        Assert.That(await monitor.GetAsync("/sources"), Does.Not.Contain("wn1.json").And.Not.Contain("GE1"));
        Assert.That(monitor.Host("wn1.lal.example.org").Version, Is.EqualTo("20101126"));
    }
}
