using System.Diagnostics;

namespace GrifErrata.Monitor.Tests.Clients;

/// <summary>The real client of Pakiti, which the variable <c>PAKITI_CLIENT</c> names; tests that need it are skipped without it.</summary>
internal static class PakitiClient
{
    private static string File => Environment.GetEnvironmentVariable("PAKITI_CLIENT") ?? string.Empty;

    /// <summary>Skips the tests where there is none.</summary>
    public static void MustBeThere()
    {
        if (File.Length == 0) Assert.Ignore("PAKITI_CLIENT names no client; set it to the file `pakiti-client` of CESNET/pakiti-client.");
        Assert.That(System.IO.File.Exists(File), $"PAKITI_CLIENT names {File}, and no such file is there.");
    }

    /// <summary>Runs it.</summary>
    /// <param name="folder">A folder of the test, for what is put into Perl's way.</param>
    /// <param name="isCurl">Hides libwww-perl, so that it takes curl.</param>
    /// <param name="variables">Variables of its environment.</param>
    /// <param name="arguments">Its options.</param>
    public static (int ExitCode, string Output, string Error) Run(string folder, bool isCurl, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new("perl") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments.Prepend(File)) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        if (isCurl)
        {
            Directory.CreateDirectory(Path.Combine(folder, "hidden", "LWP"));
            System.IO.File.WriteAllText(Path.Combine(folder, "hidden", "LWP", "UserAgent.pm"), "die \"hidden\\n\";\n");
            start.Environment["PERL5LIB"] = Path.Combine(folder, "hidden");
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1))) process.Kill(entireProcessTree: true);
        return (process.ExitCode, output, error.Result);
    }
}
