using System.Diagnostics;

namespace GrifErrata.Build.Tests;

/// <summary>Runs commands as a user's shell would, without what this test run's own MSBuild left in the environment.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static CommandResult Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunProgram("dotnet", folder, environment, arguments);

    /// <summary>Runs any program.</summary>
    public static CommandResult RunProgram(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOurs).ToList()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end in {Patience}.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    // MSBUILDDISABLENODEREUSE among them: it would hide what a node that stays does. CI and ContinuousIntegrationBuild would be read as properties.
    private static bool IsOurs(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("GrifErrata", StringComparison.OrdinalIgnoreCase)
        || name is "CI" or "ContinuousIntegrationBuild" or "Configuration" or "PancPath" or "PanlintPath" or "PanlintPython" or "TemplateLibraryPath";
}

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, then standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>Whether the build ran the task.</summary>
    public bool Generated => Output.Contains(": GrifErrata: ", StringComparison.Ordinal)
        || Output.Contains("error GE", StringComparison.Ordinal);

    /// <summary>Whether MSBuild found nothing to do for the target.</summary>
    public bool Skipped => Output.Contains("Skipping target \"GrifErrata\"", StringComparison.Ordinal);

    /// <summary>Fails the test unless the command succeeded.</summary>
    public CommandResult Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }

    /// <summary>Fails the test if the command succeeded.</summary>
    public CommandResult Failed()
    {
        Assert.That(ExitCode, Is.Not.Zero, Output);
        return this;
    }
}
