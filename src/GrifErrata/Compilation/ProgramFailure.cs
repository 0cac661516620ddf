using System.Globalization;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>Diagnostics of a program that did not do its work.</summary>
internal static class ProgramFailure
{
    private const int LastLines = 3, MostCharacters = 300;

    /// <summary>It could not be started or was stopped; null if it came to its end.</summary>
    public static Diagnostic? Of(string name, string property, string program, TimeSpan timeout, ProgramResult result)
    {
        if (result.StartFailure is { } failure)
        {
            return CompilationDiagnostics.CannotStart.At(SourceLocation.None,
                $"{name} cannot be started: {failure.TrimEnd('.')} ({program}). Set {property} to the program's path, make it executable, or leave {property} out.");
        }

        return !result.TimedOut ? null : CompilationDiagnostics.TimedOut.At(SourceLocation.None, string.Create(CultureInfo.InvariantCulture,
            $"{name} ({program}) did not end in {timeout.TotalSeconds:0} s and was stopped. Set PancTimeout to more seconds, or run {name} by hand to see what it waits for."));
    }

    /// <summary>It failed and said nothing that is about a template.</summary>
    public static Diagnostic Silent(string name, string property, string program, ProgramResult result)
    {
        string[] said = [.. result.Output.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).TakeLast(LastLines).Select(l => l.Length > MostCharacters ? $"{l[..MostCharacters]}..." : l)];
        return CompilationDiagnostics.Failed.At(SourceLocation.None, string.Create(CultureInfo.InvariantCulture,
            $"{name} ({program}) ended with exit code {result.ExitCode} and no message about a template{(said.Length == 0 ? "" : $": {string.Join(" / ", said)}")}. Run it by hand, and set {property} to a {name} that works."));
    }
}
