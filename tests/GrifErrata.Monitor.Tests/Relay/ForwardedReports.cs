using System.Text;
using GrifErrata.Monitor.Tests.Web;
using Microsoft.AspNetCore.Http;

namespace GrifErrata.Monitor.Tests.Relay;

/// <summary>Reports on their way through the monitor as users start it.</summary>
public sealed class ForwardedReports
{
    private const string Token = "kUQ1kUQ1kUQ1kUQ1kUQ1kUQ1";

    [Test]
    public async Task A_report_arrives_upstream_unchanged_without_its_token_even_when_the_monitor_was_killed_meanwhile()
    {
        byte[] report = SampleReport.Of("wn1.lal.example.org", "lal");
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isOpen = false;
        await using Upstream upstream = await Upstream.StartAsync(async context =>
        {
            context.Response.StatusCode = isOpen ? 200 : 503;
            await context.Response.WriteAsync("OK\n");
            if (isOpen) arrived.TrySetResult();
        });
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(Token)));
        string yaml = $"listen: {{ urls: 'http://127.0.0.1:0' }}\nsites: [{{ name: lal, tokens: {hash} }}]\nrelay: [{{ name: egi, url: '{upstream.Url}', hosts: '*.lal.example.org' }}]\n";
        string folder;
        using (MonitorProcess monitor = MonitorProcess.StartWith(yaml))
        {
            folder = monitor.Folder;
            Assert.That(monitor.Post($"/feed/{Token}/?mode=store-and-report&protocol=5", report).Status, Is.EqualTo(200));
            monitor.Kill();
        }

        isOpen = true;
        upstream.Requests.Clear();
        using (MonitorProcess monitor = MonitorProcess.StartWith(yaml, folder))
        {
            // A claim that was made before the kill ends by itself, after minutes: another host's report shows the same way.
            Assert.That(monitor.Post($"/feed/?token={Token}&protocol=5", SampleReport.Of("wn2.lal.example.org", "lal")).Status, Is.EqualTo(200));
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        Assert.Multiple(() =>
        {
            Assert.That(upstream.Requests.Select(r => r.Query), Is.SubsetOf(new[] { "?mode=store-only&protocol=5", "?protocol=5" }));
            Assert.That(upstream.Requests.Select(r => Encoding.Latin1.GetString(r.Body)), Is.SubsetOf(new[] { Encoding.Latin1.GetString(report), Encoding.Latin1.GetString(SampleReport.Of("wn2.lal.example.org", "lal")) }));
        });
        Directory.Delete(folder, recursive: true);
    }
}
