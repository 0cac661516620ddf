using System.Diagnostics;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>Runs what distributions have: rpmbuild, createrepo_c, rpm, dnf.</summary>
internal static class Programs
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Skips the test where a program is absent.</summary>
    public static void Need(string path, string package)
    {
        if (!File.Exists(path)) Assert.Ignore($"{path} is not installed (Debian: apt-get install {package}).");
    }

    /// <summary>Runs one that must succeed; its output.</summary>
    public static string Run(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        (int code, string output, string errors) = Try(program, folder, environment, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exits {code}:\n{output}\n{errors}");
    }

    /// <summary>Runs one.</summary>
    public static (int Code, string Out, string Error) Try(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        foreach ((string key, string value) in environment) start.Environment[key] = value;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
