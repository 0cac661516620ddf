using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using GrifErrata.Monitor.Settings;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>The monitor as users start it, on a free port and with a database of its own.</summary>
internal sealed partial class MonitorProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said;

    private MonitorProcess(Process process, Uri address, string folder, StringBuilder said)
    {
        _process = process;
        _said = said;
        Folder = folder;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public string Folder { get; }

    /// <summary>What it wrote, to either stream.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Memory that it holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static MonitorProcess Start(string? folder = null, params string[] more)
    {
        folder ??= NewFolder();
        return Started(folder, ["--urls", "http://127.0.0.1:0", .. more]);
    }

    /// <summary>With a settings file, which must say <c>listen</c>.</summary>
    public static MonitorProcess StartWith(string yaml, string? folder = null, params string[] more)
    {
        folder ??= NewFolder();
        string file = Path.Combine(folder, "monitor.yaml");
        File.WriteAllText(file, yaml);
        return Started(folder, ["--config", file, .. more]);
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Process.Start(Command(arguments))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            process.Kill();
            throw new InvalidOperationException("The monitor did not end within a minute.");
        }

        return (process.ExitCode, output, error.Result);
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

    private static string NewFolder() => Directory.CreateTempSubdirectory("monitor").FullName;

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments.Prepend(typeof(MonitorSettings).Assembly.Location)) start.ArgumentList.Add(argument);
        return start;
    }

    private static MonitorProcess Started(string folder, IEnumerable<string> arguments)
    {
        Process process = Process.Start(Command(["--database", Path.Combine(folder, "monitor.db"), "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. arguments]))!;
        TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder said = new();
        foreach (bool isError in (bool[])[false, true])
        {
            DataReceivedEventHandler read = (_, line) =>
            {
                lock (said) said.AppendLine(line.Data);
                if (line.Data is { } text && Listening().Match(text) is { Success: true } match) address.TrySetResult(new(match.Groups[1].Value.Replace("[::]", "127.0.0.1", StringComparison.Ordinal)));
            };
            if (isError) process.ErrorDataReceived += read;
            else process.OutputDataReceived += read;
        }

        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The monitor ended."));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            if (address.Task.Wait(TimeSpan.FromMinutes(1))) return new(process, address.Task.Result, folder, said);
            process.Kill();
        }
        catch (AggregateException)
        {
            process.WaitForExit();
        }

        lock (said) throw new InvalidOperationException($"The monitor does not listen:\n{said}");
    }

    [GeneratedRegex(@"Now listening on: (https?://\S+)")]
    private static partial Regex Listening();
}
