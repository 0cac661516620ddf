using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GrifErrata.Monitor.Settings;

namespace GrifErrata.Monitor.Browser.Tests;

/// <summary>The monitor with its sample data, as the README starts it, on a free port.</summary>
internal sealed partial class RunningMonitor : IDisposable
{
    private readonly Process _process;

    private RunningMonitor(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<RunningMonitor> StartAsync()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[typeof(MonitorSettings).Assembly.Location, "--sample", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"])
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder said = new();
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await Task.WhenAny(address.Task, process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(2))) != address.Task)
        {
            process.Kill();
            throw new InvalidOperationException($"The monitor did not listen:\n{said}");
        }

        RunningMonitor monitor = new(process, await address.Task);
        await monitor.PostAsync();
        await monitor.JudgedAsync();
        return monitor;

        void Read(string? line)
        {
            lock (said) said.AppendLine(line);
            if (line is not null && Listening().Match(line) is { Success: true } match) address.TrySetResult(new(match.Groups[1].Value));
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // A machine whose names are an attack.
    private async Task PostAsync()
    {
        using HttpClient client = new() { BaseAddress = Address };
        using StringContent report = new(
            "#\narch: x86_64\nhost: hostile.lal.example.org\nkernel: 2.6.18<i>\npackager: rpm\nsite: <b>evil</b>\nsystem: <script>document.title='owned'</script> end\nversion: 1\n#\nbash\t0:3.2-24.el5\tx86_64\n#\n");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/feed/?protocol=5", UriKind.Relative), report);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("OK"));
    }

    // Until the expectations are read and the last report is among the hosts.
    private async Task JudgedAsync()
    {
        using HttpClient client = new() { BaseAddress = Address };
        using CancellationTokenSource late = new(TimeSpan.FromMinutes(1));
        while (true)
        {
            JsonNode fleet = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/fleet", UriKind.Relative), late.Token))!;
            if ((int)fleet["counts"]!["right"]! > 0 && (await client.GetAsync(new Uri("/api/v1/hosts/hostile.lal.example.org", UriKind.Relative), late.Token)).IsSuccessStatusCode) return;
            await Task.Delay(100, late.Token);
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
