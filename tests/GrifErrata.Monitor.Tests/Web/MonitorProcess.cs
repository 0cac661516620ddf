using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>The monitor as users start it, on a free port and with a database of its own.</summary>
internal sealed partial class MonitorProcess : IDisposable
{
    private readonly Process _process;

    private MonitorProcess(Process process, Uri address, string folder)
    {
        _process = process;
        Folder = folder;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public string Folder { get; }

    public static MonitorProcess Start(string? folder = null, params string[] more)
    {
        folder ??= Directory.CreateTempSubdirectory("monitor").FullName;
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[typeof(MonitorSettings).Assembly.Location, "--database", Path.Combine(folder, "monitor.db"), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. more])
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder said = new();
        foreach (bool isError in (bool[])[false, true])
        {
            DataReceivedEventHandler read = (_, line) =>
            {
                lock (said) said.AppendLine(line.Data);
                if (line.Data is { } text && Listening().Match(text) is { Success: true } match) address.TrySetResult(new(match.Groups[1].Value));
            };
            if (isError) process.ErrorDataReceived += read;
            else process.OutputDataReceived += read;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (address.Task.Wait(TimeSpan.FromMinutes(1))) return new(process, address.Task.Result, folder);
        process.Kill();
        throw new InvalidOperationException($"The monitor did not listen within a minute:\n{said}");
    }

    public (int Status, string Text) Get(string path) => Send(new(HttpMethod.Get, path));

    public (int Status, string Text) Post(string path, byte[] body) => Send(new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) });

    public (int Status, string Text) Send(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = Client.Send(request);
            using StreamReader reader = new(response.Content.ReadAsStream());
            return ((int)response.StatusCode, reader.ReadToEnd());
        }
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
        Client.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
