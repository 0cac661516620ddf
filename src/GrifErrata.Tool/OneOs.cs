using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>The OS that a command works on, read and planned.</summary>
/// <param name="Errata">The facts.</param>
/// <param name="Versions">Its update versions, oldest first.</param>
internal sealed record OneOs(OsErrata Errata, ImmutableArray<UpdateVersion> Versions)
{
    /// <summary>Reads the OS and writes what is wrong.</summary>
    /// <param name="console">Takes diagnostics and progress.</param>
    /// <param name="input">The input folder.</param>
    /// <param name="os">The OS; null is right where there is one.</param>
    /// <param name="code">The exit code where the result is null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static OneOs? Read(CommandConsole console, string input, string? os, out int code, CancellationToken cancellationToken)
    {
        if (os is null && Names(input) is { Count: > 1 } names)
        {
            console.WriteError($"There are several OSs; name one with --os: {string.Join(", ", names)}.");
            code = ExitCodes.WrongUse;
            return null;
        }

        DiagnosticBag diagnostics = [];
        ImmutableArray<OsErrata> all;
        ImmutableArray<UpdateVersion> versions = [];
        using (new Progress(console, $"Reading {input}"))
        {
            all = ErrataInput.Read(input, os, diagnostics, cancellationToken);
            if (!diagnostics.HasErrors && all.Length == 1) versions = UpdatePlanner.Plan(all[0], diagnostics, cancellationToken);
        }

        code = console.Write(diagnostics);
        return code == ExitCodes.Fine ? new(all[0], versions) : null;
    }

    /// <summary>The version of a name, or null after GE1026 was written.</summary>
    public UpdateVersion? Find(CommandConsole console, string name)
    {
        UpdateVersion? version = Versions.FirstOrDefault(v => v.Name == name);
        if (version is null)
        {
            string there = Versions.Length == 0 ? "It has none." : $"There are: {string.Join(", ", Versions.Select(v => v.Name))}.";
            console.Write([GenerationDiagnostics.NotFound.At(
                new(Path.Combine(Path.GetDirectoryName(Errata.Os.Location.File) ?? string.Empty, "updates")),
                $"{Errata.Os.Name} has no update version {name}. {there}")]);
        }

        return version;
    }

    /// <summary>What versions need besides themselves; after an error, which is written, null.</summary>
    public ImmutableArray<FixPlan>? Fixes(CommandConsole console, ImmutableArray<UpdateVersion> versions, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<FixPlan> plans = OsFixes.Plan(Path.GetDirectoryName(Errata.Os.Location.File) ?? string.Empty, Errata, versions, diagnostics, cancellationToken);

        // What a person must decide is part of what the command shows.
        return console.Write([.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]) == ExitCodes.Fine ? plans : null;
    }

    private static List<string> Names(string input) => Directory.Exists(input)
        ? [.. Directory.EnumerateDirectories(input).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : [];
}
